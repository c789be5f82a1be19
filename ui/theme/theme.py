"""One look: mode, density and text size, with everything a painter asks for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPixmap

from ui.theme.icons import IconLibrary
from ui.theme.tokens import (
    DENSITIES,
    FAMILY,
    TYPE,
    Density,
    DensityName,
    Mode,
    Tone,
    colours_of,
)

_STROKE = 1.75


class Theme:
    """An unchangeable look. Colours, fonts and pictures are made once and kept as long as it lives.

    Attributes:
        mode: "light" or "dark".
        density: Heights of rows and controls.
        scale: The user's text size: 0.9, 1.0, 1.15 or 1.3.
        high_contrast: Borders carry what soft grounds carry otherwise.
    """

    def __init__(
        self,
        icon_folder: Path,
        *,
        mode: Mode = "light",
        density: DensityName = "comfortable",
        scale: float = 1.0,
        high_contrast: bool = False,
    ) -> None:
        self.mode = mode
        self.density: Density = DENSITIES[density]
        self.scale = scale
        self.high_contrast = high_contrast
        self.codes = colours_of(mode, high_contrast=high_contrast)
        self._colours: dict[tuple[str, float], QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        self._icons = IconLibrary(icon_folder)

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """Return the colour of a role, a state's ink included; do not change the object."""
        key = (role, alpha)
        if key not in self._colours:
            colour = QColor(self.codes[role])
            colour.setAlphaF(alpha)
            self._colours[key] = colour
        return self._colours[key]

    def soft(self, tone: Tone) -> QColor:
        """Return the soft ground of a state."""
        return self.colour(f"{tone}_soft")

    def fill(self, tone: Tone) -> QColor:
        """Return the strong colour of a state for bars and marks."""
        return self.colour(f"{tone}_fill")

    def font(self, style: str = "body") -> QFont:
        """Return the font of a type style; do not change the returned object."""
        if style not in self._fonts:
            self._fonts[style] = self._make_font(style)
        return self._fonts[style]

    def metrics(self, style: str = "body") -> QFontMetrics:
        """Return the measures of a type style."""
        if style not in self._metrics:
            self._metrics[style] = QFontMetrics(self.font(style))
        return self._metrics[style]

    def width_of(self, words: str, style: str = "body") -> int:
        """Return the width of one line of words in logical pixels."""
        return self.metrics(style).horizontalAdvance(words)

    def px(self, length: float) -> int:
        """Return a height that holds words, grown with the user's text size but never shrunk."""
        return round(length * max(1.0, self.scale))

    def pixmap(
        self, name: str, role: str = "text2", size: int = 16, stroke: float = _STROKE
    ) -> QPixmap:
        """Return an icon in the ink of a role."""
        return self._icons.picture(name, self.codes[role], size=size, stroke=stroke)

    def icon(self, name: str, role: str = "text2", size: int = 16) -> QIcon:
        """Return an icon for Qt's own controls, with its disabled look."""
        icon = QIcon(self.pixmap(name, role, size))
        icon.addPixmap(self.pixmap(name, "disabled", size), QIcon.Mode.Disabled)
        return icon

    def _make_font(self, style: str) -> QFont:
        size, weight = TYPE[style]
        font = QFont(FAMILY)
        font.setPixelSize(round(size * self.scale))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

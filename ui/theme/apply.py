"""Puts a look onto the running program; every widget follows at once."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ui.resources import resource_folder
from ui.texts import install_language
from ui.theme.fonts import load_fonts
from ui.theme.palette import build_palette
from ui.theme.style import build_style_sheet
from ui.theme.theme import Theme
from ui.theme.tokens import DensityName, Mode

_PROPERTY = "roadbook_theme"


def prepare_application(app: QApplication) -> None:
    """Load the typeface and choose the base style; once, before the first window."""
    load_fonts()
    app.setStyle("Fusion")


def apply_theme(
    app: QApplication,
    *,
    mode: Mode = "light",
    density: DensityName = "comfortable",
    scale: float = 1.0,
    high_contrast: bool = False,
) -> Theme:
    """Give the program a look.

    Widgets that paint ask `current_theme` while painting; the style sheet makes all of them paint.

    Args:
        app: The running application.
        mode: "light" or "dark"; following the system is the caller's choice.
        density: "compact", "comfortable" or "touch".
        scale: Text size: 0.9, 1.0, 1.15 or 1.3.
        high_contrast: For users who need strong borders.
    """
    theme = Theme(
        resource_folder() / "icons",
        mode=mode,
        density=density,
        scale=scale,
        high_contrast=high_contrast,
    )
    app.setProperty(_PROPERTY, theme)
    app.setPalette(build_palette(theme))
    app.setFont(theme.font("body"))
    app.setStyleSheet(build_style_sheet(theme))
    return theme


def current_theme() -> Theme:
    """Return the look of the running program.

    Raises:
        RuntimeError: `apply_theme` was not called yet.
    """
    app = QApplication.instance()
    theme = app.property(_PROPERTY) if app else None
    if not isinstance(theme, Theme):
        raise RuntimeError("apply_theme comes before the first widget")  # noqa: TRY004
    return theme


def apply_language(code: str) -> None:
    """Switch texts, dates and figures to "zh_CN" or "en"; windows must be built anew."""
    install_language(code)
    QLocale.setDefault(QLocale(code))

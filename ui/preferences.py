"""How the user likes it: language, theme, density and text size, put onto the running program."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.device.settings import ProfileSettings, Theme, read_settings, write_settings
from ui.theme.apply import apply_language, apply_theme
from ui.theme.tokens import DensityName, Mode

_CHINESE = "zh"


class Preferences(QObject):
    """Reads, changes and applies a profile's settings.

    Signals:
        language_changed: Windows must be built anew.
        look_changed: Theme, density or text size were put onto the program.
    """

    language_changed = Signal()
    look_changed = Signal()

    def __init__(self, app: QApplication, settings: ProfileSettings) -> None:
        super().__init__()
        self._app = app
        self._path: Path | None = None
        self.settings = settings
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def use_file(self, path: Path) -> None:
        """Take over a profile's own settings, and write changes there from now on.

        A language or theme given on the command line stays in force.
        """
        stored = read_settings(path)
        given = self.settings
        self._path = path
        self.settings = dataclasses.replace(
            stored,
            language=given.language or stored.language,
            theme=given.theme if given.theme is not Theme.SYSTEM else stored.theme,
            last_server_address=given.last_server_address or stored.last_server_address,
        )
        self.apply()

    def change(self, **values: object) -> None:
        """Set and keep some settings, and put them onto the program."""
        language = self.language
        self.settings = dataclasses.replace(self.settings, **values)  # type: ignore[arg-type]
        self.apply()
        try:
            if self._path is not None:
                write_settings(self._path, self.settings)
        finally:
            if self.language != language:
                self.language_changed.emit()

    def apply(self) -> None:
        """Put the settings onto the running program."""
        apply_language(self.language)
        apply_theme(
            self._app, mode=self.mode, density=self._density, scale=self.settings.font_factor
        )
        self.look_changed.emit()

    @property
    def language(self) -> str:
        """The language in force: as set, else as the system speaks."""
        if self.settings.language:
            return self.settings.language
        return "zh_CN" if QLocale.system().name().startswith(_CHINESE) else "en"

    @property
    def mode(self) -> Mode:
        """The theme in force: as set, else as the system."""
        match self.settings.theme:
            case Theme.DARK:
                return "dark"
            case Theme.LIGHT:
                return "light"
            case Theme.SYSTEM:
                scheme = self._app.styleHints().colorScheme()
                return "dark" if scheme is Qt.ColorScheme.Dark else "light"

    @property
    def _density(self) -> DensityName:
        return "compact" if self.settings.density.value == "compact" else "comfortable"

    def _follow_system(self) -> None:
        if self.settings.theme is Theme.SYSTEM:
            self.apply()

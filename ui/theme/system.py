"""What the operating system wishes: light or dark, and whether motion is welcome."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.theme.tokens import Mode


def system_mode() -> Mode:
    """Return the system's mode, light when it does not say."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def system_wants_high_contrast() -> bool:
    """Return whether the system asks for strong contrast."""
    hints = QGuiApplication.styleHints().accessibility()
    return hints.contrastPreference() == Qt.ContrastPreference.HighContrast

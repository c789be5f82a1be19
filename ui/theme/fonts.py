"""The product's own typeface, so that every machine shows the same Chinese forms and figures."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFontDatabase

from ui.resources import resource_folder

logger = logging.getLogger(__name__)

_FACES = ("Regular", "Medium", "SemiBold")


def load_fonts() -> None:
    """Register the three weights; without a file Qt falls back to the system's face."""
    for face in _FACES:
        path = resource_folder() / "fonts" / f"NotoSansSC-{face}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            logger.warning("font_not_loaded", extra={"face": face})

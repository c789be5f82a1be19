"""One photo as large as the window allows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ui.texts import _
from ui.widgets.dialog import Dialog

_MARGIN_WIDE, _MARGIN_HIGH = 180, 260
_SMALLEST = 320
_PANEL_MARGINS = 40


def show_photo(parent: QWidget, name: str, picture: bytes) -> Dialog:
    """Open a dialog with a photo.

    Args:
        parent: Any widget of the window.
        name: What is to be seen.
        picture: A JPEG of about the window's size.
    """
    pixmap = QPixmap()
    pixmap.loadFromData(picture)
    window = parent.window().size()
    room = QSize(window.width() - _MARGIN_WIDE, window.height() - _MARGIN_HIGH)
    room = room.expandedTo(QSize(_SMALLEST, _SMALLEST))
    if pixmap.width() > room.width() or pixmap.height() > room.height():
        pixmap = pixmap.scaled(
            room,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    label = QLabel()
    label.setPixmap(pixmap)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setAccessibleName(name)
    width = max(pixmap.width(), _SMALLEST) + _PANEL_MARGINS
    dialog = Dialog(parent, name or _("Photo"), width=width)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_content(label)
    dialog.add_button(_("Close"), safe=True)
    dialog.open()
    return dialog

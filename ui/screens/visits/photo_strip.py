"""The photos of a visit side by side, with a line on those that are not on this computer yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.records.photos import PhotoGlance
from ui.screens.visit.flow_layout import FlowLayout
from ui.screens.visits.photo_button import PhotoButton
from ui.texts import n_
from ui.widgets.layout import clear_layout, column
from ui.widgets.text import Text


class PhotoStrip(QWidget):
    """Small pictures.

    Signals:
        opened: SHA-256 of the photo that the user wants to see.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, PhotoButton] = {}
        self._flow = FlowLayout(gap=8)
        self.note = Text("", "meta", "text3", wrap=True)
        self.setLayout(column(self._flow, self.note, gap=8))
        self.hide()

    def show_photos(self, photos: Sequence[PhotoGlance]) -> None:
        """Show photos; none hides the strip."""
        clear_layout(self._flow)
        self.buttons = {}
        for photo in photos:
            button = PhotoButton(photo)
            button.clicked.connect(lambda _on, key=photo.sha256: self.opened.emit(key))
            self.buttons[photo.sha256] = button
            self._flow.addWidget(button)
        missing = sum(not photo.is_here for photo in photos)
        words = n_(
            "{count} full photo is not on this computer yet. Open it to fetch it.",
            "{count} full photos are not on this computer yet. Open one to fetch it.",
            missing,
        )
        self.note.set_words(words.format(count=missing))
        self.note.setVisible(missing > 0)
        self.setVisible(bool(photos))

    def show_fetching(self, sha256: str, *, is_on: bool) -> None:
        """Show that a photo is on its way."""
        if sha256 in self.buttons:
            self.buttons[sha256].show_fetching(is_on=is_on)

"""Which outlines lie below the map: the built-in ones or a file of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.layout import row
from ui.widgets.text import Text


class MapLayerChoice(QWidget):
    """The file's name, and how to take another.

    Signals:
        file_chosen: Its path; empty for the built-in outlines.
    """

    file_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = Text("", "dense", "text2")
        choose = Button(_("Choose file…"))
        choose.clicked.connect(self._choose)
        self.back = Button(_("Use the built-in one"), "ghost")
        self.back.clicked.connect(lambda: self.file_chosen.emit(""))
        self.setLayout(row(self._name, self.back, choose, gap=8))
        self.show_file("")

    def show_file(self, file: str) -> None:
        """Show what is chosen."""
        self._name.set_words(Path(file).name if file else _("Built in"))
        self._name.setToolTip(file)
        self.back.setVisible(bool(file))

    def _choose(self) -> None:
        kinds = "GeoJSON (*.geojson *.json)"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a map file"), "", kinds)
        if chosen:
            self.file_chosen.emit(chosen)

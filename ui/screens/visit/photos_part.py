"""The photos of the visit: choose files, drop them here, name them, take them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from app.domain.visits.draft import FileLine, VisitDraft
from ui.screens.visit.flow_layout import FlowLayout
from ui.screens.visit.form_part import FaultLine, FormPart
from ui.screens.visit.photo_tile import PhotoTile
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import clear_layout, column


class PhotosPart(FormPart):
    """Small pictures and a button.

    Signals:
        chosen: Paths of files as a list.
        removed: SHA-256 of a photo to be taken out.
        captioned: SHA-256 of a photo and its new caption.
    """

    chosen = Signal(object)
    removed = Signal(str)
    captioned = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: dict[str, PhotoTile] = {}
        self._pictures: dict[str, bytes] = {}
        self._flow = FlowLayout(gap=8)
        self._heading = SectionHeading(_("Photos"))
        self._fault = FaultLine()
        choose = Button(_("Choose photos"), "plain", "camera", big=True)
        choose.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        choose.clicked.connect(self._choose)
        self.setAcceptDrops(True)
        self.setLayout(column(self._heading, self._flow, self._fault, choose, gap=10))

    def show_photos(self, photos: Sequence[FileLine], note: str) -> None:
        """Show the photos, those that were here already with their pictures."""
        self._heading.set_count(len(photos) or None)
        self._heading.set_note(note)
        if [line.sha256 for line in photos] == list(self.tiles):
            return
        clear_layout(self._flow)
        self.tiles = {}
        for line in photos:
            key = line.sha256
            tile = PhotoTile(line)
            tile.removed.connect(lambda sha256=key: self.removed.emit(sha256))
            tile.captioned.connect(lambda words, sha256=key: self.captioned.emit(sha256, words))
            self.tiles[key] = tile
            self._flow.addWidget(tile)
            if key in self._pictures:
                tile.show_picture(self._pictures[key])

    def show_thumbnail(self, sha256: str, picture: bytes) -> None:
        """Show what a photo looks like."""
        self._pictures[sha256] = picture
        if sha256 in self.tiles:
            self.tiles[sha256].show_picture(picture)

    def show_draft(self, draft: VisitDraft) -> None:
        """Photos come through `show_photos`, which knows their size."""

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Tell about a file that is no photo or one too many."""
        self._fault.show_fault(faults.get("photos", ""))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files in."""
        urls = event.mimeData().urls()
        self._tell([url.toLocalFile() for url in urls if url.isLocalFile()])

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Choose photos"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_("Photos") + " (*.jpg *.jpeg *.png)")
        dialog.filesSelected.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, names: Sequence[str]) -> None:
        if names:
            self.chosen.emit([Path(name) for name in names])

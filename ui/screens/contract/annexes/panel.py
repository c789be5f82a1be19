"""The annexes of a contract as they are drawn: name, digest, open, save a copy, take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.file_kinds import SUFFIXES, safe_name
from ui.screens.contract.annexes.name_dialog import AnnexDialog
from ui.screens.contract.annexes.rows import NOTHING, AnnexLook, AnnexQuestion, AnnexRow
from ui.screens.files.panel import AskPlace, ask_place, shortened
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.text import Text

AskPath = Callable[[QWidget], Path | None]
_ICON, _STATE_ICON, _INDENT = 18, 14, 28
_BUTTON = 28


def ask_path(parent: QWidget) -> Path | None:
    """Ask which file is to become an annex."""
    suffixes = " ".join(f"*{each}" for each in (*SUFFIXES.values(), ".jpeg"))
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Add an annex"), "", f"{_('Files')} ({suffixes});;{_('All files')} (*)"
    )
    return Path(chosen) if chosen else None


class AnnexPanel(QWidget):
    """Heading with a button that adds, and a line for each annex.

    Args:
        ask_path, ask_place: The system's own dialogs; tests pass others.

    Signals:
        add_requested: Path of a file.
        named: What the contract calls the file that was asked about.
        opened: A `FileRow`.
        save_requested: A `FileRow` and where its copy goes.
        remove_requested: Id of the annex.
    """

    add_requested = Signal(object)
    named = Signal(str)
    opened = Signal(object)
    save_requested = Signal(object, object)
    remove_requested = Signal(str)

    def __init__(self, ask_path: AskPath = ask_path, ask_place: AskPlace = ask_place) -> None:
        super().__init__()
        self.ask_path, self.ask_place = ask_path, ask_place
        self.dialog: AnnexDialog | None = None
        self.add = Button(_("Add an annex…"), "link", "plus")
        self.add.clicked.connect(self._add)
        self._heading = SectionHeading(_("Annexes"), 0, "", self.add)
        self._none = Text(_("None yet"), "dense", "text3")
        self.lines: dict[str, tuple[Button, IconButton, IconButton]] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.setLayout(column(self._heading, self._none, self._rows, gap=8))
        self.show_annexes(NOTHING)

    def show_annexes(self, look: AnnexLook) -> None:
        """Show what is part of the contract; nothing to see and to add hides the panel."""
        clear_layout(self._rows)
        self.lines = {}
        for annex in look.rows:
            self._rows.addLayout(self._line(annex, may_change=look.may_change))
        self._heading.set_count(len(look.rows))
        self._heading.set_note(look.note)
        self._none.setVisible(not look.rows)
        self.add.setVisible(look.may_change)
        self.setVisible(bool(look.rows) or look.may_change)

    def ask_title(self, question: AnnexQuestion) -> None:
        """Ask what the contract calls a file."""
        self.close_question()
        self.dialog = AnnexDialog(self, question)
        self.dialog.named.connect(self.named)
        self.dialog.rejected.connect(self.close_question)
        self.dialog.open()

    def close_question(self) -> None:
        """Close what asks."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
            dialog.deleteLater()

    def show_error(self, words: str) -> None:
        """Say beside the name why the file is refused."""
        if self.dialog is not None:
            self.dialog.show_error(words)

    def _line(self, annex: AnnexRow, *, may_change: bool) -> QVBoxLayout:
        file = annex.file
        name = Button(shortened(annex.title), "link")
        name.setToolTip(f"{annex.title}\n{_('Open a copy of {name}').format(name=file.name)}")
        name.clicked.connect(partial(self.opened.emit, file))
        words = _("Save a copy of {name}").format(name=file.name)
        save = IconButton("download", words, size=_BUTTON)
        save.clicked.connect(partial(self._save, annex))
        words = _("Take {name} away").format(name=annex.title)
        remove = IconButton("trash-2", words, size=_BUTTON)
        remove.clicked.connect(partial(self.remove_requested.emit, file.id))
        remove.setVisible(may_change)
        self.lines[file.id] = (name, save, remove)
        digest = Text(annex.digest, "meta", "text3")
        digest.setToolTip(annex.whole_digest)
        ink = file.tone if file.tone != "quiet" else "text3"
        facts = row(
            Text(annex.sub, "meta", "text2"), digest, STRETCH,
            Icon(file.state_icon, ink, _STATE_ICON), Text(file.state, "meta", ink),
            gap=8, margins=(_INDENT, 0, 0, 0),
        )  # fmt: skip
        return column(
            row(Icon(file.icon, "text2", _ICON), name, STRETCH, save, remove, gap=8), facts, gap=0
        )

    def _add(self) -> None:
        path = self.ask_path(self)
        if path is not None:
            self.add_requested.emit(path)

    def _save(self, annex: AnnexRow) -> None:
        place = self.ask_place(self, safe_name(annex.file.name, annex.file.media_type))
        if place is not None:
            self.save_requested.emit(annex.file, place)

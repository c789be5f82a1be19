"""The files of a record as they are drawn: add, open, save a copy, what the server has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.file_kinds import SUFFIXES, safe_name
from ui.screens.files.rows import FileRow, FilesLook
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.text import Text

AskPaths = Callable[[QWidget], list[Path]]
AskPlace = Callable[[QWidget, str], Path | None]
_ICON, _NARROW = 18, 2
_LONGEST, _ENDING = 32, 10


def ask_paths(parent: QWidget) -> list[Path]:
    """Ask which files are to be added."""
    suffixes = " ".join(f"*{each}" for each in (*SUFFIXES.values(), ".jpeg", ".csv"))
    names, _kind = QFileDialog.getOpenFileNames(
        parent, _("Add files"), "", f"{_('Files')} ({suffixes});;{_('All files')} (*)"
    )
    return [Path(name) for name in names]


def ask_place(parent: QWidget, name: str) -> Path | None:
    """Ask where a copy goes."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save a copy"), name)
    return Path(chosen) if chosen else None


class FilesPanel(QWidget):
    """Heading with a button that adds, and a line for each file.

    Args:
        ask_paths, ask_place: The system's own dialogs; tests pass others.
        title: Heading; without one "Files".
        note: Beside the heading.

    Signals:
        add_requested: Paths of files.
        opened: A `FileRow`.
        save_requested: A `FileRow` and where its copy goes.
    """

    add_requested = Signal(object)
    opened = Signal(object)
    save_requested = Signal(object, object)

    def __init__(
        self,
        ask_paths: AskPaths = ask_paths,
        ask_place: AskPlace = ask_place,
        *,
        title: str = "",
        note: str = "",
    ) -> None:
        super().__init__()
        self._ask_paths, self._ask_place = ask_paths, ask_place
        self.add = Button(_("Add files…"), "link", "plus")
        self.add.clicked.connect(self._add)
        self._heading = SectionHeading(title or _("Files"), 0, note, self.add)
        self._none = Text(_("None yet"), "dense", "text3")
        self.lines: dict[str, tuple[Button, IconButton]] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.setLayout(column(self._heading, self._none, self._rows, gap=6))
        self.show_files(FilesLook((), may_add=False))

    def show_files(self, look: FilesLook) -> None:
        """Show what lies with the record; nothing to see and to add hides the panel."""
        clear_layout(self._rows)
        self.lines = {}
        for file in look.rows:
            self._rows.addLayout(self._line(file))
        self._heading.set_count(len(look.rows))
        self._none.setVisible(not look.rows)
        self.add.setVisible(look.may_add)
        self.setVisible(bool(look.rows) or look.may_add)

    def _line(self, file: FileRow) -> QVBoxLayout:
        name = Button(shortened(file.name), "link")
        name.setToolTip(_("Open a copy of {name}").format(name=file.name))
        name.clicked.connect(partial(self.opened.emit, file))
        save = IconButton("download", _("Save a copy of {name}").format(name=file.name), size=28)
        save.clicked.connect(partial(self._save, file))
        self.lines[file.id] = (name, save)
        facts = Text(file.sub, "meta", "text3", elide=True)
        state = Text(file.state, "meta", file.tone if file.tone != "quiet" else "text3")
        sign = Icon(file.state_icon, file.tone if file.tone != "quiet" else "text3", 14)
        head = row(Icon(file.icon, "text2", _ICON), name, STRETCH, save, gap=8)
        return column(head, row((facts, 1), sign, state, gap=4), gap=_NARROW)

    def _add(self) -> None:
        paths = self._ask_paths(self)
        if paths:
            self.add_requested.emit(paths)

    def _save(self, file: FileRow) -> None:
        place = self._ask_place(self, safe_name(file.name, file.media_type))
        if place is not None:
            self.save_requested.emit(file, place)


def shortened(name: str) -> str:
    """Leave out the middle of a long name: its end tells the version and the kind."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - _ENDING - 1]}…{name[-_ENDING:]}"

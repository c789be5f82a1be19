"""The cells of one row beside the check; a wrong one is written anew here, never in the file."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.importing.mend_edit import MendEdit
from ui.screens.importing.rows import CheckLine, MendCell
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column
from ui.widgets.notice import Notice
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.text import Text

_PANE, _NARROW_PANE = 340, 300


class MendPane(SidePane):
    """Wrong cells first, each with what is wrong; the others below.

    Signals:
        mended: Line, place and new text of a cell.
        row_done: The next row is wanted; there is no wrong cell left behind the current one.
        given_up: The list is wanted.
    """

    mended = Signal(int, int, str)
    row_done = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        self.editors: dict[int, MendEdit] = {}
        self._fields: dict[int, Field] = {}
        self._wrong: list[int] = []
        self._line = ""
        self._heading = SectionHeading("")
        self._notice = Notice(space_below=4)
        self._cells = QVBoxLayout()
        self._cells.setSpacing(12)
        keys = _("F2 or Enter goes to the wrong cell, Tab to the next. The file stays as it is.")
        inner = column(
            self._heading, 4, Text(keys, "meta", "text3", wrap=True), 12, self._notice,
            self._cells, STRETCH, gap=0, margins=(20, 16, 20, 18),
        )  # fmt: skip
        self._scroll = ScrollColumn(inner)
        super().__init__(column((self._scroll, 1)), wide=_PANE, narrow=_NARROW_PANE)
        self.show_line(None)

    def show_line(self, line: CheckLine | None) -> None:
        """Show the cells of a row; the same row again keeps the keyboard where it is."""
        self.setEnabled(line is not None)
        if line is None:
            self._forget()
            self._heading.set_title(_("Mend a row"))
            self._notice.hide()
            return
        if line.line != self._line or set(self._fields) != {cell.place for cell in line.cells}:
            self._make(line)
        self._heading.set_title(_("Line {line}").format(line=line.line))
        self._heading.set_note(line.what)
        self._notice.setVisible(bool(line.row_words))
        if line.row_words:
            self._notice.show_words(line.row_words, tone=line.tone)
        for cell in line.cells:
            self._show_cell(cell)

    def start(self) -> None:
        """Go to the first wrong cell, or to the first of all."""
        self._focus(next(iter([*self._wrong, *self.editors]), None))

    def _make(self, line: CheckLine) -> None:
        self._forget()
        self._line = line.line
        self._wrong = [cell.place for cell in line.cells if cell.fault]
        for cell in sorted(line.cells, key=lambda one: (not one.fault, one.place)):
            editor = MendEdit(cell.text)
            field = Field(cell.label, editor)
            editor.typed.connect(partial(self.mended.emit, int(line.line), cell.place))
            editor.went_on.connect(partial(self._go_on, cell.place))
            editor.given_up.connect(self.given_up)
            self.editors[cell.place], self._fields[cell.place] = editor, field
            self._cells.addWidget(field)

    def _show_cell(self, cell: MendCell) -> None:
        field = self._fields[cell.place]
        self.editors[cell.place].take(cell.text)
        field.clear_note()
        if cell.fault:
            field.show_error(cell.fault)
        elif cell.note:
            field.show_hint(cell.note)
        else:
            field.show_hint("")

    def _go_on(self, place: int) -> None:
        behind = self._wrong[self._wrong.index(place) + 1 :] if place in self._wrong else []
        if behind:
            self._focus(behind[0])
        else:
            self.row_done.emit()

    def _focus(self, place: int | None) -> None:
        if place is not None:
            editor = self.editors[place]
            editor.setFocus(Qt.FocusReason.TabFocusReason)
            editor.selectAll()
            self._scroll.ensureWidgetVisible(self._fields[place])

    def _forget(self) -> None:
        clear_layout(self._cells)
        self.editors, self._fields, self._wrong, self._line = {}, {}, [], ""

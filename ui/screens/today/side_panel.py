"""The pane at the right: promises, things to do, late money, what waits to be sent."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from ui.screens.today.row_button import RowButton
from ui.screens.today.rows import DebtLine, PromiseLine, SideBlock, TodoLine, UnsentLine
from ui.texts import _, n_, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.checks import CheckBox
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.painting import tight
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.text import Text

_WIDE, _NARROW = 320, 300
_EDGE, _ROW_PAD = 20, 6
_TODO_IN_SIGHT = 4


class SidePanel(SidePane):
    """Shows short lists; ticks and clicks are told."""

    promise_ticked = Signal(str, bool)
    account_requested = Signal(str)
    debts_requested = Signal()
    sync_requested = Signal()
    todo_requested = Signal(str, str, str)

    def __init__(self) -> None:
        self._block: SideBlock | None = None
        self._shows_all = self._shows_todo = False
        self._lists = column(gap=0)
        pad = _EDGE - _ROW_PAD
        inner = column(self._lists, STRETCH, gap=0, margins=(pad, 16, pad, 16))
        super().__init__(
            column(ScrollColumn(inner), gap=0, margins=(1, 0, 0, 0)), wide=_WIDE, narrow=_NARROW
        )

    def show_block(self, block: SideBlock) -> None:
        """Show the lists."""
        if block == self._block:
            return
        self._block = block
        self._fill(block)

    def _fill(self, block: SideBlock) -> None:
        clear_layout(self._lists)
        self._add_promises(block)
        self._add_line()
        if block.todo:
            self._add_todo(block)
            self._add_line()
        self._add_debts(block)
        self._add_line()
        self._add_unsent(block)

    def _add_promises(self, block: SideBlock) -> None:
        count = len(block.promises)
        self._add_heading(SectionHeading(_("Promises"), count or None))
        shown = count if self._shows_all else block.promises_in_sight
        for promise in block.promises[:shown]:
            self._lists.addWidget(self._make_promise(promise))
        self._add_if_empty(block.promises, _("Nothing is promised for this week."))
        hidden = count - block.promises_in_sight
        if hidden > 0:
            words = n_("{count} more promise", "{count} more promises", hidden)
            more = Button(words.format(count=hidden), "link")
            if self._shows_all:
                more.set_words(_("Show fewer"))
            more.clicked.connect(self._turn)
            self._lists.addLayout(row(more, STRETCH, margins=(_ROW_PAD - 2, 2, 0, 0)))

    def _add_todo(self, block: SideBlock) -> None:
        self._add_heading(SectionHeading(_("To do"), len(block.todo)))
        shown = block.todo if self._shows_todo else block.todo[:_TODO_IN_SIGHT]
        for line in shown:
            self._lists.addWidget(self._make_todo(line))
        hidden = len(block.todo) - _TODO_IN_SIGHT
        if hidden > 0:
            words = n_("{count} more to do", "{count} more to do", hidden).format(count=hidden)
            more = Button(_("Show fewer") if self._shows_todo else words, "link")
            more.clicked.connect(self._turn_todo)
            self._lists.addLayout(row(more, STRETCH, margins=(_ROW_PAD - 2, 2, 0, 0)))

    def _turn_todo(self) -> None:
        self._shows_todo = not self._shows_todo
        if self._block is not None:
            self._fill(self._block)

    def _turn(self) -> None:
        self._shows_all = not self._shows_all
        if self._block is not None:
            self._fill(self._block)

    def _add_debts(self, block: SideBlock) -> None:
        total = Text(block.debt_total, "dense-m", "bad")
        self._add_heading(SectionHeading(_("Overdue money"), None, "", total))
        for debt in block.debts:
            self._lists.addWidget(self._make_debt(debt))
        if block.debts_more:
            more = Button(block.debts_more, "link")
            more.clicked.connect(self.debts_requested)
            self._lists.addLayout(row(more, STRETCH, margins=(_ROW_PAD - 2, 2, 0, 0)))
        self._add_if_empty(block.debts, _("Nobody pays late."))

    def _add_unsent(self, block: SideBlock) -> None:
        look = Button(p_("sync", "Open"), "link")
        look.clicked.connect(self.sync_requested)
        self._add_heading(SectionHeading(_("Waiting to send"), block.unsent_count, "", look))
        for line in block.unsent:
            self._lists.addLayout(_unsent_row(line))
        self._add_if_empty(block.unsent, _("Everything was sent."))

    def _make_promise(self, line: PromiseLine) -> QWidget:
        box = CheckBox(line.words, tight(line.whom))
        box.setChecked(line.is_kept)
        box.setToolTip(f"{line.words}\n{line.whom}")
        box.clicked.connect(lambda is_on: self.promise_ticked.emit(line.promise_id, is_on))
        when = column(Text(line.when, "meta-m", line.role), STRETCH, gap=0)
        holder = QWidget()
        holder.setLayout(row((box, 1), when, gap=10, margins=(_ROW_PAD, 4, _ROW_PAD, 4)))
        return holder

    def _make_todo(self, line: TodoLine) -> RowButton:
        words = column(
            Text(line.words, "dense", elide=True),
            Text(line.whom, "meta", "text3", elide=True),
            gap=0,
        )
        sign = column(2, Icon(line.icon), STRETCH, gap=0)
        when = column(Text(line.when, "meta-m", line.role), STRETCH, gap=0)
        content = row(sign, (words, 1), when, gap=10, margins=(_ROW_PAD, 4, _ROW_PAD, 4))
        made = RowButton(f"{line.words}. {line.whom}. {line.when}", content)
        made.setToolTip(f"{line.words}\n{line.whom}")
        made.clicked.connect(partial(self.todo_requested.emit, line.kind, line.id, line.account_id))
        return made

    def _make_debt(self, line: DebtLine) -> RowButton:
        words = column(
            Text(line.name, "dense", elide=True), Text(line.note, "meta", "bad", elide=True), gap=0
        )
        amount = column(Text(line.amount, "dense-m"), STRETCH, gap=0)
        content = row((words, 1), amount, gap=10, margins=(_ROW_PAD, 4, _ROW_PAD, 4))
        made = RowButton(f"{line.name}. {line.note}. {line.amount}", content)
        made.clicked.connect(partial(self.account_requested.emit, line.account_id))
        return made

    def _add_heading(self, heading: SectionHeading) -> None:
        self._lists.addLayout(_padded(heading))
        self._lists.addSpacing(6)

    def _add_line(self) -> None:
        self._lists.addSpacing(14)
        self._lists.addLayout(_padded(hline()))
        self._lists.addSpacing(14)

    def _add_if_empty(self, lines: tuple[object, ...], words: str) -> None:
        if not lines:
            self._lists.addLayout(_padded(Text(words, "dense", "text3", wrap=True)))


def _padded(widget: QWidget) -> QLayout:
    return row(widget, margins=(_ROW_PAD, 0, _ROW_PAD, 0))


def _unsent_row(line: UnsentLine) -> QLayout:
    words = Text(line.words, "dense", elide=True)
    note = Text(line.note, "meta", line.role)
    return row(Icon(line.icon), (words, 1), note, gap=10, margins=(_ROW_PAD, 4, _ROW_PAD, 4))

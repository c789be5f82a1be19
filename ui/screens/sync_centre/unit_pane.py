"""One unit of work: its state, why it came back, what was written, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.sync_centre.rows import FieldLine, RecordBlock, UnitWords
from ui.screens.sync_centre.title_line import TitleLine
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel, hline
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_LABEL_WIDTH = 132
_EDGE = 24
_TOP = Qt.AlignmentFlag.AlignTop


class UnitPane(QWidget):
    """Shows a unit; tells which of its buttons was pressed."""

    action_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = TitleLine()
        self._note = Text("", "meta", "text2", elide=True)
        self._body = column(gap=0, margins=(_EDGE, 0, _EDGE, 16))
        self._foot = row(gap=8, margins=(_EDGE, 12, _EDGE, 14))
        head = column(self._title, self._note, gap=4, margins=(_EDGE, 20, _EDGE, 12))
        self.setLayout(column(head, (ScrollColumn(self._body), 1), self._foot, gap=0))

    def show_unit(self, words: UnitWords) -> None:
        """Show a unit."""
        self._title.show_words(words.title, words.tag, words.tone, words.tag_icon)
        self._note.set_words(words.note)
        clear_layout(self._body)
        if words.reason:
            self._body.addWidget(_refusal(words))
            self._body.addSpacing(16)
        for number, block in enumerate(words.blocks):
            if number:
                self._body.addSpacing(12)
                self._body.addWidget(hline())
                self._body.addSpacing(12)
            self._body.addLayout(_block(block))
        self._body.addStretch(1)
        self._fill_foot(words)

    def _fill_foot(self, words: UnitWords) -> None:
        clear_layout(self._foot)
        for one in words.actions:
            button = Button(one.words, one.kind, one.icon)
            button.clicked.connect(partial(self.action_requested.emit, one.action))
            self._foot.addWidget(button)
            if one.kind == "danger":
                self._foot.addStretch(1)
        if words.actions and words.actions[0].kind != "danger":
            self._foot.insertStretch(0, 1)


def _refusal(words: UnitWords) -> Panel:
    reason = Text(words.reason, "dense-m", "bad", wrap=True)
    advice = Text(words.advice, "dense", "text2", wrap=True)
    sign = column(2, Icon("circle-x", "bad"), STRETCH, gap=0)
    lines = column(reason, advice, gap=4)
    return Panel(row(sign, (lines, 1), gap=10, margins=(14, 12, 14, 12)), tone="bad")


def _block(block: RecordBlock) -> QVBoxLayout:
    lines = [_line(line) for line in block.lines]
    title = Text(block.title, "dense-m", wrap=True) if block.title else None
    return column(title, *lines, gap=6)


def _line(line: FieldLine) -> QWidget:
    label = Text(line.label, "dense", "text3", wrap=True)
    label.setFixedWidth(_LABEL_WIDTH)
    label.setAlignment(_TOP)
    value = Text(line.value, "dense", wrap=True, selectable=True)
    before = None
    if line.before:
        words = _("Before: {value}").format(value=line.before)
        before = Text(words, "meta", "text3", wrap=True)
    holder = QWidget()
    holder.setLayout(row(label, (column(value, before, gap=1), 1), gap=10))
    return holder

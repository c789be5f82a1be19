"""What is promised to the account: new promises with their day, and those still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.domain.visits.draft import PromiseLine, VisitDraft
from ui.field_texts import field_label
from ui.screens.visit.form_part import FaultLine, FormPart
from ui.screens.visit.sheet_words import PromiseWords
from ui.texts import _, p_
from ui.typed_values import typed_day
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.text import Text

_DAY_WIDTH = 128
_DAYS_AHEAD = 7
_ONE_LINE_FROM = 310


class PromiseRow(QWidget):
    """One new promise.

    Signals:
        changed: Something in it was typed or chosen.
        removed: The user takes it away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, line: PromiseLine, today: dt.date) -> None:
        super().__init__()
        self._today = today
        self.content = LineEdit(line.content, placeholder=_("What, for whom"), big=True)
        self.content.setAccessibleName(field_label("commitment", "content"))
        self.content.setMaxLength(500)
        self.due = DateEdit(line.due_on, today=today)
        self.due.setProperty("big", True)
        self.due.setFixedWidth(_DAY_WIDTH)
        self.due.setAccessibleName(field_label("commitment", "due_on"))
        remove = IconButton("x", _("Remove this promise"), size=28)
        self._line = row((self.content, 1), self.due, gap=6)
        self.setLayout(row((self._line, 1), column(6, remove, STRETCH, gap=0), gap=6))
        self.content.textEdited.connect(lambda _text: self.changed.emit())
        self.due.textEdited.connect(lambda _text: self.changed.emit())
        self.due.day_changed.connect(lambda _day: self.changed.emit())
        remove.clicked.connect(self.removed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a slim pane the day stands below, so that the words have room."""
        super().resizeEvent(event)
        is_slim = self.width() < _ONE_LINE_FROM
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(below if is_slim else beside)

    def line(self) -> PromiseLine:
        """Return the promise; a day that cannot be read yet is the last one that could."""
        try:
            day = typed_day(self.due.text(), today=self._today)
        except ValueError:
            day = self.due.day()
        return PromiseLine(self.content.text(), day)


class PromisesPart(FormPart):
    """New promises, and the open ones to tick off.

    Signals:
        kept: Id of an earlier promise that was kept.

    Args:
        today: For typed days.
    """

    kept = Signal(str)

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.rows: list[PromiseRow] = []
        self._refused = ""
        self._today = today
        self._box, self._open_box = column(gap=8), column(gap=4)
        add = Button(p_("visit", "Add"), "ghost", "plus")
        add.clicked.connect(self._add_empty)
        self._fault = FaultLine()
        self._heading = SectionHeading(_("Promises"), 0, "", add)
        self.setLayout(column(self._heading, self._box, self._fault, self._open_box, gap=8))

    def show_open(self, promises: Sequence[PromiseWords]) -> None:
        """Show what was promised before and is still open."""
        clear_layout(self._open_box)
        if promises:
            self._open_box.addWidget(Text(_("Still open from before"), "meta-m", "text2"))
        for promise in promises:
            kept = Button(p_("promise", "Kept"), "link", "check")
            kept.setAccessibleName(f"{p_('promise', 'Kept')}: {promise.content}")
            kept.clicked.connect(lambda _on=False, key=promise.id: self.kept.emit(key))
            words = Text(promise.content, "dense", elide=True)
            due = Text(promise.due, "meta", "bad" if promise.is_late else "text3")
            line = QWidget()
            line.setLayout(row((words, 1), due, kept, gap=8))
            self._open_box.addWidget(line)

    def show_draft(self, draft: VisitDraft) -> None:
        """Show the new promises."""
        clear_layout(self._box)
        self.rows = []
        for line in draft.promises:
            self._add(line)
        self._count()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark days that are missing or past."""
        marked = {name: words for name, words in faults.items() if name.startswith("promises.")}
        for number, promise in enumerate(self.rows):
            is_refused = f"promises.{number}.due_on" in marked
            promise.due.set_state("error" if is_refused else "")
        self._refused = next(iter(marked.values()), "")
        self._show_fault()

    def _show_fault(self) -> None:
        unread = (promise.due.refusal() for promise in self.rows)
        self._fault.show_fault(next(filter(None, unread), self._refused))

    def _add_empty(self) -> None:
        due_on = self._today + dt.timedelta(days=_DAYS_AHEAD)
        self._add(PromiseLine("", due_on)).content.setFocus()

    def _add(self, line: PromiseLine) -> PromiseRow:
        promise = PromiseRow(line, self._today)
        promise.changed.connect(self._tell)
        promise.due.misread.connect(self._show_fault)
        promise.due.understood.connect(self._show_fault)
        promise.removed.connect(lambda: self._remove(promise))
        self.rows.append(promise)
        self._box.addWidget(promise)
        promise.show()  # the layout would show it a moment later, too late for the keyboard
        return promise

    def _remove(self, promise: PromiseRow) -> None:
        self.rows.remove(promise)
        promise.hide()
        promise.deleteLater()
        self._show_fault()
        self._tell()

    def _tell(self) -> None:
        self._count()
        self.edited.emit("promises", tuple(promise.line() for promise in self.rows))

    def _count(self) -> None:
        written = [promise for promise in self.rows if not promise.line().is_blank]
        self._heading.set_count(len(written) or None)

"""Who wrote and approved a version, where a block is used, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.template.rows import HistoryView, PointRow, key_of
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon, Tag
from ui.widgets.panel import Panel
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text


class HistoryPane(ScrollColumn):
    """What happened, open points with their answers, and where a block is used.

    Signals:
        answered: Id of a point, and what was decided.
        followed: Key of the part that a point is about.
        note_requested: Note another point.
    """

    answered = Signal(str, str)
    followed = Signal(str)
    note_requested = Signal()

    def __init__(self) -> None:
        self._lines, self._points, self._uses = column(gap=8), column(gap=10), column(gap=4)
        self.note = Button(_("Note an open point…"), "link", "plus")
        self._points_head = SectionHeading(_("Open points"), None, "", self.note)
        self._uses_head = SectionHeading(_("Used in"))
        self.answers: dict[str, LineEdit] = {}
        self._shown: HistoryView | None = None
        super().__init__(
            column(
                SectionHeading(p_("contract text", "History")), self._lines, 10,
                self._uses_head, self._uses, 10, self._points_head, self._points, STRETCH,
                gap=8, margins=(20, 14, 20, 16),
            )
        )  # fmt: skip
        self.note.clicked.connect(self.note_requested)

    def show_history(self, history: HistoryView) -> None:
        """Show what happened; an answer that is being typed is not disturbed."""
        if history == self._shown:
            return
        self._shown = history
        clear_layout(self._lines)
        for icon, words, when in history.lines:
            said = row(
                column(Icon(icon, "text3"), STRETCH, gap=0),
                (column(Text(words, "dense", wrap=True), _when(when), gap=1), 1),
                gap=9,
            )
            self._lines.addLayout(said)
        clear_layout(self._uses)
        self._uses_head.setVisible(bool(history.uses))
        for words in history.uses:
            self._uses.addWidget(Text(words, "dense", "text2", wrap=True))
        self.note.setVisible(history.can_note)
        self._show_points(history.points, can_note=history.can_note)

    def _show_points(self, points: Sequence[PointRow], *, can_note: bool) -> None:
        clear_layout(self._points)
        self.answers = {}
        self._points_head.set_count(sum(not each.answer for each in points))
        for point in points:
            self._points.addWidget(self._point(point, can_note=can_note))
        if not points:
            self._points.addWidget(Text(_("Nothing is noted."), "dense", "text3"))

    def _point(self, point: PointRow, *, can_note: bool) -> Panel:
        is_open = not point.answer
        tag = Tag(_("open") if is_open else _("decided"), "warn" if is_open else "ok")
        where = Button(point.where, "link") if point.part is not None else None
        if where is not None:
            where.clicked.connect(lambda: self.followed.emit(key_of(point.part)))
        answer = self.answers[point.id] = LineEdit(point.answer, placeholder=_("What was decided"))
        answer.setAccessibleName(_("Answer to: {words}").format(words=point.words))
        answer.setReadOnly(not can_note)
        answer.editingFinished.connect(lambda: self._answer(point, answer))
        head = row(tag, where, STRETCH, gap=8)
        words = Text(point.words, "dense", wrap=True)
        return Panel(column(head, words, answer, gap=6, margins=(12, 9, 12, 10)), "card")

    def _answer(self, point: PointRow, answer: LineEdit) -> None:
        if answer.text().strip() != point.answer:
            self.answered.emit(point.id, answer.text())


def _when(words: str) -> QWidget | None:
    if not words:
        return None
    said = Text(words, "meta", "text3")
    said.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return said

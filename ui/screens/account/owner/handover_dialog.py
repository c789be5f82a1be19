"""Asks who gets an account, or who joins its team, and shows what goes along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.account.owner.rows import HandoverView
from ui.screens.account.owner.words import sum_words
from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import ComboBox, LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_LINE = 24
_TALLEST = 168


class HandoverDialog(Dialog):
    """Person, part in the team, reason; below it what is open.

    Signals:
        act_requested: Person, part in the team and reason; empty for what is not asked.
    """

    act_requested = Signal(str, str, str)

    def __init__(self, parent: QWidget, asked: HandoverView) -> None:
        super().__init__(parent, asked.title, asked.body)
        self.person = ComboBox(asked.people)
        self.role = ComboBox(asked.roles)
        self.reason = LineEdit()
        self._person_field = Field(_("Colleague"), self.person, required=True)
        if asked.people:
            self.add_content(self._person_field)
        if asked.roles:
            self.add_content(Field(_("Part"), self.role))
        if asked.asks_reason:
            self.add_content(Field(_("Reason"), self.reason))
        if asked.things:
            self.add_content(Text(sum_words(asked.things), "dense-m"))
            self.add_content(_lines(asked.things))
        self.add_button(_("Cancel"), safe=True)
        self.act = self.add_button(asked.act, "primary", closes=False)
        self.act.clicked.connect(self._tell)

    def _tell(self) -> None:
        person = str(self.person.currentData() or "")
        role = str(self.role.currentData() or "")
        self.act_requested.emit(person, role, self.reason.text().strip())


def _lines(things: Sequence[str]) -> QWidget:
    lines = [Text(words, "dense", "text2", elide=True) for words in things]
    inside = ScrollColumn(column(*lines, STRETCH, gap=4))
    inside.setFixedHeight(min(_LINE * len(lines) + 4, _TALLEST))
    return inside

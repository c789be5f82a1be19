"""Draws groups of labels, the switch of what is confided, and who looked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.company_words.rows import CompanyLook, LookLine
from ui.screens.settings.parts import section, setting
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.checks import Toggle
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.notice import Notice
from ui.widgets.panes import ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_WIDTH, _LINES = 860, 8


class CompanyWordsScreen(Screen):
    """One calm column.

    Signals:
        groups_given: Groups of labels as typed, one industry a line.
        switched: Whether something may be confided.
        account_requested: Open the page of an account.
    """

    groups_given = Signal(str)
    switched = Signal(bool)
    account_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(_("Labels and confidences"))
        self._notice = Notice(space_below=16)
        self._notice.hide()
        self.groups = TextArea(lines=_LINES, placeholder=_("Restaurants: breakfast, hot pot"))
        self.field = Field(_("One industry a line, its labels after a colon"), self.groups)
        self.save = Button(_("Save"), "primary")
        self.save.clicked.connect(lambda: self.groups_given.emit(self.groups.toPlainText()))
        self.switch = Toggle(_("Confide about contacts"), silent=True)
        self.switch.clicked.connect(self.switched)
        self._looks = QVBoxLayout()
        self._looks.setSpacing(4)
        self._looking = QWidget()
        self._looking.setLayout(section(_("Who looked"), self._lines_holder()))
        self._lay_out()

    def panes(self) -> Sequence[QWidget]:
        """Return the column for F6."""
        return (self._scroll,)

    def show_page(self, look: CompanyLook) -> None:
        """Show groups, switch and looks; what is being typed stays."""
        self._notice.setVisible(not look.may_write)
        if not look.may_write:
            words = _("The group's marketing department and the system administrator set this.")
            self._notice.show_words(words, tone="info", icon="lock")
        if not self.groups.hasFocus() and self.groups.toPlainText() != look.groups:
            self.groups.setPlainText(look.groups)
        self.groups.setReadOnly(not look.may_write)
        self.save.setVisible(look.may_write)
        self.switch.setChecked(look.is_on)
        self.switch.setEnabled(look.may_write)
        self._looking.setVisible(look.may_see_looks)
        clear_layout(self._looks)
        for line in look.looks:
            self._looks.addLayout(self._line(line))
        if not look.looks:
            self._looks.addWidget(Text(_("Nobody looked yet."), "dense", "text3"))

    def show_error(self, words: str) -> None:
        """Say why the groups are refused; no words take it away."""
        if words:
            self.field.show_error(words)
        else:
            self.field.clear_note()

    def _line(self, line: LookLine) -> QVBoxLayout:
        name = Button(line.words, "link")
        name.clicked.connect(partial(self.account_requested.emit, line.account_id))
        made = column(row(name, STRETCH, Text(line.when, "meta", "text3"), gap=12), gap=0)
        made.setContentsMargins(0, 0, 0, 0)
        return made

    def _lines_holder(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(column(self._looks, gap=0, margins=(0, 8, 0, 8)))
        return holder

    def _lay_out(self) -> None:
        labels = QWidget()
        labels.setLayout(column(self.field, row(self.save, STRETCH), gap=10, margins=(0, 8, 0, 8)))
        note = _(
            "Off: nobody writes or sees family, health and the like. What is there stays sealed on"
            " the server until it is purged there (confidences-off)."
        )
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        body.setLayout(
            column(
                self._notice,
                section(_("Labels by industry"), labels),
                28,
                section(_("Confidences"), setting(_("Confide about contacts"), note, self.switch)),
                28,
                self._looking,
                STRETCH,
                gap=0,
            )
        )
        page = row((body, 100), STRETCH, margins=(24, 20, 20, 32), gap=0)
        self._scroll = ScrollColumn(page)
        self.setLayout(column(self._scroll, gap=0))

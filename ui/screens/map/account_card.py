"""The card of the account that was chosen on the map."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.accounts.listing import AccountGlance, AccountSummary
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.screens.accounts.columns import AccountCells
from ui.screens.context import Clock
from ui.texts import _
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import ClassMark, Tag
from ui.widgets.text import Text


class AccountCard(QWidget):
    """Name, class, visits, sales and what is late, and what can be done.

    Signals:
        open_requested: Id of the account.
        plan_requested: Id of the account.
        closed: The card was put away.
    """

    open_requested = Signal(str)
    plan_requested = Signal(str)
    closed = Signal()

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats = formats
        self._cells = AccountCells(formats, clock)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(20, 14, 20, 16)
        self._body.setSpacing(10)
        self.setLayout(self._body)
        self.hide()

    def show_glance(self, glance: AccountGlance | None) -> None:
        """Show an account; None puts the card away."""
        clear_layout(self._body)
        self.setVisible(glance is not None)
        if glance is None:
            return
        account = glance.summary
        close = IconButton("x", _("Close the card"), size=28)
        close.clicked.connect(self.closed)
        grade = ClassMark(account.grade) if account.grade else None
        name = Text(account.name, "section", elide=True)
        self._body.addLayout(row(grade, (name, 1), close, gap=8))
        tags = [choice_label("account", "type", account.type)]
        tags.append(choice_label("account", "status", account.status))
        marks = [Tag(words, outline=True) for words in tags]
        self._body.addLayout(row(*marks, STRETCH, gap=6))
        self._body.addLayout(self._facts(account, glance.phone))
        self._body.addLayout(self._actions(account.id))

    def _facts(self, account: AccountSummary, phone: str | None) -> QVBoxLayout:
        visits = self._cells.visits(account)
        late = self._cells.overdue(account)
        owed = late.text if not late.sub else f"{late.text}·{late.sub}"
        lines = (
            (_("Last visit"), visits.text, "text"),
            (_("Next visit"), visits.sub or MISSING, "text"),
            (_("Sales this year"), self._cells.sales(account).text, "text"),
            (_("Owed late"), owed, late.role if late.sub else "text"),
            (_("Phone"), phone or MISSING, "text"),
        )
        return column(*(_line(label, words, role) for label, words, role in lines), gap=4)

    def _actions(self, account_id: str) -> QVBoxLayout:
        opens = Button(_("Open account"), "primary")
        opens.clicked.connect(lambda: self.open_requested.emit(account_id))
        plans = Button(_("Plan visit…"), icon="calendar-plus")
        plans.clicked.connect(lambda: self.plan_requested.emit(account_id))
        return column(row(opens, plans, STRETCH, gap=8))


def _line(label: str, words: str, role: str) -> QVBoxLayout:
    name = Text(label, "dense", "text3")
    name.setFixedWidth(96)
    return column(row(name, (Text(words, "dense", role, elide=True, selectable=True), 1), gap=8))

"""Money taken in during the visit: amount, means, payer; one line a payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.visits.draft import CollectionLine, VisitDraft
from ui.field_texts import choice_label, field_label
from ui.screens.visit.form_part import FaultLine, FormPart
from ui.texts import _
from ui.typed_values import typed_money
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.editors import ComboBox, LineEdit
from ui.widgets.layout import clear_layout, column, row
from ui.widgets.text import Text
from ui.widgets.value_editors import MoneyEdit

_MEANS = ("transfer", "cash", "wechat", "alipay", "draft")


class CollectionRow(QWidget):
    """One payment.

    Signals:
        changed: Something in it was typed or chosen.
        removed: The user takes the line away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, line: CollectionLine, accounts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.account = ComboBox(big=True)
        self.account.setAccessibleName(field_label("collection", "designated_account_id"))
        self._into = Text(_("Paid into"), "meta", "text3")
        self._chosen = line.designated_account_id
        self.show_accounts(accounts)
        self.amount = MoneyEdit(line.amount_minor)
        self.amount.setProperty("big", True)
        self.amount.setAccessibleName(field_label("collection", "amount_minor"))
        self.means = ComboBox(
            [(means, choice_label("collection", "means", means)) for means in _MEANS], big=True
        )
        self.means.choose(line.means)
        self.means.setAccessibleName(field_label("collection", "means"))
        self.payer = LineEdit(line.payer, placeholder=field_label("collection", "payer"), big=True)
        self.payer.setAccessibleName(field_label("collection", "payer"))
        remove = IconButton("x", _("Remove this payment"), size=28)
        self._remark = line.remark
        money = row((self.amount, 3), (self.means, 2), (self.payer, 4), remove, gap=8)
        self.setLayout(column(money, row(self._into, (self.account, 1), gap=8), gap=6))
        self.account.chosen.connect(self._choose_account)
        self.amount.textEdited.connect(lambda _text: self.changed.emit())
        self.amount.minor_changed.connect(lambda _minor: self.changed.emit())
        self.means.chosen.connect(lambda _key: self.changed.emit())
        self.payer.textEdited.connect(lambda _text: self.changed.emit())
        remove.clicked.connect(self.removed)

    def line(self) -> CollectionLine:
        """Return the payment; an amount that cannot be read yet is the last one that could."""
        try:
            minor = typed_money(self.amount.text())
        except ValueError:
            minor = self.amount.minor()
        return CollectionLine(
            minor, self.means.key(), self.payer.text(), self._remark, self.account.key()
        )

    def show_accounts(self, accounts: Sequence[tuple[str, str]]) -> None:
        """Offer the accounts that money may go into; the likeliest stands first."""
        self.account.set_choices(accounts)
        if self._chosen:
            self.account.choose(self._chosen)
        self.account.setVisible(bool(accounts))
        self._into.setVisible(bool(accounts))

    def _choose_account(self, key: str) -> None:
        self._chosen = key
        self.changed.emit()


class MoneyPart(FormPart):
    """The payments of the visit; there is always an empty line to write into."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CollectionRow] = []
        self._accounts: Sequence[tuple[str, str]] = ()
        self._refused = ""
        self._box = column(gap=8)
        add = Button(_("Another payment"), "ghost", "plus")
        add.clicked.connect(self._add_empty)
        self._fault = FaultLine()
        heading = SectionHeading(_("Money taken in"), None, "", add)
        self.setLayout(column(heading, self._box, self._fault, gap=10))
        self._add(CollectionLine())

    def show_draft(self, draft: VisitDraft) -> None:
        """Show the payments."""
        clear_layout(self._box)
        self.rows = []
        for line in draft.collections or (CollectionLine(),):
            self._add(line)

    def show_accounts(self, accounts: Sequence[tuple[str, str]]) -> None:
        """Offer the accounts of the company that money may go into."""
        if tuple(accounts) != tuple(self._accounts):
            self._accounts = accounts
            for payment in self.rows:
                payment.show_accounts(accounts)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Mark amounts that are refused."""
        marked = {name: words for name, words in faults.items() if name.startswith("collections.")}
        for number, payment in enumerate(self.rows):
            is_refused = f"collections.{number}.amount_minor" in marked
            payment.amount.set_state("error" if is_refused else "")
            is_foreign = f"collections.{number}.designated_account_id" in marked
            payment.account.set_state("error" if is_foreign else "")
        self._refused = next(iter(marked.values()), "")
        self._show_fault()

    def _show_fault(self) -> None:
        unread = (payment.amount.refusal() for payment in self.rows)
        self._fault.show_fault(next(filter(None, unread), self._refused))

    def _add_empty(self) -> None:
        self._add(CollectionLine()).amount.setFocus()

    def _add(self, line: CollectionLine) -> CollectionRow:
        payment = CollectionRow(line, self._accounts)
        payment.changed.connect(self._tell)
        payment.amount.misread.connect(self._show_fault)
        payment.amount.understood.connect(self._show_fault)
        payment.removed.connect(lambda: self._remove(payment))
        self.rows.append(payment)
        self._box.addWidget(payment)
        payment.show()  # the layout would show it a moment later, too late for the keyboard
        return payment

    def _remove(self, payment: CollectionRow) -> None:
        self.rows.remove(payment)
        payment.hide()
        payment.deleteLater()
        if not self.rows:
            self._add(CollectionLine())
        self._show_fault()
        self._tell()

    def _tell(self) -> None:
        self.edited.emit("collections", tuple(payment.line() for payment in self.rows))

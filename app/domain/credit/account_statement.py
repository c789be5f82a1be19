"""The statement of account (对账单): what was owed, charged and paid, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A document or a payment.

    Attributes:
        on: Day of issue, or of payment.
        is_payment: Whether money came in; documents of a day stand before its payments.
        document_number: Of the document; what the payer wrote for a payment; may be empty.
        amount_minor: Positive; negative for a credit note.
    """

    on: date
    is_payment: bool
    document_number: str
    amount_minor: int

    @property
    def change_minor(self) -> int:
        """What it does to the debt."""
        return -self.amount_minor if self.is_payment else self.amount_minor


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One line with the debt after it."""

    entry: Entry
    balance_minor: int


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """A period of an account.

    Attributes:
        first: First day.
        last: Last day.
        opening_minor: Owed before the first day.
        charged_minor: Documents of the period, credit notes taken off.
        paid_minor: Payments of the period.
        rows: In the order of the days.
    """

    first: date
    last: date
    opening_minor: int
    charged_minor: int
    paid_minor: int
    rows: tuple[StatementRow, ...]

    @property
    def closing_minor(self) -> int:
        """Owed after the last day."""
        return self.opening_minor + self.charged_minor - self.paid_minor


def account_statement(
    entries: Iterable[Entry], *, owed_minor: int, first: date, last: date
) -> AccountStatement:
    """Return the statement of a period, counted back from what is owed now.

    So the closing balance of today is the debt of the credit line, to the fen; a payment that the
    office booked without telling when stands in the opening balance.

    Args:
        entries: All documents and payments from `first` to now, in any order.
        owed_minor: What is owed now.
        first: First day of the period.
        last: Last day, both included.

    Source: domain.md 2.6, 3.15; R060.
    """
    known = sorted(entry for entry in entries if entry.on >= first)
    opening = owed_minor - sum(entry.change_minor for entry in known)
    shown = [entry for entry in known if entry.on <= last]
    rows = []
    balance = opening
    for entry in shown:
        balance += entry.change_minor
        rows.append(StatementRow(entry, balance))
    paid = sum(entry.amount_minor for entry in shown if entry.is_payment)
    charged = sum(entry.amount_minor for entry in shown if not entry.is_payment)
    return AccountStatement(first, last, opening, charged, paid, tuple(rows))

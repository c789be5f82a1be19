"""Questions about debts: how old each is, how long it can be sued for, the statement of account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.receivables import Ageing, ageing
from app.domain.credit.account_statement import AccountStatement, account_statement
from app.domain.credit.limitation import LimitationClock, limitation_clock
from app.domain.errors import ValidationError
from app.store.reads.credit.claims import (
    OpenDocument,
    list_entries,
    list_open_documents,
    read_interruptions,
    sum_owed,
)
from app.workspace import Workspace

__all__ = ["Debt", "Debts", "read_debts", "read_statement"]


@dataclass(frozen=True, slots=True)
class Debt:
    """One open document.

    Attributes:
        document: The document.
        days_late: Since the due day; 0 when it is not due.
        clock: How long it can be sued for; None for a credit note, which is no debt.
    """

    document: OpenDocument
    days_late: int
    clock: LimitationClock | None


@dataclass(frozen=True, slots=True)
class Debts:
    """What an account owes.

    Attributes:
        ageing: The balances by age.
        documents: Open documents, the one due first first.
    """

    ageing: Ageing
    documents: tuple[Debt, ...]

    @property
    def pressing(self) -> tuple[Debt, ...]:
        """Debts whose period ends soon; what is over already is not among them."""
        return tuple(debt for debt in self.documents if debt.clock and debt.clock.ends_soon)


def read_debts(workspace: Workspace, account_id: str) -> Debts:
    """Return the open documents of an account with ages and clocks, in two statements.

    What was noted without a document (a reminder of everything, a statement that was confirmed)
    counts for every document of the account.

    Source: domain.md 3.15; Civil Code art. 188, 195.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        documents = list_open_documents(look, account_id)
        events = read_interruptions(look, account_id)
    debts = []
    for document in documents:
        mine = [*events.get("", ()), *events.get(document.id, ())]
        is_debt = document.debt.balance_minor > 0
        clock = limitation_clock(document.debt.due_on, mine, today=today) if is_debt else None
        debts.append(Debt(document, document.debt.days_late(today), clock))
    return Debts(ageing((each.debt for each in documents), today=today), tuple(debts))


def read_statement(
    workspace: Workspace, account_id: str, *, first: dt.date, last: dt.date
) -> AccountStatement:
    """Return the statement of account of a period, by the office's books.

    Raises:
        ValidationError: The period ends before it begins; `credit.dates.order`.

    Source: domain.md 2.6; R060.
    """
    if last < first:
        raise ValidationError("credit.dates.order", field="last")
    with workspace.store.snapshot() as look:
        entries = list_entries(look, account_id, since=first)
        owed = sum_owed(look, account_id)
    return account_statement(entries, owed_minor=owed, first=first, last=last)

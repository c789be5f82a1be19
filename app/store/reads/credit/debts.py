"""Every debt of this device that is past due, with who has it and how it is collected."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.analysis.receivables import Receivable
from app.domain.credit.limitation import Interruption
from app.store.unit_of_work import Snapshot

# Of grouped rows SQLite gives the bare columns of the one with the largest value.
_LATE = (
    "SELECT r.id, r.account_id, a.name, coalesce(a.class, ''), coalesce(u.name, ''),"
    " coalesce(r.document_number, ''), r.due_on, r.amount_minor, coalesce(r.paid_minor, 0),"
    " coalesce(r.quality, ''), coalesce(m.id, ''), coalesce(m.quality, ''),"
    " coalesce(c.debt_group, ''), coalesce(c.method, ''), c.review_on"
    " FROM receivable r JOIN account a ON a.id = r.account_id"
    " LEFT JOIN user u ON u.id = a.owner_id"
    " LEFT JOIN (SELECT receivable_id, max(id) AS id, quality FROM debt_mark"
    "  WHERE state = 'proposed' GROUP BY receivable_id) m ON m.receivable_id = r.id"
    " LEFT JOIN (SELECT account_id, debt_group, method, review_on, max(chosen_on || id)"
    "  FROM collection_course GROUP BY account_id) c ON c.account_id = r.account_id"
    " WHERE r.due_on < :today AND r.amount_minor <> coalesce(r.paid_minor, 0)"
    " ORDER BY r.due_on, r.id"
)
_NOT_DUE = (
    "SELECT coalesce(sum(amount_minor - coalesce(paid_minor, 0)), 0) FROM receivable"
    " WHERE due_on >= :today"
)


@dataclass(frozen=True, slots=True)
class LateDebt:
    """One open document past its day.

    Attributes:
        id: Of the receivable.
        account_id, account, grade: Who owes: id, name and class.
        owner: Name of who is responsible; empty for nobody.
        document_number: Of the paper; may be empty.
        debt: When it was due and what is open.
        quality: What it is marked as; empty when nothing was said.
        mark_id: A proposed mark that waits for a decision; empty for none.
        proposed_quality: What that would make of it.
        debt_group: Group that finance put the account in; empty for none.
        method: How it is collected; empty when nothing was chosen.
        review_on: When that is to be looked at again.
    """

    id: str
    account_id: str
    account: str
    grade: str
    owner: str
    document_number: str
    debt: Receivable
    quality: str
    mark_id: str
    proposed_quality: str
    debt_group: str
    method: str
    review_on: dt.date | None


def list_late_debts(look: Snapshot, today: dt.date) -> tuple[LateDebt, ...]:
    """Return the open documents past their day, the oldest first; credit notes among them."""
    rows = look.connection.exec_driver_sql(_LATE, {"today": today.isoformat()})
    return tuple(_late_debt(row) for row in rows)


def _late_debt(row: Sequence[Any]) -> LateDebt:
    review_on = row[14]
    return LateDebt(
        id=row[0],
        account_id=row[1],
        account=row[2],
        grade=row[3],
        owner=row[4],
        document_number=row[5],
        debt=Receivable(dt.date.fromisoformat(row[6]), row[7], row[8]),
        quality=row[9],
        mark_id=row[10],
        proposed_quality=row[11],
        debt_group=row[12],
        method=row[13],
        review_on=dt.date.fromisoformat(review_on) if review_on else None,
    )


def sum_not_due(look: Snapshot, today: dt.date) -> int:
    """Return what is owed and not due yet, in minor units."""
    asked = {"today": today.isoformat()}
    return int(look.connection.exec_driver_sql(_NOT_DUE, asked).scalar_one())


def read_all_interruptions(look: Snapshot) -> dict[tuple[str, str], list[Interruption]]:
    """Return what keeps debts alive by account and receivable; "" for all of an account's debts."""
    rows = look.connection.exec_driver_sql(
        "SELECT account_id, coalesce(receivable_id, ''), happened_on, kind FROM debt_event"
    )
    found: dict[tuple[str, str], list[Interruption]] = defaultdict(list)
    for account_id, receivable_id, happened_on, kind in rows:
        event = Interruption(dt.date.fromisoformat(happened_on), kind)
        found[account_id, receivable_id].append(event)
    return found

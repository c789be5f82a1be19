"""What a visitor has to know before he goes in and that no other page lists: open items."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_OPEN = """
SELECT 'complaint', coalesce(answer_due_on, ''), content,
  coalesce(state, '') FROM complaint
WHERE account_id = :account AND kind = 'complaint'
  AND coalesce(state, '') NOT IN ('closed', 'unfounded')
UNION ALL
SELECT 'warning', raised_on, rule, coalesce(severity, 'notice') FROM warning
WHERE account_id = :account AND state IN ('new', 'acknowledged', 'investigating', 'measure_set')
UNION ALL
SELECT 'contract', valid_to_on, coalesce(title, number, draft_number, ''), state FROM contract
WHERE account_id = :account AND state IN ('effective', 'archived', 'performing')
  AND valid_to_on BETWEEN :ended AND :ends
ORDER BY 1, 2
"""
_BOUGHT = """
SELECT s.sold_on, sum(s.amount_minor), count(*), group_concat(coalesce(p.name, ''), char(10)),
  group_concat(coalesce(nullif(p.name_en, ''), p.name, ''), char(10))
FROM sales_record s LEFT JOIN product p ON p.id = s.product_id
WHERE s.account_id = ? GROUP BY s.sold_on ORDER BY s.sold_on DESC LIMIT 3
"""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something open at an account.

    Attributes:
        kind: "complaint", "warning" or "contract".
        day: Answer due, raised, or ends on; None when unknown.
        words: What it is about; of a warning its rule.
        state: Its state, of a warning its severity.
    """

    kind: str
    day: dt.date | None
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One day's purchases of an account.

    Attributes:
        on: The day.
        amount_minor: What they came to.
        lines: How many there were.
        products: Names of the goods.
        products_en: The same in English, where the office has a name for it.
    """

    on: dt.date
    amount_minor: int
    lines: int
    products: tuple[str, ...]
    products_en: tuple[str, ...]


def list_open_items(
    look: Snapshot, account_id: str, *, ended: dt.date, ends: dt.date
) -> tuple[OpenItem, ...]:
    """Return open complaints and warnings, and contracts that end between two days."""
    values = {"account": account_id, "ended": ended.isoformat(), "ends": ends.isoformat()}
    return tuple(
        OpenItem(kind, dt.date.fromisoformat(day) if day else None, words, state)
        for kind, day, words, state in look.connection.exec_driver_sql(_OPEN, values)
    )


def list_last_deliveries(look: Snapshot, account_id: str) -> tuple[Delivery, ...]:
    """Return the last three days on which an account bought, the latest first."""
    bought = look.connection.exec_driver_sql(_BOUGHT, (account_id,))
    return tuple(
        Delivery(
            dt.date.fromisoformat(day),
            amount,
            lines,
            tuple(names.split("\n")),
            tuple(english.split("\n")),
        )
        for day, amount, lines, names, english in bought
    )

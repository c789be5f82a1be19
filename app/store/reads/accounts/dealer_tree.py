"""Who stands below an account, with the figures of each, in one statement."""

from __future__ import annotations

import datetime as dt

from app.domain.accounts.dealer_tree import TreeAccount
from app.store.unit_of_work import Snapshot

DEEPEST = 12
"""Levels below the root that are looked at; a real chain of dealers has four."""

# UNION, and the level bounded, so that a circle of superiors comes to an end.
_TREE = """
WITH RECURSIVE below (id, level) AS (
  SELECT :id, 0
  UNION
  SELECT a.id, b.level + 1 FROM account a JOIN below b ON a.parent_id = b.id
  WHERE b.level < :deepest AND a.id <> :id
),
tree AS (SELECT id, min(level) AS level FROM below GROUP BY id)
SELECT t.id, a.name, a.tier, a.class, t.level,
  coalesce((SELECT sum(amount_minor) FROM sales_record
            WHERE account_id = t.id AND sold_on >= :since), 0),
  coalesce((SELECT sum(amount_minor - coalesce(paid_minor, 0)) FROM receivable
            WHERE account_id = t.id), 0),
  coalesce((SELECT sum(amount_minor - coalesce(paid_minor, 0)) FROM receivable
            WHERE account_id = t.id AND due_on < :today
            AND amount_minor > coalesce(paid_minor, 0)), 0),
  a.credit_limit_minor, coalesce(a.credit_unlimited, 0)
FROM tree t JOIN account a ON a.id = t.id
ORDER BY t.level, 6 DESC, a.name, t.id
"""


def read_tree(look: Snapshot, account_id: str, today: dt.date) -> tuple[TreeAccount, ...]:
    """Return an account and those below it, the nearest and largest first.

    Only accounts of this device are counted; others are not known to its user.
    """
    rows = look.connection.exec_driver_sql(
        _TREE,
        {
            "id": account_id,
            "deepest": DEEPEST,
            "since": f"{today.year}-01-01",
            "today": today.isoformat(),
        },
    )
    return tuple(TreeAccount(*row) for row in ((*line[:9], bool(line[9])) for line in rows))


def read_chain(look: Snapshot, account_id: str) -> tuple[str, ...]:
    """Return the ids of the superiors of an account, the nearest first; a circle ends it."""
    rows = look.connection.exec_driver_sql(
        "WITH RECURSIVE above (id, level) AS (SELECT parent_id, 1 FROM account WHERE id = :id"
        " UNION SELECT a.parent_id, b.level + 1 FROM account a JOIN above b ON a.id = b.id"
        " WHERE b.level < :deepest AND a.parent_id IS NOT NULL)"
        " SELECT id FROM above WHERE id IS NOT NULL GROUP BY id ORDER BY min(level)",
        {"id": account_id, "deepest": DEEPEST},
    )
    return tuple(str(key) for key in rows.scalars())

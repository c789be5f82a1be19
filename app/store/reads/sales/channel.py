"""What went on from a dealer to the tiers below it in a period."""

from __future__ import annotations

from app.domain.analysis.periods import Period
from app.domain.sales.channel import LEVELS, LevelSum
from app.store.unit_of_work import Snapshot

_DEEPEST = 12
"""As `reads.accounts.dealer_tree`: a circle of superiors comes to an end."""

_LEVELS = """
WITH RECURSIVE below (id, level) AS (
  SELECT :id, 0
  UNION
  SELECT a.id, b.level + 1 FROM account a JOIN below b ON a.parent_id = b.id
  WHERE b.level < :deepest AND a.id <> :id)
SELECT s.level, count(*), coalesce(sum(s.quantity), 0), coalesce(sum(s.amount_minor), 0)
FROM channel_sale s
WHERE s.account_id IN (SELECT id FROM below) AND s.sold_on BETWEEN :first AND :last
GROUP BY s.level
"""


def list_levels(look: Snapshot, account_id: str, days: Period) -> tuple[LevelSum, ...]:
    """Return what a dealer and the accounts below it passed on, the nearest tier first.

    Args:
        look: The store.
        account_id: The dealer.
        days: The period.
    """
    values = {
        "id": account_id,
        "deepest": _DEEPEST,
        "first": days.first_on.isoformat(),
        "last": days.last_on.isoformat(),
    }
    found = [LevelSum(*row) for row in look.connection.exec_driver_sql(_LEVELS, values)]
    return tuple(sorted(found, key=lambda each: LEVELS.index(each.level)))

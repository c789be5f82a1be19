"""On how many days each account bought, and on which first and last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.frequency import Purchases
from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

_DAYS = """
WITH bought AS MATERIALIZED (
  SELECT account_id, count(*) AS days, min(sold_on) AS first_on, max(sold_on) AS last_on
  FROM (SELECT account_id, sold_on FROM sales_record
        WHERE account_id > '' AND sold_on BETWEEN :first AND :last AND amount_minor > 0
        GROUP BY account_id, sold_on)
  GROUP BY account_id)
SELECT a.id, a.type, coalesce(a.blacklisted, 0) OR coalesce(a.frozen, 0),
       b.days, b.first_on, b.last_on
FROM account a LEFT JOIN bought b ON b.account_id = a.id
WHERE a.status <> 'archived'
"""


@dataclass(frozen=True, slots=True)
class Buyer:
    """An account with its purchases.

    Attributes:
        account_id: The account.
        account_type: Whose rhythm stands in when it bought only once.
        is_barred: Frozen or blacklisted by us.
        purchases: In the window.
    """

    account_id: str
    account_type: str
    is_barred: bool
    purchases: Purchases


def read_buyers(look: FigureLook, window: Period) -> list[Buyer]:
    """Return the purchases of every account that is not archived; returns are none.

    Args:
        look: The store.
        window: Days whose purchases count.
    """
    day = dt.date.fromisoformat
    none = Purchases(0)
    return [
        Buyer(
            account_id,
            account_type,
            bool(barred),
            Purchases(days, day(first), day(last)) if days else none,
        )
        for account_id, account_type, barred, days, first, last in look.run(_DAYS, days_of(window))
    ]

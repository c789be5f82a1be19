"""On how many days each account bought, and on which first and last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.frequency import Purchases
from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

# Ordered inside, or the outer grouping sorts all days once more; joined here, not there, because
# a join would index what was just grouped: together half of the time.
_BOUGHT = """
SELECT account_id, count(*), min(sold_on), max(sold_on)
FROM (SELECT account_id, sold_on FROM sales_record
      WHERE account_id > '' AND sold_on BETWEEN :first AND :last AND amount_minor > 0
      GROUP BY account_id, sold_on ORDER BY account_id, sold_on)
GROUP BY account_id
"""
_ACCOUNTS = """
SELECT id, type, coalesce(blacklisted, 0) OR coalesce(frozen, 0) FROM account
WHERE status <> 'archived'
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
    bought = {
        account_id: Purchases(days, day(first), day(last))
        for account_id, days, first, last in look.run(_BOUGHT, days_of(window))
    }
    none = Purchases(0)
    return [
        Buyer(account_id, account_type, bool(barred), bought.get(account_id, none))
        for account_id, account_type, barred in look.run(_ACCOUNTS)
    ]

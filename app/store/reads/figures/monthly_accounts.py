"""Sales of some accounts month by month, and since when each of them buys."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field

from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

_MONTHS = """
SELECT s.account_id, substr(s.sold_on, 1, 7) AS month, sum(s.amount_minor)
FROM json_each(:ids) wanted
CROSS JOIN sales_record s ON s.account_id = wanted.value AND s.sold_on BETWEEN :first AND :last
GROUP BY s.account_id, month
"""
_SINCE = """
SELECT value, (SELECT substr(min(sold_on), 1, 7) FROM sales_record
               WHERE account_id = wanted.value AND sold_on > '')
FROM json_each(:ids) wanted
"""


@dataclass(slots=True)
class AccountMonths:
    """Sales of an account.

    Attributes:
        since: Month of its first purchase on this device; None when it never bought.
        sums: Minor units by month, of the months that have records.
    """

    since: str | None
    sums: dict[str, int] = field(default_factory=dict)


def read_account_months(
    look: FigureLook, ids: Collection[str], period: Period
) -> dict[str, AccountMonths]:
    """Return the sales less returns of each account by month.

    Args:
        look: The store.
        ids: Some accounts; the whole list takes one look, not one each.
        period: Days whose sales count.
    """
    wanted = {"ids": json.dumps(list(ids))}
    run = look.run
    found = {account_id: AccountMonths(since) for account_id, since in run(_SINCE, wanted)}
    for account_id, month, minor in run(_MONTHS, wanted | days_of(period)):
        found[account_id].sums[month] = minor
    return found

"""Sales of some accounts in a period and in the one before it."""

from __future__ import annotations

import json
from collections.abc import Collection

from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

_TWO = """
SELECT s.account_id, coalesce(sum(s.amount_minor) FILTER (WHERE s.sold_on >= :first), 0),
       coalesce(sum(s.amount_minor) FILTER (WHERE s.sold_on < :first), 0)
FROM json_each(:ids) wanted
CROSS JOIN sales_record s ON s.account_id = wanted.value AND s.sold_on BETWEEN :earlier AND :last
GROUP BY s.account_id
"""


def read_two_periods(
    look: FigureLook, ids: Collection[str], period: Period
) -> dict[str, tuple[int, int]]:
    """Return sales of a period and of as many days before it, in minor units, by account.

    Args:
        look: The store.
        ids: Some accounts; those without sales in both are left out.
        period: The later of the two.
    """
    values = days_of(period) | {
        "ids": json.dumps(list(ids)),
        "earlier": period.shifted(-period.days).first_on.isoformat(),
    }
    rows = look.run(_TWO, values)
    return {account_id: (now, before) for account_id, now, before in rows}

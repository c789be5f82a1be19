"""Who had bought by the start of a period and who by its end, in one look at the sales."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.analysis.periods import Period
from app.store.reads.figures.figure_look import FigureLook

_BY_START = "FILTER (WHERE sold_on <= :start)"
_BY_END = "FILTER (WHERE sold_on >= :opens)"
_MOVED = f"""
WITH bought AS MATERIALIZED (
  SELECT account_id,
         count(*) {_BY_START} AS days_start, min(sold_on) {_BY_START} AS first_start,
         max(sold_on) {_BY_START} AS last_start,
         count(*) {_BY_END} AS days_end, min(sold_on) {_BY_END} AS first_end,
         max(sold_on) {_BY_END} AS last_end
  FROM (SELECT account_id, sold_on FROM sales_record
        WHERE account_id > '' AND sold_on BETWEEN :first AND :last AND amount_minor > 0
        GROUP BY account_id, sold_on ORDER BY account_id, sold_on)
  GROUP BY account_id)
SELECT a.id, a.type, b.days_start, b.first_start, b.last_start, b.days_end, b.first_end, b.last_end
FROM account a JOIN bought b ON b.account_id = a.id
WHERE a.status <> 'archived' AND NOT coalesce(a.blacklisted, 0) AND NOT coalesce(a.frozen, 0)
"""


@dataclass(frozen=True, slots=True)
class BoughtBy:
    """Purchases of an account up to a day.

    Attributes:
        account_id: The account.
        account_type: Whose rhythm stands in when it bought only once.
        days: Purchase days in the window.
        span_days: Days from the first to the last of them.
        last_on: The last of them.
    """

    account_id: str
    account_type: str
    days: int
    span_days: int
    last_on: dt.date


def read_base(
    look: FigureLook, period: Period, window_days: int
) -> tuple[list[BoughtBy], list[BoughtBy]]:
    """Return who had bought by the eve of a period and who by its last day.

    Accounts that we stopped (frozen, blacklisted) and archived ones are left out.

    Args:
        look: The store.
        period: Its first and last day are judged.
        window_days: Days before each of them whose purchases count.
    """
    eve = period.first_on - dt.timedelta(days=1)
    reach = dt.timedelta(days=window_days - 1)
    values = {
        "start": eve.isoformat(),
        "opens": (period.last_on - reach).isoformat(),
        "first": (eve - reach).isoformat(),
        "last": period.last_on.isoformat(),
    }
    rows = look.run(_MOVED, values).fetchall()
    return list(_bought(rows, 2)), list(_bought(rows, 5))


def _bought(rows: list[Any], place: int) -> Iterator[BoughtBy]:
    day = dt.date.fromisoformat
    for row in rows:
        days, first, last = row[place : place + 3]
        if days:
            last_on = day(last)
            yield BoughtBy(row[0], row[1], days, (last_on - day(first)).days, last_on)

"""How every account buys, returns and complains."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from app.domain.analysis.figures import Value
from app.domain.analysis.frequency import NO_GROUP, Purchases, group_interval
from app.domain.analysis.periods import Period, month_of
from app.domain.analysis.plan import Plan
from app.domain.analysis.same_period import year_earlier
from app.domain.warnings.comparing import comparison_days
from app.domain.warnings.complaints import TroubleFacts
from app.domain.warnings.purchases import WINDOW_DAYS, SalesFacts, read_schedule
from app.store.unit_of_work import Snapshot

# One pass over the index of sales, which holds all that is summed.
_BOUGHT = """
WITH bought AS MATERIALIZED (
  SELECT account_id, sum(is_purchase) AS days, min(CASE WHEN is_purchase THEN sold_on END) AS first,
         max(CASE WHEN is_purchase THEN sold_on END) AS last,
         sum(CASE WHEN sold_on >= :month THEN minor END) AS month
  FROM (SELECT account_id, sold_on, sum(amount_minor) AS minor, max(amount_minor > 0) AS is_purchase
        FROM sales_record WHERE account_id > '' AND sold_on BETWEEN :first AND :today
        GROUP BY account_id, sold_on ORDER BY account_id, sold_on)
  GROUP BY account_id)
SELECT a.id, coalesce(a.class, ''), a.type, coalesce(a.blacklisted, 0) OR coalesce(a.frozen, 0),
       coalesce(b.days, 0), b.first, b.last, coalesce(b.month, 0)
FROM bought b CROSS JOIN account a ON a.id = b.account_id WHERE a.status <> 'archived'
"""
# Every account brings the days it is compared over, so that these are worked out in one place.
_COMPARED = """
SELECT w.value ->> 0, sum(s.amount_minor) FILTER (WHERE s.sold_on >= w.value ->> 3),
       sum(s.amount_minor) FILTER (WHERE s.sold_on BETWEEN w.value ->> 1 AND w.value ->> 2)
FROM json_each(:windows) w CROSS JOIN sales_record s ON s.account_id = w.value ->> 0
WHERE s.sold_on BETWEEN w.value ->> 1 AND :today GROUP BY 1
"""
# The line for everything is the plan; without one it is the sum of its parts, as in the figures.
_PLANS = """
SELECT account_id, month, coalesce(
  sum(amount_minor) FILTER (WHERE product_id IS NULL AND kind IS NULL AND specification IS NULL),
  sum(amount_minor)),
  max(CASE WHEN month = :month THEN schedule END)
    FILTER (WHERE product_id IS NULL AND kind IS NULL AND specification IS NULL)
FROM sales_plan
WHERE month BETWEEN :since AND :month AND coalesce(state, 'agreed') IN ('agreed', 'approved')
GROUP BY account_id, month
"""
_TROUBLE = """
WITH grumbled AS MATERIALIZED (
  SELECT account_id, count(*) AS complaints FROM complaint
  WHERE kind = 'complaint' AND coalesce(state, '') <> 'unfounded' AND received_at >= :since_at
  GROUP BY account_id),
traded AS MATERIALIZED (
  SELECT account_id, sum(max(amount_minor, 0)) AS bought, sum(max(-amount_minor, 0)) AS returned
  FROM sales_record WHERE account_id > '' AND sold_on BETWEEN :since AND :today
  GROUP BY account_id)
SELECT a.id, coalesce(a.class, ''), coalesce(g.complaints, 0), coalesce(t.bought, 0),
       coalesce(t.returned, 0)
FROM (SELECT account_id FROM grumbled UNION SELECT account_id FROM traded WHERE returned > 0) w
CROSS JOIN account a ON a.id = w.account_id
LEFT JOIN grumbled g ON g.account_id = a.id LEFT JOIN traded t ON t.account_id = a.id
"""
_MILLISECONDS = 1000
_NO_SUMS: tuple[int, int | None] = (0, None)

Windows: TypeAlias = Mapping[str, Period | None]


def read_sales_facts(look: Snapshot, today: dt.date) -> list[tuple[str, SalesFacts]]:
    """Return class and purchases of every account that bought within two years.

    An account that bought only once is judged by the mean interval of its type.

    Source: domain.md 3.10 to 3.13.
    """
    values = {
        "today": today.isoformat(),
        "first": (today - dt.timedelta(days=WINDOW_DAYS - 1)).isoformat(),
        "month": today.replace(day=1).isoformat(),
    }
    found = look.connection.exec_driver_sql(_BOUGHT, values)
    rows = [(row, _purchases(*row[4:7])) for row in found]
    intervals = _intervals([(row[2], bought) for row, bought in rows])
    windows = {row[0]: comparison_days(bought, today=today) for row, bought in rows}
    sums, plans = _compared(look, windows, today), _plans(look, windows, today)
    return [
        (
            row[1],
            SalesFacts(
                account_id=row[0],
                month_minor=row[7],
                purchases=bought,
                days=windows[row[0]],
                bought_minor=sums.get(row[0], _NO_SUMS)[0],
                last_year_minor=sums.get(row[0], _NO_SUMS)[1],
                plans=plans.get(row[0], {}),
                group_interval=intervals.get(row[2], NO_GROUP),
                is_barred=bool(row[3]),
            ),
        )
        for row, bought in rows
    ]


def _compared(
    look: Snapshot, windows: Windows, today: dt.date
) -> dict[str, tuple[int, int | None]]:
    """Return what accounts bought in their days and in the same days of last year."""
    asked = [
        (account_id, *_spelled(year_earlier(days)), days.first_on.isoformat())
        for account_id, days in windows.items()
        if days is not None
    ]
    values = {"windows": json.dumps(asked), "today": today.isoformat()}
    found = look.connection.exec_driver_sql(_COMPARED, values)
    return {account_id: (now or 0, before) for account_id, now, before in found}


def _spelled(days: Period) -> tuple[str, str]:
    return days.first_on.isoformat(), days.last_on.isoformat()


def _plans(look: Snapshot, windows: Windows, today: dt.date) -> dict[str, dict[str, Plan]]:
    """Return plans by account and month, back to the month in which the longest days begin."""
    since = min((days.first_on for days in windows.values() if days is not None), default=today)
    values = {"since": month_of(min(since, today)), "month": month_of(today)}
    found: dict[str, dict[str, Plan]] = {}
    for account_id, month, amount, schedule in look.connection.exec_driver_sql(_PLANS, values):
        found.setdefault(account_id, {})[month] = Plan(amount, read_schedule(schedule))
    return found


def _purchases(days: int, first: str | None, last: str | None) -> Purchases:
    if not first or not last:
        return Purchases(0)
    return Purchases(days, dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def _intervals(rows: list[tuple[str, Purchases]]) -> dict[str, Value]:
    groups: dict[str, list[Purchases]] = {}
    for kind, bought in rows:
        groups.setdefault(kind, []).append(bought)
    return {kind: group_interval(each) for kind, each in groups.items()}


def read_trouble_facts(
    look: Snapshot, today: dt.date, *, window_days: int
) -> Iterator[tuple[str, TroubleFacts]]:
    """Yield class, complaints and returns of every account that complained or returned goods."""
    since = today - dt.timedelta(days=window_days)
    since_at = dt.datetime.combine(since, dt.time(), dt.UTC).timestamp() * _MILLISECONDS
    values = {
        "since": since.isoformat(),
        "today": today.isoformat(),
        "since_at": int(since_at),
    }
    for account_id, grade, complaints, bought, returned in look.connection.exec_driver_sql(
        _TROUBLE, values
    ):
        yield (
            grade,
            TroubleFacts(
                account_id=account_id,
                complaints=complaints,
                bought_minor=bought,
                returned_minor=returned,
            ),
        )

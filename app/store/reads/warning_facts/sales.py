"""How every account buys, returns and complains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.analysis.figures import Value
from app.domain.analysis.frequency import NO_GROUP, Purchases, group_interval
from app.domain.analysis.periods import month_of
from app.domain.analysis.plan import Plan
from app.domain.receivables import year_before
from app.domain.warnings.complaints import TroubleFacts
from app.domain.warnings.purchases import WINDOW_DAYS, SalesFacts, read_schedule
from app.store.unit_of_work import Snapshot

# One pass over the index of sales, which holds all that is summed.
_BOUGHT = """
WITH bought AS MATERIALIZED (
  SELECT account_id, sum(is_purchase) AS days, min(CASE WHEN is_purchase THEN sold_on END) AS first,
         max(CASE WHEN is_purchase THEN sold_on END) AS last,
         sum(CASE WHEN sold_on >= :month THEN minor END) AS month,
         sum(CASE WHEN sold_on BETWEEN :then AND :until THEN minor END) AS last_year
  FROM (SELECT account_id, sold_on, sum(amount_minor) AS minor, max(amount_minor > 0) AS is_purchase
        FROM sales_record WHERE account_id > '' AND sold_on BETWEEN :first AND :today
        GROUP BY account_id, sold_on)
  GROUP BY account_id)
SELECT a.id, coalesce(a.class, ''), a.type, coalesce(a.blacklisted, 0) OR coalesce(a.frozen, 0),
       coalesce(b.days, 0), b.first, b.last, coalesce(b.month, 0), b.last_year
FROM bought b CROSS JOIN account a ON a.id = b.account_id WHERE a.status <> 'archived'
"""
# The line for everything is the plan; without one it is the sum of its parts, as in the figures.
_PLANS = """
SELECT account_id, coalesce(
  sum(amount_minor) FILTER (WHERE product_id IS NULL AND kind IS NULL AND specification IS NULL),
  sum(amount_minor)),
  max(schedule) FILTER (WHERE product_id IS NULL AND kind IS NULL AND specification IS NULL)
FROM sales_plan WHERE month = :month AND coalesce(state, 'agreed') IN ('agreed', 'approved')
GROUP BY account_id
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


def read_sales_facts(look: Snapshot, today: dt.date) -> list[tuple[str, SalesFacts]]:
    """Return class and purchases of every account that bought within two years.

    An account that bought only once is judged by the mean interval of its type.

    Source: domain.md 3.10 to 3.13.
    """
    run = look.connection.exec_driver_sql
    month = today.replace(day=1)
    plans = {
        row[0]: Plan(row[1], read_schedule(row[2]))
        for row in run(_PLANS, {"month": month_of(today)})
    }
    values = {
        "today": today.isoformat(),
        "first": (today - dt.timedelta(days=WINDOW_DAYS - 1)).isoformat(),
        "month": month.isoformat(),
        "then": year_before(month).isoformat(),
        "until": year_before(today).isoformat(),
    }
    rows = [(row, _purchases(*row[4:7])) for row in run(_BOUGHT, values)]
    intervals = _intervals([(row[2], bought) for row, bought in rows])
    return [
        (
            row[1],
            SalesFacts(
                account_id=row[0],
                month_minor=row[7],
                last_year_minor=row[8],
                plan=plans.get(row[0]),
                purchases=bought,
                group_interval=intervals.get(row[2], NO_GROUP),
                is_barred=bool(row[3]),
            ),
        )
        for row, bought in rows
    ]


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

"""When, how often and for how much each account bought."""

from __future__ import annotations

from app.domain.analysis.periods import Period
from app.domain.analysis.rfm import RfmFacts
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

_BOUGHT = """
WITH bought AS MATERIALIZED (
  SELECT account_id, sum(minor) AS minor, sum(taken) AS days,
         max(sold_on) FILTER (WHERE taken) AS last_on
  FROM (SELECT account_id, sold_on, sum(amount_minor) AS minor, max(amount_minor) > 0 AS taken
        FROM sales_record WHERE account_id > '' AND sold_on BETWEEN :first AND :last
        GROUP BY account_id, sold_on ORDER BY account_id, sold_on)
  GROUP BY account_id)
SELECT a.id, CAST(julianday(:last) - julianday(b.last_on) AS INTEGER), coalesce(b.days, 0),
       coalesce(b.minor, 0)
FROM account a LEFT JOIN bought b ON b.account_id = a.id
WHERE b.account_id IS NOT NULL OR a.status IN ('active', 'loyal', 'at_risk', 'lost')
"""


def read_buying(look: FigureLook, window: Period) -> list[RfmFacts]:
    """Return the facts of every account that bought in the window or ever was a buyer.

    Args:
        look: The store.
        window: Days whose purchases count; its last day is today.
    """
    rows = look.run(_BOUGHT, days_of(window))
    return [RfmFacts(*row) for row in rows]

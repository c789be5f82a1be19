"""Sales of a period under each account type."""

from __future__ import annotations

from app.domain.analysis.composition import TypeSales
from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

_TYPES = """
WITH sold AS MATERIALIZED (
  SELECT account_id, sum(amount_minor) AS minor FROM sales_record
  WHERE account_id > '' AND sold_on BETWEEN :first AND :last GROUP BY account_id)
SELECT coalesce(a.type, ''), count(*), sum(s.minor)
FROM sold s LEFT JOIN account a ON a.id = s.account_id GROUP BY 1
"""


def read_type_sales(look: FigureLook, period: Period) -> list[TypeSales]:
    """Return accounts with sales and their sum by type; an unknown account has none.

    The device keeps the type of today only, not the one on the day of a sale.

    Args:
        look: The store.
        period: Days whose sales count.
    """
    rows = look.run(_TYPES, days_of(period))
    return [TypeSales(*row) for row in rows]

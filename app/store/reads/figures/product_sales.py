"""Sales of each product in a period and in each of its months, and of all products."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

# Stepping from product to product and seeking its days is a tenth of grouping all sales.
# The last step finds nothing and stands for the sales without a product.
HELD = """
WITH RECURSIVE held (id) AS (
  SELECT min(product_id) FROM sales_record
  UNION ALL
  SELECT (SELECT min(product_id) FROM sales_record WHERE product_id > held.id)
  FROM held WHERE held.id IS NOT NULL)"""
NAMED = "coalesce((SELECT code FROM product WHERE id = held.id), held.id, '')"
SUM = """(SELECT sum(amount_minor) FROM sales_record
  WHERE product_id IS held.id AND sold_on BETWEEN :first AND :last)"""
_SALES = f"{HELD} SELECT {NAMED}, {SUM} FROM held"
_TOTAL = f"{HELD} SELECT sum({SUM}) FROM held"
_EARLIEST = f"""{HELD}
SELECT min((SELECT min(sold_on) FROM sales_record WHERE product_id IS held.id)) FROM held"""
_MONTHS = f"""{HELD}, part (month, first, last) AS (
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:months))
SELECT {NAMED}, part.month, (SELECT sum(amount_minor) FROM sales_record
  WHERE product_id IS held.id AND sold_on BETWEEN part.first AND part.last)
FROM held CROSS JOIN part"""
_PIECES = _MONTHS.replace("sum(amount_minor)", "sum(quantity)")

# A choice of accounts leaves nothing to step through: their sales are read once and grouped. The
# plus keeps the grouping from choosing an index that does not carry the account.
_NAMES = "LEFT JOIN main.product p ON p.id = s.product_id"
_SALES_OF_SOME = f"""
SELECT coalesce(p.code, s.product_id, ''), s.minor FROM (
  SELECT product_id, sum(amount_minor) AS minor FROM sales_record
  WHERE +sold_on BETWEEN :first AND :last GROUP BY +product_id) s {_NAMES}"""
_TOTAL_OF_SOME = (
    "SELECT sum(amount_minor) FROM sales_record WHERE +sold_on BETWEEN :first AND :last"
)
_MONTHS_OF_SOME = f"""
WITH part (month, first, last) AS (
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:months)), sold AS MATERIALIZED (
  SELECT product_id, sold_on, sum(amount_minor) AS minor FROM sales_record
  WHERE sold_on >= (SELECT min(first) FROM part) AND sold_on <= (SELECT max(last) FROM part)
  GROUP BY +product_id, +sold_on)
SELECT coalesce(p.code, s.product_id, ''), s.month, s.minor FROM (
  SELECT sold.product_id, part.month, sum(sold.minor) AS minor
  FROM sold CROSS JOIN part ON sold.sold_on BETWEEN part.first AND part.last
  GROUP BY part.month, sold.product_id) s {_NAMES}"""
_PIECES_OF_SOME = _MONTHS_OF_SOME.replace("sum(amount_minor)", "sum(quantity)")


def read_product_sales(look: FigureLook, period: Period) -> dict[str, int]:
    """Return the sales less returns by product code, in minor units.

    Sales of a product that is not here stand under its id, those without a product under "".

    Args:
        look: The store.
        period: Days whose sales count.
    """
    sums: dict[str, int] = {}
    statement = _SALES_OF_SOME if look.only.narrows_accounts else _SALES
    for code, minor in look.run(statement, days_of(period)):
        if minor is not None:
            sums[code] = sums.get(code, 0) + minor
    return sums


def read_total_sales(look: FigureLook, period: Period) -> int | None:
    """Return the sales of a period; None when no record reaches back that far.

    Args:
        look: The store.
        period: Days whose sales count.
    """
    earliest = read_earliest_sale(look)
    if earliest is None or earliest > period.last_on:
        return None
    statement = _TOTAL_OF_SOME if look.only.narrows_accounts else _TOTAL
    return int(look.run(statement, days_of(period)).scalar() or 0)


def read_earliest_sale(look: FigureLook) -> dt.date | None:
    """Return the day of the first sale on this device; None without any."""
    earliest = look.run_on_all(_EARLIEST).scalar()
    return dt.date.fromisoformat(earliest) if earliest else None


def read_monthly_sales(look: FigureLook, months: Mapping[str, Period]) -> dict[str, dict[str, int]]:
    """Return the sales by month and product code, in minor units; what sold nothing is left out.

    Args:
        look: The store.
        months: The days that count of each month.
    """
    return _by_month(look, _MONTHS_OF_SOME if look.only.narrows_accounts else _MONTHS, months)


def read_monthly_pieces(
    look: FigureLook, months: Mapping[str, Period]
) -> dict[str, dict[str, int]]:
    """Return the pieces less those returned by month and product code; see `read_monthly_sales`."""
    return _by_month(look, _PIECES_OF_SOME if look.only.narrows_accounts else _PIECES, months)


def _by_month(
    look: FigureLook, statement: str, months: Mapping[str, Period]
) -> dict[str, dict[str, int]]:
    parts = [[month, *days_of(period).values()] for month, period in months.items()]
    sums: dict[str, dict[str, int]] = {month: {} for month in months}
    for code, month, minor in look.run(statement, {"months": json.dumps(parts)}):
        if minor is not None:
            sums[month][code] = sums[month].get(code, 0) + minor
    return sums

"""Sales of each product in a period with what they cost, where the device may know it."""

from __future__ import annotations

from app.domain.analysis.margin import SalesAndCost
from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook
from app.store.reads.figures.product_sales import HELD, NAMED, SUM

# A cost holds from its day to the next one's; without a day it holds from ever.
_WITHIN = """WHERE s.product_id = spell.product_id
           AND s.sold_on >= max(spell.from_on, :first)
           AND s.sold_on < min(spell.until_on, :last || '~')"""
_COST = f"""{HELD}, dated AS (
  SELECT product_id, cost_minor, coalesce(valid_from_on, '') AS from_on, max(id) AS id
  FROM product_cost GROUP BY product_id, from_on), spell AS (
  SELECT product_id, cost_minor, from_on,
         lead(from_on, 1, '9999-12-32') OVER (PARTITION BY product_id ORDER BY from_on) AS until_on
  FROM dated), part AS (
  SELECT product_id, cost_minor,
         (SELECT sum(quantity) FROM sales_record s {_WITHIN}) AS pieces,
         (SELECT count(quantity) FROM sales_record s {_WITHIN}) AS known
  FROM spell), costed AS (
  SELECT product_id, sum(pieces * cost_minor) AS minor, sum(known) AS known
  FROM part GROUP BY product_id), sold AS (
  SELECT {NAMED} AS code, held.id, {SUM} AS minor,
         (SELECT count(*) FROM sales_record
          WHERE product_id IS held.id AND sold_on BETWEEN :first AND :last) AS records
  FROM held)
SELECT sold.code, sold.minor, sold.records, costed.minor, costed.known
FROM sold LEFT JOIN costed ON costed.product_id = sold.id WHERE sold.records > 0"""

_COST_OF_SOME = """
WITH dated AS (
  SELECT product_id, cost_minor, coalesce(valid_from_on, '') AS from_on, max(id) AS id
  FROM product_cost GROUP BY product_id, from_on), spell AS MATERIALIZED (
  SELECT product_id, cost_minor, from_on,
         lead(from_on, 1, '9999-12-32') OVER (PARTITION BY product_id ORDER BY from_on) AS until_on
  FROM dated), sold AS MATERIALIZED (
  SELECT product_id, sold_on, sum(amount_minor) AS minor, count(*) AS records,
         sum(quantity) AS pieces, count(quantity) AS known
  FROM sales_record WHERE +sold_on BETWEEN :first AND :last GROUP BY +product_id, +sold_on)
SELECT coalesce((SELECT code FROM main.product WHERE id = s.product_id), s.product_id, ''),
       sum(s.minor), sum(s.records), sum(s.pieces * c.cost_minor),
       sum(s.known) FILTER (WHERE c.cost_minor IS NOT NULL)
FROM sold s LEFT JOIN spell c
  ON c.product_id = s.product_id AND s.sold_on >= c.from_on AND s.sold_on < c.until_on
GROUP BY s.product_id"""


def read_sales_and_cost(look: FigureLook, period: Period) -> list[SalesAndCost]:
    """Return sales and cost by product code; a cost is known only when every sale has one.

    A sale without a quantity, or of a day before the first cost, makes its product's unknown.

    Args:
        look: The store.
        period: Days whose sales count.
    """
    groups: dict[str, SalesAndCost] = {}
    rows = look.run(_COST_OF_SOME if look.only.narrows_accounts else _COST, days_of(period))
    for code, sales, records, minor, known in rows:
        found = SalesAndCost(code, sales, minor if known == records else None)
        groups[code] = _added(groups[code], found) if code in groups else found
    return list(groups.values())


def _added(one: SalesAndCost, other: SalesAndCost) -> SalesAndCost:
    is_known = one.cost_minor is not None and other.cost_minor is not None
    cost = (one.cost_minor or 0) + (other.cost_minor or 0)
    return SalesAndCost(one.name, one.sales_minor + other.sales_minor, cost if is_known else None)

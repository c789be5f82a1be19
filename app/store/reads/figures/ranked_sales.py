"""Sales and pieces of each product now and a year ago, and when it was last sold."""

from __future__ import annotations

import datetime as dt

from app.domain.analysis.periods import Period
from app.domain.analysis.ranking import ProductSales
from app.domain.analysis.same_period import reaches_back
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook
from app.store.reads.figures.product_sales import read_earliest_sale

_WITHIN = "FROM sales_record WHERE product_id = p.id AND sold_on BETWEEN :first AND :last"
_RANKED = f"""
SELECT p.code, (SELECT sum(amount_minor) {_WITHIN}),
       (SELECT sum(quantity) {_WITHIN} AND amount_minor <> 0),
       (SELECT sum(quantity) {_WITHIN} AND amount_minor = 0),
       (SELECT sum(amount_minor) FROM sales_record
        WHERE product_id = p.id AND sold_on BETWEEN :first_before AND :last_before),
       p.launched_on,
       (SELECT max(sold_on) FROM sales_record WHERE product_id = p.id AND sold_on <= :last)
FROM product p WHERE coalesce(p.state, 'on_sale') <> 'withdrawn'
   OR EXISTS (SELECT 1 {_WITHIN})
"""

_IN_PERIOD = "sold_on BETWEEN :first AND :last"
_RANKED_OF_SOME = f"""
WITH sold AS MATERIALIZED (
  SELECT product_id, sum(amount_minor) FILTER (WHERE {_IN_PERIOD}) AS minor,
         sum(quantity) FILTER (WHERE {_IN_PERIOD} AND amount_minor <> 0) AS pieces,
         sum(quantity) FILTER (WHERE {_IN_PERIOD} AND amount_minor = 0) AS gifts,
         sum(amount_minor) FILTER (WHERE sold_on BETWEEN :first_before AND :last_before) AS ago,
         max(sold_on) AS last_on, count(*) FILTER (WHERE {_IN_PERIOD}) AS records
  FROM sales_record WHERE +sold_on <= :last GROUP BY +product_id)
SELECT p.code, s.minor, s.pieces, s.gifts, s.ago, p.launched_on, s.last_on
FROM product p LEFT JOIN sold s ON s.product_id = p.id
WHERE coalesce(p.state, 'on_sale') <> 'withdrawn' OR s.records > 0
"""


def read_ranked_sales(look: FigureLook, period: Period, before: Period) -> list[ProductSales]:
    """Return the sums of every product on sale or sold.

    Args:
        look: The store.
        period: Days whose sales count.
        before: Days of last year; unknown when records do not reach back that far.
    """
    earlier = {f"{name}_before": day for name, day in days_of(before).items()}
    values, day = days_of(period) | earlier, dt.date.fromisoformat
    run = look.run
    is_known = reaches_back(read_earliest_sale(look), before)
    statement = _RANKED_OF_SOME if look.only.narrows_accounts else _RANKED
    sales: list[ProductSales] = []
    for code, minor, pieces, gifts, ago, launched, sold in run(statement, values):
        sales.append(
            ProductSales(
                product=code,
                amount_minor=minor or 0,
                quantity=pieces or 0,
                gift_quantity=gifts or 0,
                before_minor=(ago or 0) if is_known else None,
                launched_on=day(launched) if launched else None,
                last_sold_on=day(sold) if sold else None,
            )
        )
    return sales

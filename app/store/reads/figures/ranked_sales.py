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
    sales: list[ProductSales] = []
    for code, minor, pieces, gifts, ago, launched, sold in run(_RANKED, values):
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

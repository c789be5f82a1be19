"""Outlets below each dealer, our products in them, and what was planned."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.figure_filter import FigureFilter
from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

# A product stands in an outlet that bought it in the period or in whose store it was counted.
_BELOW = """
WITH RECURSIVE below (top, id, tier) AS (
  SELECT parent_id, id, 2 FROM account WHERE parent_id > ''
  UNION
  SELECT b.top, a.id, b.tier + 1 FROM below b JOIN account a ON a.parent_id = b.id
  WHERE b.tier < 8), placed AS MATERIALIZED (
  SELECT account_id, product_id FROM sales_record
  WHERE account_id IN (SELECT id FROM below) AND sold_on BETWEEN :first AND :last
    AND amount_minor > 0 AND product_id > ''
  UNION
  SELECT account_id, product_id FROM stock_count
  WHERE account_id IN (SELECT id FROM below) AND counted_on BETWEEN :first AND :last
    AND coalesce(warehouse_quantity, 0) + coalesce(shelf_quantity, 0) > 0 AND product_id > ''),
reached AS (
  SELECT b.top, count(DISTINCT p.account_id) AS served, count(p.product_id) AS placements,
         max(CASE WHEN p.account_id IS NULL THEN 1 ELSE b.tier END) AS tiers
  FROM below b LEFT JOIN placed p ON p.account_id = b.id GROUP BY b.top), wanted AS (
  SELECT account_id, outlet_goal, products_goal, tier_goal,
         max(period_to_on || id) FROM distribution_plan
  WHERE period_from_on <= :last AND period_to_on >= :first
    AND coalesce(state, 'agreed') <> 'draft' GROUP BY account_id)
SELECT a.id, a.downstream_count, coalesce(r.served, 0), coalesce(r.placements, 0),
       coalesce(r.tiers, 1), w.outlet_goal, w.products_goal, w.tier_goal
FROM account a LEFT JOIN reached r ON r.top = a.id LEFT JOIN wanted w ON w.account_id = a.id
WHERE r.top IS NOT NULL OR w.account_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class DealerReach:
    """One dealer.

    Attributes:
        account_id: The dealer.
        universe: Outlets in its area as its file says; None when nobody knows.
        served: Accounts below it that carry a product of ours.
        placements: Products summed over these accounts.
        tiers: Tiers reached; 1 is the dealer alone.
        outlet_goal: Outlets that are to be served; None without a plan.
        products_goal: Products per outlet.
        tier_goal: Tiers to be reached.
    """

    account_id: str
    universe: int | None
    served: int
    placements: int
    tiers: int
    outlet_goal: int | None
    products_goal: int | None
    tier_goal: int | None


def read_dealer_reach(look: FigureLook, period: Period) -> list[DealerReach]:
    """Return every dealer that has accounts below it or a distribution plan of the period.

    Chosen accounts are chosen dealers: the outlets below them count whatever they are.

    Args:
        look: The store.
        period: Days whose sales and counts show that an outlet is served.
    """
    goods = FigureLook(look.snapshot, FigureFilter(product_line=look.only.product_line))
    rows = [DealerReach(*row) for row in goods.run(_BELOW, days_of(period))]
    chosen = set(look.run("SELECT id FROM account").scalars())
    return [row for row in rows if row.account_id in chosen]

"""What is planned for each month, in all and by product."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.reads.figures.figure_look import FigureLook

IN_FORCE = "coalesce(state, 'agreed') IN ('agreed', 'approved')"
"""Drafts and replaced plans count nowhere; what an import left without a state was agreed."""

TARGET = """coalesce(
    sum(amount_minor) FILTER (WHERE product_id IS NULL AND kind IS NULL AND specification IS NULL),
    sum(amount_minor))"""
"""An account's plan of a month is its line for everything; without one the sum of its parts."""

_COUNTS = f"month BETWEEN :first AND :last AND {IN_FORCE}"
_PLANS = f"""
SELECT month, NULL, sum(minor) FROM (
  SELECT month, {TARGET} AS minor
  FROM sales_plan WHERE {_COUNTS} GROUP BY month, account_id) GROUP BY month
UNION ALL
SELECT s.month, coalesce(p.code, s.product_id), s.minor FROM (
  SELECT month, product_id, sum(amount_minor) AS minor FROM sales_plan
  WHERE {_COUNTS} AND product_id IS NOT NULL GROUP BY month, product_id) s
LEFT JOIN product p ON p.id = s.product_id
"""


_BY_ACCOUNT = f"""
SELECT account_id, sum(minor) FROM (
  SELECT account_id, {TARGET} AS minor FROM sales_plan WHERE {_COUNTS} GROUP BY month, account_id)
GROUP BY account_id
"""


@dataclass(frozen=True, slots=True)
class MonthPlans:
    """The plans of a month in minor units.

    Attributes:
        total_minor: Of all accounts; None without a plan.
        by_product: By product code, where plans go that far.
    """

    total_minor: int | None
    by_product: dict[str, int]


def read_plans(look: FigureLook, first: str, last: str) -> dict[str, MonthPlans]:
    """Return what is agreed or approved, by month; drafts and replaced plans do not count.

    Args:
        look: The store.
        first: First month as it is stored.
        last: Last month.
    """
    totals: dict[str, int] = {}
    products: dict[str, dict[str, int]] = {}
    for month, code, minor in look.run(_PLANS, {"first": first, "last": last}):
        if code is None:
            totals[month] = minor
        else:
            parts = products.setdefault(month, {})
            parts[code] = parts.get(code, 0) + minor
    return {month: MonthPlans(totals[month], products.get(month, {})) for month in totals}


def read_account_plans(look: FigureLook, first: str, last: str) -> dict[str, int]:
    """Return what is agreed or approved for some months, by account, in minor units.

    Args:
        look: The store.
        first: First month as it is stored.
        last: Last month.
    """
    rows = look.run(_BY_ACCOUNT, {"first": first, "last": last})
    return {account_id: minor for account_id, minor in rows if minor is not None}


def read_share_targets(look: FigureLook) -> dict[str, dict[str, int]]:
    """Return the expected shares in basis points, by account and period; of several the newest."""
    found: dict[str, dict[str, int]] = {}
    for account_id, period, share in look.run(
        "SELECT account_id, period, share_basis_points FROM share_target ORDER BY id"
    ):
        found.setdefault(account_id, {})[period] = share
    return found

"""How much there is of everything in a small, a field and a large demo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

HISTORY = (
    "visit_plan",
    "visit_log",
    "stock_count",
    "commitment",
    "collection",
    "complaint",
    "receivable",
    "contract",
    "contract_line",
    "print_record",
    "sales_plan",
    "sales_record",
)
"""Entities whose rows count as history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The measures of one demo.

    Attributes:
        name: `small`, `field` or `large`.
        accounts: Accounts of the whole group.
        own: How many of them the demo rep has.
        purchases: Most purchases in 24 months of an account of class A, B and C.
        visits: Most logged visits of an account of class A, B and C.
        counts: Visits of an account on which stock was counted.
        plan_months: Months with a sales plan, up to the end of this year.
    """

    name: str
    accounts: int
    own: int
    purchases: Mapping[str, int]
    visits: Mapping[str, int]
    counts: int
    plan_months: int


_DENSE_PURCHASES = MappingProxyType({"A": 44, "B": 22, "C": 8})
_DENSE_VISITS = MappingProxyType({"A": 40, "B": 20, "C": 8})

SMALL = Size(
    name="small",
    accounts=200,
    own=120,
    purchases=_DENSE_PURCHASES,
    visits=_DENSE_VISITS,
    counts=12,
    plan_months=12,
)
FIELD = Size(
    name="field",
    accounts=2_000,
    own=800,
    purchases=_DENSE_PURCHASES,
    visits=_DENSE_VISITS,
    counts=2,
    plan_months=12,
)
LARGE = Size(
    name="large",
    accounts=20_000,
    own=20_000,
    purchases=MappingProxyType({"A": 18, "B": 8, "C": 3}),
    visits=MappingProxyType({"A": 5, "B": 3, "C": 2}),
    counts=1,
    plan_months=3,
)

SIZES: Mapping[str, Size] = MappingProxyType({size.name: size for size in (SMALL, FIELD, LARGE)})


def size_named(name: str) -> Size:
    """Return a size.

    Raises:
        ValueError: No such size.
    """
    size = SIZES.get(name)
    if size is None:
        raise ValueError(f"no demo of this size: {name}")
    return size

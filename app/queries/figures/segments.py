"""Accounts by present profit and potential: whom to keep, hold, develop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import NotAvailable, Reason, Value
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.value_segments import (
    AccountValue,
    Segmentation,
    potential_score,
    segmentation,
)
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.account_profit import AccountProfit, has_costs, read_account_profits
from app.workspace import Workspace

POTENTIAL_SCORES: Mapping[str, int] = MappingProxyType({"high": 5, "medium": 3, "low": 1})
"""Scores of the potential in the customer file. A proposal: no seed says it."""


@dataclass(frozen=True, slots=True)
class SegmentsFigure:
    """The value segments of the accounts of this device.

    Attributes:
        basis: What it is based on.
        segmentation: Every account with the cuts; None without any cost on the device.
    """

    basis: Basis
    segmentation: Segmentation | None


def read_segments(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> SegmentsFigure:
    """Divide the accounts by profit of a period and potential.

    The profit is what is left of gross profit after the expenses of the account. The model value
    stands beside the segment and does not decide it.

    Source: domain.md 3.18; R116.
    """
    with look_at(workspace, only) as look:
        basis = local_basis(workspace, look, period)
        rows = read_account_profits(look, period) if has_costs(look) else None
    scores = {word: potential_score([score]) for word, score in POTENTIAL_SCORES.items()}
    found = None if rows is None else segmentation(_value(row, scores) for row in rows)
    return SegmentsFigure(basis, found)


def _value(row: AccountProfit, scores: Mapping[str, Value]) -> AccountValue:
    profit: Value = NotAvailable(Reason.COST_UNKNOWN)
    if row.cost_minor is not None:
        profit = Fraction(row.sales_minor - row.cost_minor - row.expense_minor)
    score = scores.get(row.potential or "", NotAvailable(Reason.POTENTIAL_UNKNOWN))
    judged = int(row.model_value) if row.model_value else None
    return AccountValue(row.account_id, profit, score, judged)

"""How many accounts stayed, left, came and returned in a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.churn import DEFAULT_RULES, ChurnRules, is_lost
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.retention import Retention, base_movement, retention
from app.queries.figures.accounts import WINDOW_DAYS
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.base_movement import BoughtBy, read_base
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RetentionFigure:
    """The movement of the accounts of this device.

    Attributes:
        basis: What it is based on.
        retention: Rates and counts.
    """

    basis: Basis
    retention: Retention


def read_retention(
    workspace: Workspace,
    period: Period,
    *,
    rules: ChurnRules = DEFAULT_RULES,
    only: FigureFilter = EVERYTHING,
) -> RetentionFigure:
    """Compare who was active on the eve of a period with who is on its last day.

    Active is who bought in the two years before and is not lost by the rhythm; who bought once, in
    a type nobody of which bought twice, cannot be lost. New is who had not bought in the two years
    before the period: the device keeps no more.

    Source: domain.md 3.13; R114.
    """
    with look_at(workspace, only) as look:
        before, after = read_base(look, period, WINDOW_DAYS)
        basis = local_basis(workspace, look, period)
    eve = period.first_on - dt.timedelta(days=1)
    active_before, lost_before = _judged(before, eve, rules)
    active_after, _ = _judged(after, period.last_on, rules)
    movement = base_movement(at_start=active_before, at_end=active_after, lost_before=lost_before)
    return RetentionFigure(basis, retention(movement))


def _judged(
    buyers: list[BoughtBy], today: dt.date, rules: ChurnRules
) -> tuple[frozenset[str], frozenset[str]]:
    """Return who is active and who is lost."""
    paces: dict[str, tuple[int, int]] = {}
    for buyer in buyers:
        span, intervals = paces.get(buyer.account_type, (0, 0))
        paces[buyer.account_type] = (span + buyer.span_days, intervals + buyer.days - 1)
    lost: set[str] = set()
    for buyer in buyers:
        own = (buyer.span_days, buyer.days - 1)
        span, intervals = own if buyer.days > 1 else paces[buyer.account_type]
        if is_lost(
            last_on=buyer.last_on, span_days=span, intervals=intervals, today=today, rules=rules
        ):
            lost.add(buyer.account_id)
    everybody = {buyer.account_id for buyer in buyers}
    return frozenset(everybody - lost), frozenset(lost)

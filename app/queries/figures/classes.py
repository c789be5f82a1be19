"""The classes of the accounts with their names, and which large ones buy less than lately."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.abc import AbcClass
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import Value, share_of
from app.domain.analysis.pareto import Pareto, pareto
from app.domain.analysis.periods import Period, month_of
from app.domain.analysis.same_period import Comparison, compare
from app.domain.analysis.severity import Severity
from app.domain.analysis.shares import expected_share
from app.domain.policy_terms import sees_over_sectors
from app.queries.figures.accounts import AbcFigure, read_abc_classes
from app.queries.figures.basis import look_at
from app.queries.figures.class_changes import read_profit_classes
from app.store.reads.figures.account_names import read_account_names
from app.store.reads.figures.plans import read_account_plans, read_share_targets
from app.store.reads.figures.two_periods import read_two_periods
from app.workspace import Workspace

LATELY_DAYS = 90
"""Three months against the three before. A proposal: no seed says it."""
NAMED = 500
"""The largest accounts whose names are read."""
_FALLING = (Severity.WARNING, Severity.ALARM)


@dataclass(frozen=True, slots=True)
class ClassesFigure:
    """The classes as a screen shows them.

    Attributes:
        abc: Every account with its class and what decided.
        pareto: What the largest fifth of the same accounts buys.
        names: Of the first `NAMED` accounts and of those that fall, by id.
        profit_grades: Class by gross profit, by account; empty where costs are not known here.
        expected: Share that is expected of each account: its target, where the sales of the whole
            company are here, else the part of all plans of the period's months that its plan is.
        falling: Accounts of class A that bought at least a tenth less lately, the worst first.
    """

    abc: AbcFigure
    pareto: Pareto
    names: dict[str, str]
    falling: dict[str, Comparison]
    profit_grades: dict[str, AbcClass]
    expected: dict[str, Value]


def read_classes(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING, named: int = NAMED
) -> ClassesFigure:
    """Return classes, names, and the large accounts that buy less than lately.

    Source: domain.md 3.2, 3.3, 3.4, 4.2; R104, R105, R106.
    """
    abc = read_abc_classes(workspace, period, only=only)
    large = [line.account_id for line in abc.analysis.lines if line.grade is AbcClass.A]
    lately = Period(period.last_on - dt.timedelta(days=LATELY_DAYS - 1), period.last_on)
    with look_at(workspace, only) as look:
        sums = read_two_periods(look, large, lately)
        falling = _falling(sums)
        shown = [line.account_id for line in abc.analysis.lines[:named]]
        names = read_account_names(look, [*shown, *falling])
        by_profit = read_profit_classes(look, period)
        plans = read_account_plans(look, month_of(period.first_on), month_of(period.last_on))
    amounts = {line.account_id: line.amount_minor for line in abc.analysis.lines}
    total = sum(plans.values())
    expected = {name: share_of(minor, total) for name, minor in plans.items()}
    expected |= _targets(workspace, period) if only.is_open else {}
    return ClassesFigure(abc, pareto(amounts), names, falling, by_profit, expected)


def _targets(workspace: Workspace, period: Period) -> dict[str, Value]:
    """Return the shares that are expected of accounts, where the company's sales are here.

    On the device of a rep or a sector's head a share is one of that part, and no target of it.
    """
    with look_at(workspace) as look:
        user = look.snapshot.rights.actor(workspace.user_id)
        if user is None or not sees_over_sectors(user.roles):
            return {}
        targets = read_share_targets(look)
    found = {name: expected_share(each, period) for name, each in targets.items()}
    return {name: share for name, share in found.items() if isinstance(share, Fraction)}


def _falling(sums: dict[str, tuple[int, int]]) -> dict[str, Comparison]:
    changes = {name: compare(now, before) for name, (now, before) in sums.items()}
    found = {name: change for name, change in changes.items() if change.severity in _FALLING}
    return dict(
        sorted(
            found.items(), key=lambda row: (row[1].amount_minor or 0) - (row[1].before_minor or 0)
        )
    )

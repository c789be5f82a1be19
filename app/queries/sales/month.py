"""Every dealer of this device against its plan of a month and against last year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.analysis.figures import NotAvailable
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.plan import MonthDay, Plan, Progress, progress
from app.domain.analysis.same_period import Comparison, compare, lunar_year_earlier, year_earlier
from app.domain.sales.plans import plan_total
from app.queries.figures.basis import local_basis
from app.queries.sales.month_plans import days_so_far, plan_state, target_of
from app.store.reads.figures.figure_look import FigureLook
from app.store.reads.sales import month as reads
from app.store.reads.sales.month import ProductSold, StoredPlan
from app.workspace import Workspace

__all__ = [
    "DealerMonth",
    "MonthGrid",
    "read_month_grid",
]

_BUYING = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealerMonth:
    """One dealer in one month.

    Attributes:
        account_id: The dealer.
        name: Its name.
        grade: Its class; empty without one.
        state: Where its plan stands; empty without one.
        progress: Sales against the plan in force.
        draft_minor: Target of a plan that is not agreed yet; None without one.
        comparison: Sales against the same days of last year.
    """

    account_id: str
    name: str
    grade: str
    state: str
    progress: Progress
    draft_minor: int | None
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """All dealers in one month.

    Attributes:
        month: As it is stored: "2026-11".
        basis: What the figures are based on.
        earlier: The days they are compared with; not available outside the lunar table.
        total: All of them together.
        comparison: All sales against the same days of last year.
        dealers: Who lags most stands first; without a plan last.
    """

    month: str
    basis: Basis
    earlier: Period | NotAvailable
    total: Progress
    comparison: Comparison
    dealers: tuple[DealerMonth, ...]

    @property
    def lacking(self) -> int:
        """Dealers without a plan, each a reminder. Source: domain.md 3.10."""
        return sum(not dealer.state for dealer in self.dealers)


def read_month_grid(workspace: Workspace, month: str, *, is_lunar: bool = False) -> MonthGrid:
    """Return every dealer with a plan of a month, or who bought within 90 days before its end.

    Args:
        workspace: Store and clock.
        month: As it is stored: "2026-11".
        is_lunar: Compare with the days that lay as far from last year's Spring Festival.

    Source: domain.md 3.10, 3.11; R093, R095, R111, R112.
    """
    days, day = days_so_far(month, workspace.today())
    earlier = lunar_year_earlier(days) if is_lunar else year_earlier(days)
    with workspace.store.snapshot() as look:
        buying = Period(days.last_on - _BUYING, days.last_on)
        dealers = reads.list_dealers(look, month, buying)
        plans = _by_account(reads.list_month_plans(look, month))
        sold = _sums(reads.list_products_sold(look, days))
        before = _sums(
            () if isinstance(earlier, NotAvailable) else reads.list_products_sold(look, earlier)
        )
        basis = local_basis(workspace, FigureLook(look), days)
    rows = tuple(
        _dealer_month(dealer, plans.get(dealer[0], ()), sold, before, day=day) for dealer in dealers
    )
    return MonthGrid(
        month,
        basis,
        earlier,
        total=progress(_whole(plans), sum(sold.values()), day=day),
        comparison=compare(sum(sold.values()), sum(before.values()) if before else None),
        dealers=tuple(sorted(rows, key=_most_behind)),
    )


def _dealer_month(
    dealer: tuple[str, str, str],
    plans: Sequence[StoredPlan],
    sold: dict[str, int],
    before: dict[str, int],
    *,
    day: MonthDay,
) -> DealerMonth:
    account_id, name, grade = dealer
    state = plan_state(plans)
    drafted = plan_total(plan.line for plan in plans) if plans and state == "draft" else None
    actual = sold.get(account_id, 0)
    return DealerMonth(
        account_id=account_id,
        name=name,
        grade=grade,
        state=state,
        progress=progress(target_of(plans), actual, day=day),
        draft_minor=drafted,
        comparison=compare(actual, before.get(account_id)),
    )


def _whole(plans: dict[str, list[StoredPlan]]) -> Plan:
    """Return the plan of all dealers; by their schedules only where every one has one."""
    targets = [target for each in plans.values() if (target := target_of(each)).target]
    amount = sum(target.amount or 0 for target in targets)
    if not targets or not all(target.schedule for target in targets):
        return Plan(amount or None)
    schedule: dict[dt.date, int] = {}
    for target in targets:
        for due_on, part in (target.schedule or {}).items():
            schedule[due_on] = schedule.get(due_on, 0) + part
    return Plan(amount, schedule)


def _by_account(plans: Iterable[StoredPlan]) -> dict[str, list[StoredPlan]]:
    grouped: dict[str, list[StoredPlan]] = {}
    for plan in plans:
        grouped.setdefault(plan.account_id, []).append(plan)
    return grouped


def _sums(sold: Iterable[ProductSold]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for each in sold:
        sums[each.account_id] = sums.get(each.account_id, 0) + each.amount_minor
    return sums


def _most_behind(dealer: DealerMonth) -> tuple[bool, int, str]:
    behind = dealer.progress.gap
    lag = 0 if isinstance(behind, NotAvailable) else int(behind)
    return not dealer.state, lag, dealer.account_id

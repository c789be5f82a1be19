"""Questions about a month's sales: every dealer against its plan, one dealer in detail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.analysis.figures import NotAvailable
from app.domain.analysis.periods import Basis, Period, month_of, month_period
from app.domain.analysis.plan import MonthDay, Plan, Progress, progress, running_totals
from app.domain.analysis.same_period import Comparison, compare, lunar_year_earlier, year_earlier
from app.domain.errors import NotFoundError
from app.domain.policy import Action, may
from app.domain.sales_plans import PlanLine, plan_total
from app.queries.figures.basis import local_basis
from app.queries.figures.sales import month_day
from app.store.reads import sales_month as reads
from app.store.reads.sales_month import LedgerLine, ProductName, ProductSold, StoredPlan
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "DealerMonth",
    "DealerSheet",
    "LedgerLine",
    "MonthGrid",
    "PartMonth",
    "read_dealer_month",
    "read_month_grid",
    "read_sales_ledger",
]

_BUYING = dt.timedelta(days=90)
_IN_FORCE = frozenset({"agreed", "approved"})


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


@dataclass(frozen=True, slots=True)
class PartMonth:
    """One target of a dealer's month, or a product sold without one.

    Attributes:
        product_id: The product; empty for a kind, a specification or everything.
        name: What it is called; None for everything.
        label: Kind or specification that the target is for.
        planned_quantity: Units to sell; None when only money is planned.
        sold_quantity: Units sold; None when unknown.
        progress: Money sold against the target.
    """

    product_id: str
    name: ProductName | None
    label: str
    planned_quantity: int | None
    sold_quantity: int | None
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class DealerSheet:
    """One dealer's month in detail.

    Attributes:
        account_id: The dealer.
        name: Its name.
        month: As it is stored.
        state: Where its plan stands; empty without one.
        version: Of the plan.
        support: What we do for it.
        schedule: What is to be sold by which day.
        plans: The records of the plan.
        total: Everything together.
        parts: By product.
        running: Day, sold so far, scheduled so far.
        year: Month, plan in force and sales of each month of the year.
        steps: "write", "agree", "reopen", "approve", "return": what the user may do.
    """

    account_id: str
    name: str
    month: str
    state: str
    version: int
    support: str
    schedule: tuple[tuple[dt.date, int], ...]
    plans: tuple[StoredPlan, ...]
    total: Progress
    parts: tuple[PartMonth, ...]
    running: tuple[tuple[dt.date, int, int], ...]
    year: tuple[tuple[str, int | None, int], ...]
    steps: frozenset[str]


def read_month_grid(workspace: Workspace, month: str, *, is_lunar: bool = False) -> MonthGrid:
    """Return every dealer with a plan of a month, or who bought within 90 days before its end.

    Args:
        workspace: Store and clock.
        month: As it is stored: "2026-11".
        is_lunar: Compare with the days that lay as far from last year's Spring Festival.

    Source: domain.md 3.10, 3.11; R093, R095, R111, R112.
    """
    days, day = _days(month, workspace.today())
    earlier = lunar_year_earlier(days) if is_lunar else year_earlier(days)
    with workspace.store.snapshot() as look:
        buying = Period(days.last_on - _BUYING, days.last_on)
        dealers = reads.list_dealers(look, month, buying)
        plans = _by_account(reads.list_month_plans(look, month))
        sold = _sums(reads.list_products_sold(look, days))
        before = _sums(
            () if isinstance(earlier, NotAvailable) else reads.list_products_sold(look, earlier)
        )
        basis = local_basis(workspace, look, days)
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


def read_dealer_month(workspace: Workspace, account_id: str, month: str) -> DealerSheet:
    """Return a dealer's month by product, with its schedule and the year around it.

    Raises:
        NotFoundError: The account is not on this device.

    Source: domain.md 2.9, 2.10, 3.10; R093, R094, R095.
    """
    days, day = _days(month, workspace.today())
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
        if account is None:
            raise NotFoundError("record.unknown", entity="account")
        plans = reads.list_month_plans(look, month, account_id)
        sold = reads.list_products_sold(look, days, account_id)
        names = reads.read_product_names(look)
        ledger = reads.list_ledger(look, account_id, days)
        year = reads.list_year(look, account_id, days.first_on.year)
        steps = _steps(look, workspace.user_id, account_id, plans)
    target = _target(plans)
    by_day: dict[dt.date, int] = {}
    for line in ledger:
        by_day[line.sold_on] = by_day.get(line.sold_on, 0) + line.amount_minor
    return DealerSheet(
        account_id=account_id,
        name=str(account.fields["name"]),
        month=month,
        state=_state(plans),
        version=max((plan.version for plan in plans), default=1),
        support=next((plan.support for plan in plans if plan.support), ""),
        schedule=tuple(sorted(_schedule(plans).items())),
        plans=tuple(plans),
        total=progress(target, sum(each.amount_minor for each in sold), day=day),
        parts=tuple(_parts(plans, sold, names, day=day)),
        running=running_totals(by_day, target),
        year=tuple(year),
        steps=steps,
    )


def read_sales_ledger(
    workspace: Workspace, account_id: str, period: Period
) -> tuple[LedgerLine, ...]:
    """Return every delivery line of an account in a period, with running totals.

    Source: domain.md 2.10; R094, R095.
    """
    with workspace.store.snapshot() as look:
        return tuple(reads.list_ledger(look, account_id, period))


def _days(month: str, today: dt.date) -> tuple[Period, MonthDay]:
    """Return the days of a month that have been, and where in it we are."""
    whole = month_period(month)
    last = min(max(today, whole.first_on), whole.last_on)
    day = month_day(last)
    if month > month_of(today):
        day = MonthDay(whole.first_on, 0, day.working_days)
    return Period(whole.first_on, last), day


def _dealer_month(
    dealer: tuple[str, str, str],
    plans: Sequence[StoredPlan],
    sold: dict[str, int],
    before: dict[str, int],
    *,
    day: MonthDay,
) -> DealerMonth:
    account_id, name, grade = dealer
    state = _state(plans)
    drafted = plan_total(plan.line for plan in plans) if plans and state == "draft" else None
    actual = sold.get(account_id, 0)
    return DealerMonth(
        account_id=account_id,
        name=name,
        grade=grade,
        state=state,
        progress=progress(_target(plans), actual, day=day),
        draft_minor=drafted,
        comparison=compare(actual, before.get(account_id)),
    )


def _target(plans: Sequence[StoredPlan]) -> Plan:
    counting = [plan for plan in plans if plan.state in _IN_FORCE]
    if not counting:
        return Plan(None)
    return Plan(plan_total(plan.line for plan in counting), _schedule(counting) or None)


def _whole(plans: dict[str, list[StoredPlan]]) -> Plan:
    """Return the plan of all dealers; by their schedules only where every one has one."""
    targets = [target for each in plans.values() if (target := _target(each)).target]
    amount = sum(target.amount or 0 for target in targets)
    if not targets or not all(target.schedule for target in targets):
        return Plan(amount or None)
    schedule: dict[dt.date, int] = {}
    for target in targets:
        for due_on, part in (target.schedule or {}).items():
            schedule[due_on] = schedule.get(due_on, 0) + part
    return Plan(amount, schedule)


def _schedule(plans: Iterable[StoredPlan]) -> dict[dt.date, int]:
    schedule: dict[dt.date, int] = {}
    for plan in plans:
        for due_on, part in plan.schedule.items():
            schedule[due_on] = schedule.get(due_on, 0) + part
    return schedule


def _state(plans: Sequence[StoredPlan]) -> str:
    """Return where the plan stands: as far as its least advanced part."""
    order = ("draft", "agreed", "approved")
    states = [plan.state for plan in plans if plan.state in order]
    return min(states, key=order.index, default="")


def _parts(
    plans: Sequence[StoredPlan],
    sold: Sequence[ProductSold],
    names: dict[str, ProductName],
    *,
    day: MonthDay,
) -> Iterable[PartMonth]:
    by_product = {each.product_id: each for each in sold}
    targets = {plan.line.product_id: plan for plan in plans if plan.line.product_id}
    for plan in plans:
        line = plan.line
        if line.product_id or line.is_whole:
            continue
        fitting = [each for each in sold if _fits(line, names.get(each.product_id))]
        quantities = [each.quantity for each in fitting]
        yield PartMonth(
            product_id="",
            name=None,
            label=" ".join(part for part in (line.kind, line.specification) if part),
            planned_quantity=line.quantity,
            sold_quantity=None if None in quantities else sum(each or 0 for each in quantities),
            progress=progress(
                Plan(line.amount_minor), sum(each.amount_minor for each in fitting), day=day
            ),
        )
    for product_id in [*targets, *(key for key in by_product if key not in targets)]:
        there, bought = targets.get(product_id), by_product.get(product_id)
        amount = bought.amount_minor if bought else 0
        yield PartMonth(
            product_id,
            names.get(product_id),
            "",
            there.line.quantity if there else None,
            bought.quantity if bought else 0,
            progress(Plan(there.line.amount_minor if there else None), amount, day=day),
        )


def _steps(
    look: Snapshot, user_id: str, account_id: str, plans: Sequence[StoredPlan]
) -> frozenset[str]:
    """Return what the user may do with a plan; of an unknown user the server judges."""
    rights = Rights(look.connection, look.records)
    user, account = rights.actor(user_id), rights.account(account_id)
    if user is None or account is None:
        return frozenset({"write"})
    record = {
        "account_owner_id": account.fields["owner_id"],
        "account_sector_id": account.fields["sector_id"],
        "maker_id": next((plan.maker_id for plan in plans if plan.maker_id), None),
    }
    writes = may(user, Action.UPDATE, "sales_plan", record)
    sells = account.fields["owner_id"] == user_id
    decides = may(user, Action.APPROVE, "sales_plan", record) and not sells
    match _state(plans):
        case "draft":
            steps = {"write", "agree"} if writes else set()
        case "agreed":
            steps = ({"reopen"} if writes else set()) | (
                {"approve", "return"} if decides else set()
            )
        case "approved":
            steps = {"return"} if decides else set()
        case _:
            steps = {"write"} if writes else set()
    return frozenset(steps)


def _fits(line: PlanLine, product: ProductName | None) -> bool:
    """Return whether a product counts for a target by kind or specification."""
    return product is not None and all(
        wanted in {"", there}
        for wanted, there in (
            (line.kind, product.kind),
            (line.specification, product.specification),
        )
    )


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

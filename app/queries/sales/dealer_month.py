"""One dealer's month in detail: by product, by schedule, the year around it, line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.analysis.periods import Period
from app.domain.analysis.plan import MonthDay, Plan, Progress, progress, running_totals
from app.domain.errors import NotFoundError
from app.domain.policy import Action, may
from app.domain.sales.channel import LevelSum
from app.domain.sales.plans import PlanLine
from app.queries.sales.month_plans import days_so_far, plan_state, schedule_of, target_of
from app.store.reads.sales import month as reads
from app.store.reads.sales.channel import list_levels
from app.store.reads.sales.month import LedgerLine, ProductName, ProductSold, StoredPlan
from app.store.reads.sales.month_stock import StockSpan, list_month_stock
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "DealerSheet",
    "LedgerLine",
    "LevelSum",
    "PartMonth",
    "StockSpan",
    "read_dealer_month",
    "read_sales_ledger",
]


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
        ledger: Every delivery line of the month, oldest first.
        stock: Opening and closing count by product.
        channel: What reached the tiers below it and below its sub-dealers, as the field tells.
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
    ledger: tuple[LedgerLine, ...] = ()
    stock: tuple[StockSpan, ...] = ()
    channel: tuple[LevelSum, ...] = ()


def read_dealer_month(workspace: Workspace, account_id: str, month: str) -> DealerSheet:
    """Return a dealer's month by product, with its schedule and the year around it.

    Raises:
        NotFoundError: The account is not on this device.

    Source: domain.md 2.9, 2.10, 3.10; R093 to R096, R100, R175.
    """
    days, day = days_so_far(month, workspace.today())
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
        if account is None:
            raise NotFoundError("record.unknown", entity="account")
        plans = reads.list_month_plans(look, month, account_id)
        sold = reads.list_products_sold(look, days, account_id)
        names = reads.read_product_names(look)
        ledger = reads.list_ledger(look, account_id, days)
        stock = list_month_stock(look, account_id, first=days.first_on, last=days.last_on)
        channel = list_levels(look, account_id, days)
        year = reads.list_year(look, account_id, days.first_on.year)
        steps = _steps(look, workspace.user_id, account_id, plans)
    target = target_of(plans)
    by_day: dict[dt.date, int] = {}
    for line in ledger:
        by_day[line.sold_on] = by_day.get(line.sold_on, 0) + line.amount_minor
    return DealerSheet(
        account_id=account_id,
        name=str(account.fields["name"]),
        month=month,
        state=plan_state(plans),
        version=max((plan.version for plan in plans), default=1),
        support=next((plan.support for plan in plans if plan.support), ""),
        schedule=tuple(sorted(schedule_of(plans).items())),
        plans=tuple(plans),
        total=progress(target, sum(each.amount_minor for each in sold), day=day),
        parts=tuple(_parts(plans, sold, names, day=day)),
        running=running_totals(by_day, target),
        year=tuple(year),
        steps=steps,
        ledger=tuple(ledger),
        stock=tuple(stock),
        channel=channel,
    )


def read_sales_ledger(
    workspace: Workspace, account_id: str, period: Period
) -> tuple[LedgerLine, ...]:
    """Return every delivery line of an account in a period, with running totals.

    Source: domain.md 2.10; R094, R095.
    """
    with workspace.store.snapshot() as look:
        return tuple(reads.list_ledger(look, account_id, period))


def _parts(
    plans: Sequence[StoredPlan],
    sold: Sequence[ProductSold],
    names: dict[str, ProductName],
    *,
    day: MonthDay,
) -> Iterator[PartMonth]:
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
    match plan_state(plans):
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

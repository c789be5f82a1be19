"""A month's plans and sales: written, agreed, approved, compared; every figure from the records."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

import pytest
from sqlalchemy import event

from app.commands.sales.plans import (
    PlanDraft,
    agree_plan,
    approve_plan,
    reopen_plan,
    write_plan,
)
from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.periods import Period
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.domain.sales.plans import PlanLine
from app.queries.accounts.page import read_account_page
from app.queries.sales.dealer_month import read_dealer_month, read_sales_ledger
from app.queries.sales.month import read_month_grid
from app.queries.visits.day import read_day
from tests.support.account_records import key, put
from tests.support.order_desk import ACCOUNT, HEAD, RICE, SOY, order_workspace

JUNE = "2026-06"
CLERK = key(3)


@pytest.fixture
def desk(tmp_path):
    workspace = order_workspace(tmp_path)
    with workspace.store.unit_of_work() as work:
        for table in ("sales_plan", "sales_record"):
            work.connection.exec_driver_sql(f"DELETE FROM {table}")
        work.commit()
    yield workspace
    workspace.store.close()


@pytest.fixture
def june(desk):
    """The desk on the evening of 15 June 2026."""
    moment = dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)
    ticks = iter(range(1_000_000))
    return dataclasses.replace(desk, now=lambda: moment + dt.timedelta(milliseconds=next(ticks)))


def sell(desk, *sales, account_id=ACCOUNT):
    rows = [
        {
            "id": key(50_000 + 100 * int(account_id[-4:], 16) + number),
            "account_id": account_id,
            "product_id": product,
            "sold_on": day,
            "amount_minor": amount,
            "quantity": quantity,
        }
        for number, (day, product, quantity, amount) in enumerate(sales)
    ]
    with desk.store.unit_of_work() as work:
        put(work, "sales_record", rows)
        work.commit()


def plan(desk, *lines, month=JUNE, schedule=None, support=""):
    write_plan(desk, ACCOUNT, month, PlanDraft(lines, schedule or {}, support))


def row(desk, **more):
    return next(each for each in read_month_grid(desk, JUNE, **more).dealers if each.name)


def test_the_worked_example_42_percent_done_at_84_percent_of_the_pace(june):
    half = {dt.date(2026, 6, 15): 5_000_000, dt.date(2026, 6, 30): 5_000_000}
    plan(june, PlanLine(10_000_000), schedule=half)
    agree_plan(june, ACCOUNT, JUNE)
    sell(june, ("2026-06-03", SOY, 10, 4_200_000), ("2025-06-10", SOY, 10, 6_000_000))
    dealer = row(june)
    assert dealer.progress.completion == Fraction(42, 100)
    assert dealer.progress.index == Fraction(84, 100)
    assert dealer.progress.gap == -800_000
    assert dealer.comparison.change == Fraction(-30, 100)


def test_a_draft_counts_nowhere_and_a_dealer_without_a_plan_is_a_reminder(june):
    plan(june, PlanLine(10_000_000))
    grid = read_month_grid(june, JUNE)
    assert (grid.dealers[0].state, grid.dealers[0].draft_minor) == ("draft", 10_000_000)
    assert grid.total.completion == NotAvailable(Reason.NO_PLAN)
    assert read_day(june).figures.planned_minor is None
    sell(june, ("2026-06-03", SOY, 1, 100), account_id=key(2))
    grid = read_month_grid(june, JUNE)
    assert (grid.lacking, grid.dealers[-1].state) == (1, "")


def test_a_plan_is_the_line_for_everything_or_the_sum_of_its_parts_on_every_screen(june):
    plan(june, PlanLine(10_000_000), PlanLine(6_000_000, SOY, quantity=600))
    agree_plan(june, ACCOUNT, JUNE)
    assert row(june).progress.planned == 10_000_000
    assert read_day(june).figures.planned_minor == 10_000_000
    assert read_account_page(june, ACCOUNT).sales.plan[5] == 10_000_000


def test_progress_goes_by_product_kind_and_specification(june):
    plan(
        june,
        PlanLine(6_000_000, SOY, quantity=600),
        PlanLine(2_000_000, kind="米", quantity=100),
        PlanLine(1_000_000, specification="500ml×12"),
    )
    agree_plan(june, ACCOUNT, JUNE)
    sell(june, ("2026-06-02", SOY, 300, 3_000_000), ("2026-06-04", RICE, 50, 1_500_000))
    parts = {part.label or part.product_id: part for part in read_sheet(june).parts}
    assert parts[SOY].progress.completion == Fraction(1, 2)
    assert parts["米"].progress.completion == Fraction(3, 4)
    assert parts["500ml×12"].progress.actual == 4_500_000
    assert (parts["米"].sold_quantity, parts["米"].planned_quantity) == (50, 100)
    assert parts[RICE].progress.lacks_plan


def read_sheet(desk):
    return read_dealer_month(desk, ACCOUNT, JUNE)


def test_running_totals_stand_beside_the_schedule(june):
    tenth, last = dt.date(2026, 6, 10), dt.date(2026, 6, 30)
    plan(june, PlanLine(1_000), schedule={tenth: 400, last: 600}, support="堆头两个")
    agree_plan(june, ACCOUNT, JUNE)
    sell(june, ("2026-06-03", SOY, 1, 100), ("2026-06-12", SOY, 1, 250))
    sheet = read_sheet(june)
    assert sheet.support == "堆头两个"
    assert sheet.running == (
        (dt.date(2026, 6, 3), 100, 0),
        (tenth, 100, 400),
        (dt.date(2026, 6, 12), 350, 400),
        (last, 350, 1_000),
    )
    assert sheet.year[5] == (JUNE, 1_000, 350)


def test_the_ledger_has_every_line_with_its_running_total(june):
    sell(june, ("2026-06-03", SOY, 10, 1_000), ("2026-06-04", RICE, -1, -200))
    lines = read_sales_ledger(june, ACCOUNT, Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30)))
    assert [(each.name, each.quantity, each.running_minor) for each in lines] == [
        ("原酿生抽", 10, 1_000),
        ("河西大米", -1, 800),
    ]


def test_spring_festival_is_compared_by_the_moon_if_wanted(june):
    sell(
        june, ("2026-02-10", SOY, 1, 700), ("2025-02-10", SOY, 1, 500), ("2025-01-22", SOY, 1, 900)
    )
    plain = read_month_grid(june, "2026-02")
    moon = read_month_grid(june, "2026-02", is_lunar=True)
    assert plain.comparison.before_minor == 500
    # The festival fell on 17 Feb 2026 and on 29 Jan 2025: nineteen days earlier.
    assert moon.comparison.before_minor == 900


def test_a_month_to_come_is_not_behind(june):
    plan(june, PlanLine(10_000_000), month="2026-07")
    agree_plan(june, ACCOUNT, "2026-07")
    total = read_month_grid(june, "2026-07").total
    assert (total.planned_to_date, total.index) == (0, NotAvailable(Reason.NOT_DUE_YET))


def test_a_plan_is_approved_by_another_and_then_fixed(june):
    head = dataclasses.replace(june, user_id=HEAD)
    plan(june, PlanLine(1_000))
    assert read_sheet(june).steps == {"write", "agree"}
    agree_plan(june, ACCOUNT, JUNE)
    with pytest.raises(NotAllowedError, match=r"plan\.fixed"):
        plan(june, PlanLine(2_000))
    with pytest.raises(NotAllowedError, match=r"plan\.step\.role"):
        approve_plan(june, ACCOUNT, JUNE)
    assert read_sheet(head).steps == {"approve", "return"}
    approve_plan(head, ACCOUNT, JUNE)
    with pytest.raises(NotAllowedError, match=r"plan\.step\.role"):
        reopen_plan(june, ACCOUNT, JUNE)
    assert read_sheet(june).steps == frozenset()
    reopen_plan(head, ACCOUNT, JUNE)
    plan(june, PlanLine(2_000))
    agree_plan(june, ACCOUNT, JUNE)
    sheet = read_sheet(june)
    assert (sheet.state, sheet.version, sheet.total.planned) == ("agreed", 2, 2_000)


def test_targets_that_were_dropped_count_no_more(june):
    plan(june, PlanLine(9_000), PlanLine(1_000, SOY), PlanLine(500, RICE))
    plan(june, PlanLine(700, RICE))
    agree_plan(june, ACCOUNT, JUNE)
    sheet = read_sheet(june)
    assert [each.line for each in sheet.plans] == [PlanLine(700, RICE)]
    assert sheet.total.planned == 700


def test_what_does_not_add_up_is_refused_and_nothing_is_written(june):
    with pytest.raises(ValidationError) as refused:
        plan(june, PlanLine(1_000), schedule={dt.date(2026, 6, 10): 900})
    assert refused.value.code == "plan.schedule.sum"
    assert read_sheet(june).plans == ()
    with pytest.raises(NotFoundError):
        agree_plan(june, ACCOUNT, JUNE)


def test_the_grid_takes_as_many_statements_for_one_dealer_as_for_many(june):
    def statements():
        seen = []
        with june.store.snapshot() as look:
            engine = look.connection.engine
        event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
        read_month_grid(june, JUNE)
        return len([sql for sql in seen if "SELECT" in sql])

    plan(june, PlanLine(1_000))
    one = statements()
    accounts = [
        {"id": key(800 + n), "name": f"商行{n}", "type": "dealer", "status": "active"}
        for n in range(30)
    ]
    with june.store.unit_of_work() as work:
        put(work, "account", accounts)
        work.commit()
    for account in accounts:
        sell(june, ("2026-06-03", SOY, 1, 100), account_id=account["id"])
    assert statements() == one

"""Profit, forecasts, changes of class, ratios and distribution come out as they do by hand."""

import datetime as dt
from fractions import Fraction

import pytest

from app.domain.accounts.cleaning import Problem
from app.domain.analysis.abc import AbcClass
from app.domain.analysis.figure_filter import FigureFilter
from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.forecast import Method
from app.domain.analysis.periods import Period
from app.domain.analysis.plan import joined_progress
from app.queries.figures.class_changes import read_class_changes
from app.queries.figures.classes import read_classes
from app.queries.figures.festival import read_festival
from app.queries.figures.forecasts import read_forecasts
from app.queries.figures.people import read_people_figures
from app.queries.figures.profit import read_profit
from app.queries.figures.quality import read_quality
from app.queries.figures.reach import read_reach
from app.queries.figures.risk import read_risk
from app.queries.figures.sales import read_plan_progress
from tests.integration.figures.conftest import key

TODAY = dt.date(2026, 11, 23)
PERIOD = Period(dt.date(2026, 1, 1), TODAY)


def test_the_worked_example_earns_55_500_of_225_000(desk, trade, write):
    write(
        "product_cost",
        {"product_id": key(11), "cost_minor": 8},
        {"product_id": key(12), "cost_minor": 7},
    )
    trade(1, 11, "2026-06-01", 120_000, 12_000)  # cost 96,000
    trade(2, 12, "2026-06-01", 60_000, 6_000)  # cost 42,000
    trade(3, 12, "2026-06-01", 100, 0)
    found = read_profit(desk, PERIOD, TODAY)
    by_account = {line.name: line for line in found.margins.lines}
    assert by_account[key(1)].rate == Fraction(1, 5)
    assert found.margins.total.profit_minor == 42_100
    assert found.profits[key(1)].contribution == Fraction(24_000, 42_100)
    assert sum(each.contribution for each in found.profits.values()) == 1
    assert found.names[key(1)] == "Account 1"


def test_an_account_is_worth_its_profit_of_five_years_at_the_retention_here(desk, trade, write):
    write("product_cost", {"product_id": key(11), "cost_minor": 0})
    for account in (1, 2):
        for day in ("2025-10-01", "2025-10-11", "2025-10-21"):
            trade(account, 11, day, 1_000)
    trade(1, 11, "2026-11-20", 20_000)
    found = read_profit(desk, PERIOD, TODAY)
    assert found.retention == Fraction(1, 2)
    step = Fraction(1, 2) / Fraction(11, 10)
    assert found.lifetime(key(1)) == sum(20_000 * step**year for year in range(5))


def test_without_costs_no_account_earns_anything_and_none_is_0(desk, trade):
    trade(1, 11, "2026-06-01", 100)
    found = read_profit(desk, PERIOD, TODAY)
    assert found.margins is None
    assert read_classes(desk, PERIOD).profit_grades == {}


def test_a_sale_before_the_first_cost_makes_its_account_unknown(desk, trade, write):
    write("product_cost", {"product_id": key(11), "cost_minor": 1, "valid_from_on": "2026-05-01"})
    trade(1, 11, "2026-04-30", 100)
    trade(2, 11, "2026-05-01", 100)
    found = read_profit(desk, PERIOD, TODAY)
    assert found.profits[key(1)].contribution == NotAvailable(Reason.COST_UNKNOWN)
    assert found.profits[key(2)].contribution == 1
    assert found.lifetime(key(1)) == NotAvailable(Reason.COST_UNKNOWN)


def test_the_class_by_profit_may_differ_from_that_by_sales(desk, trade, write):
    write(
        "product_cost",
        {"product_id": key(11), "cost_minor": 99},
        {"product_id": key(12), "cost_minor": 1},
    )
    trade(1, 11, "2026-06-01", 8_000, 80)
    trade(2, 12, "2026-06-01", 2_000, 20)
    found = read_classes(desk, PERIOD)
    assert found.abc.analysis.grades()[key(1)] is AbcClass.A
    assert found.abc.analysis.grades()[key(2)] is AbcClass.B
    assert found.profit_grades[key(2)] is AbcClass.A
    assert found.profit_grades[key(1)] is AbcClass.C


def test_the_expected_share_is_that_of_all_plans_in_force(desk, trade, write):
    trade(1, 11, "2026-06-01", 90)
    trade(2, 11, "2026-06-01", 910)
    plan = {"month": "2026-06", "state": "agreed"}
    write(
        "sales_plan",
        {**plan, "account_id": key(1), "amount_minor": 100},
        {**plan, "account_id": key(2), "amount_minor": 900},
        {**plan, "account_id": key(2), "amount_minor": 5_000, "state": "draft"},
    )
    found = read_classes(desk, PERIOD)
    assert found.expected == {key(1): Fraction(1, 10), key(2): Fraction(9, 10)}


def test_a_class_that_changed_with_a_quarter_is_told_with_old_and_new(desk, trade):
    trade(1, 11, "2026-02-01", 100)
    trade(1, 11, "2026-05-01", 96)
    trade(2, 11, "2026-05-01", 4)
    trade(1, 11, "2026-08-01", 4)
    trade(2, 11, "2026-08-01", 96)
    changes = read_class_changes(desk, TODAY).changes
    third = [c for c in changes if c.period.first_on == dt.date(2026, 7, 1)]
    assert {(c.account_id, c.old, c.new) for c in third} == {
        (key(1), AbcClass.A, AbcClass.C), (key(2), AbcClass.C, AbcClass.A),
    }  # fmt: skip
    assert changes[0].period.first_on == dt.date(2026, 7, 1)


def test_the_forecast_is_the_mean_of_three_closed_months_with_its_error(desk, trade):
    for month, minor in ((7, 40), (8, 44), (9, 48), (10, 52)):
        trade(1, 11, f"2026-{month:02}-01", minor * 100, minor)
    trade(1, 11, "2026-11-02", 999_999, 999)
    found = read_forecasts(desk, TODAY)
    assert found.month == "2026-11"
    total, product = found.lines
    assert (total.product, product.product) == (None, "P1")
    assert product.forecast.values[Method.MOVING_AVERAGE] == 48
    assert product.forecast.errors[Method.MOVING_AVERAGE].mape == Fraction(8, 52)
    assert total.forecast.values[Method.MOVING_AVERAGE] == 4_800
    assert total.last == 5_200


def test_fewer_than_three_months_give_no_forecast(desk, trade):
    trade(1, 11, "2026-10-01", 100, 1)
    (total, product) = read_forecasts(desk, TODAY).lines
    assert product.forecast.value == NotAvailable(Reason.TOO_FEW_MONTHS)
    assert total.forecast.method is None


def test_spring_festival_moves_the_days_that_are_compared(desk, trade):
    trade(1, 11, "2024-12-01", 1)
    trade(1, 11, "2026-02-10", 300)  # a week before the festival of 17 February 2026
    trade(1, 11, "2025-01-22", 200)  # a week before that of 29 January 2025
    lines = {line.way: line for line in read_festival(desk, PERIOD, TODAY).lines}
    assert lines["festival"].period.first_on == dt.date(2026, 1, 18)
    assert lines["festival"].earlier.first_on == dt.date(2024, 12, 30)
    assert lines["festival"].comparison.change == Fraction(1, 2)
    february = Period(dt.date(2026, 2, 1), dt.date(2026, 2, 28))
    lines = {line.way: line for line in read_festival(desk, february, TODAY).lines}
    assert lines["calendar"].comparison.change == NotAvailable(Reason.NEW)
    assert lines["lunar"].comparison.change == Fraction(1, 2)


def test_in_a_festival_that_runs_as_many_days_are_compared(desk, trade):
    trade(1, 11, "2024-12-01", 1)
    today = dt.date(2026, 1, 20)
    line = read_festival(desk, Period(dt.date(2026, 1, 1), today), today).lines[-1]
    assert (line.period.days, line.earlier.days) == (3, 3)


def test_plans_by_product_are_joined_over_the_months_that_have_one(desk, trade, write):
    plan = {"account_id": key(1), "product_id": key(11)}
    write("sales_plan", {**plan, "month": "2026-09", "amount_minor": 1_000},
          {**plan, "month": "2026-11", "amount_minor": 2_100})  # fmt: skip
    trade(1, 11, "2026-09-10", 600)
    trade(1, 11, "2026-10-10", 5_000)
    trade(1, 11, "2026-11-10", 600)
    months = read_plan_progress(desk, PERIOD).months.values()
    joined = joined_progress(part for m in months if (part := m.by_product.get("P1")))
    assert (joined.planned, joined.actual) == (3_100, 1_200)
    assert joined.planned_to_date == 1_000 + Fraction(2_100 * 16, 21)
    assert joined.gap == 1_200 - joined.planned_to_date


def test_ratios_are_those_of_the_latest_year_that_was_looked_into(desk, trade, write):
    del trade
    facts = {"account_id": key(1), "method": "bank", "inventory_minor": 500, "sales_minor": 1_500}
    write(
        "credit_investigation",
        {**facts, "year": 2024, "current_assets_minor": 9, "current_liabilities_minor": 1},
        {**facts, "year": 2025, "current_assets_minor": 1_200, "current_liabilities_minor": 800,
         "net_profit_minor": 90, "equity_minor": 600},
        {"account_id": key(2), "method": "agency", "report": "words only"},
    )  # fmt: skip
    (line,) = read_risk(desk, TODAY).lines
    assert line.year == 2025
    ratios = line.ratios
    assert (ratios.current, ratios.quick) == (Fraction(3, 2), Fraction(7, 8))
    assert (ratios.profit_on_sales, ratios.profit_on_equity) == (
        Fraction(6, 100),
        Fraction(15, 100),
    )


def test_breadth_and_depth_count_outlets_below_a_dealer_that_carry_a_product(desk, trade, write):
    write(
        "account",
        *({"id": key(n), "name": f"Outlet {n}", "type": "retailer", "status": "active",
           "parent_id": key(parent)} for n, parent in ((21, 1), (22, 1), (23, 21))),
    )  # fmt: skip
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            "UPDATE account SET downstream_count = 10 WHERE id = ?", (key(1),)
        )
        work.commit()
    write("distribution_plan", {"account_id": key(1), "period_from_on": "2026-01-01",
          "period_to_on": "2026-12-31", "outlet_goal": 5, "products_goal": 2, "tier_goal": 3,
          "state": "agreed"})  # fmt: skip
    trade(21, 11, "2026-06-01", 10)
    trade(21, 12, "2026-06-02", 10)
    trade(21, 12, "2026-06-03", 10)
    trade(22, 11, "2025-06-01", 10)
    write("stock_count", {"account_id": key(23), "product_id": key(11), "counted_on": "2026-07-01",
                          "shelf_quantity": 1})  # fmt: skip
    lines = {row.account_id: (row, judged) for row, judged in read_reach(desk, PERIOD).lines}
    row, judged = lines[key(1)]
    assert (row.served, row.placements, row.tiers) == (2, 3, 3)
    assert judged.breadth == Fraction(2, 10)
    assert (judged.depth, judged.depth_gap) == (Fraction(3, 2), Fraction(-1, 2))
    assert judged.tiers_gap == 0
    assert lines[key(21)][1].breadth == NotAvailable(Reason.UNIVERSE_UNKNOWN)
    dealers = read_reach(desk, PERIOD, only=FigureFilter(account_type="dealer")).lines
    assert [row.account_id for row, _judged in dealers] == [key(1)]
    assert dealers[0] == (row, judged)


def test_visits_plans_and_sales_are_counted_by_person(desk, trade, write):
    trade(1, 11, "2026-06-01", 700)
    write(
        "user",
        {"id": key(7), "name": "Zhou", "login": "z"},
        {"id": key(8), "name": "Qian", "login": "q"},
    )
    with desk.store.unit_of_work() as work:
        run = work.connection.exec_driver_sql
        run("UPDATE account SET owner_id = ?", (key(7),))
        work.commit()
    noon = int(dt.datetime(2026, 6, 1, 4, tzinfo=dt.UTC).timestamp() * 1000)
    log = {"author_id": key(7), "way": "visit", "started_at": noon}
    write("visit_log", {**log, "account_id": key(1)}, {**log, "account_id": key(1)},
          {**log, "account_id": key(2), "way": "phone"})  # fmt: skip
    plan = {"account_id": key(1), "owner_id": key(7)}
    write("visit_plan", {**plan, "planned_on": "2026-06-01", "state": "done"},
          {**plan, "planned_on": "2026-06-02", "state": "planned"},
          {**plan, "planned_on": "2026-12-02", "state": "planned"})  # fmt: skip
    ((row, rates),) = read_people_figures(desk, PERIOD).lines
    assert (row.name, row.sales_minor, row.visits) == ("Zhou", 700, 2)
    assert rates.coverage == Fraction(1, 3)
    assert rates.execution == Fraction(1, 2)


@pytest.mark.parametrize("read", [read_reach, read_people_figures])
def test_where_nothing_was_entered_there_are_no_lines(desk, read):
    assert read(desk, PERIOD).lines == ()


def test_files_are_counted_by_sector_and_by_person(desk, trade, write):
    del trade
    write("sector", {"id": key(90), "name": "北区"})
    with desk.store.unit_of_work() as work:
        run = work.connection.exec_driver_sql
        run("UPDATE account SET sector_id = ? WHERE id <> ?", (key(90), key(3)))
        run("UPDATE account SET phone = '13905120001', address = 'x' WHERE id = ?", (key(1),))
        work.commit()
    found = read_quality(desk, TODAY)
    by_sector = {part.name: part.quality for part in found.parts if part.entity == "sector"}
    assert {name: one.accounts for name, one in by_sector.items()} == {"北区": 2, None: 1}
    assert by_sector["北区"].completeness > by_sector[None].completeness
    assert by_sector["北区"].counts[Problem.UNOWNED] == 2
    (person,) = (part for part in found.parts if part.entity == "user")
    assert (person.name, person.quality.accounts) == (None, found.whole.accounts)
    only = FigureFilter(sector_id=key(90))
    assert read_quality(desk, TODAY, only=only).whole.accounts == 2


def spend(write, account, minor, **more):
    fields = {"account_id": key(account), "spent_on": "2026-06-02", "kind": "display"}
    write("selling_expense", {**fields, "state": "approved", "amount_minor": minor, **more})


def test_what_was_spent_on_an_account_is_taken_off_what_it_earns(desk, trade, write):
    write("product_cost", {"product_id": key(11), "cost_minor": 0})
    trade(1, 11, "2026-06-01", 1_000)
    trade(2, 11, "2026-06-01", 500)
    spend(write, 1, 100)
    spend(write, 1, 150, state="requested")
    spend(write, 1, 999, state="refused")
    spend(write, 1, 999, spent_on="2025-12-31")
    spend(write, 3, 50)
    found = read_profit(desk, PERIOD, TODAY).profits
    assert (found[key(1)].profit, found[key(1)].expense_rate) == (750, Fraction(1, 4))
    assert found[key(3)].profit == -50
    assert found[key(1)].contribution == Fraction(750, 1_200)


def test_within_a_line_of_products_no_expense_is_taken_off(desk, trade, write):
    write("product_cost", {"product_id": key(21), "cost_minor": 0})
    write("product", {"id": key(21), "code": "P9", "name": "Salt", "unit": "bag", "kind": "salt"})
    trade(1, 21, "2026-06-01", 1_000)
    spend(write, 1, 100)
    only = FigureFilter(product_line="salt")
    assert read_profit(desk, PERIOD, TODAY, only=only).profits[key(1)].profit == 1_000
    assert read_profit(desk, PERIOD, TODAY).profits[key(1)].profit == 900


def test_the_target_of_an_account_is_compared_where_the_whole_company_is_here(desk, trade, write):
    trade(1, 11, "2026-06-01", 90)
    trade(2, 11, "2026-06-01", 910)
    write("sales_plan", {"account_id": key(1), "month": "2026-06", "amount_minor": 100})
    write("share_target", {"account_id": key(1), "period": "2026", "share_basis_points": 2_000})

    def expected(roles, **only):
        person = {"id": desk.user_id, "name": "M", "login": "m", "roles": roles}
        write("user", person)
        found = read_classes(desk, PERIOD, only=FigureFilter(**only))
        return found.expected.get(key(1))

    assert expected("group_management") == Fraction(1, 5)
    assert expected("group_management", account_type="dealer") == 1
    assert expected("sector_head") == 1

"""Plan, last year's sales and the age of debts come out of the rows as they do by hand."""

import datetime as dt
from fractions import Fraction

import pytest

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.periods import Period
from app.domain.analysis.receivables import Ageing
from app.queries.figures.dashboard import read_dashboard
from app.queries.figures.products import read_cross_ratios, read_structure
from app.queries.figures.receivables import read_ageing
from app.queries.figures.sales import month_day, read_plan_progress, read_same_period
from tests.integration.figures.conftest import key

TO_DATE = Period(dt.date(2026, 10, 1), dt.date(2026, 11, 23))


def plan(account, month, minor, **more):
    return {"account_id": key(account), "month": month, "amount_minor": minor, **more}


def test_each_month_is_compared_with_its_plan_to_date(desk, trade, write):
    write("sales_plan", plan(1, "2026-10", 2_200), plan(1, "2026-11", 2_100), plan(2, "2026-11", 0))
    trade(1, 11, "2026-10-31", 1_100)
    trade(2, 11, "2026-11-23", 800)
    trade(2, 11, "2026-11-24", 5_000)
    months = read_plan_progress(desk, TO_DATE).months
    assert list(months) == ["2026-10", "2026-11"]
    october, november = months["2026-10"].total, months["2026-11"].total
    assert (october.actual, october.completion, october.index) == (1_100, *[Fraction(1, 2)] * 2)
    assert (november.planned, november.actual) == (2_100, 800)
    assert november.planned_to_date == 1_600  # 16 of 21 working days
    assert november.index == Fraction(1, 2)


def test_parts_are_the_plan_where_no_line_stands_for_the_whole(desk, trade, write):
    write(
        "sales_plan",
        plan(1, "2026-11", 1_000),
        plan(1, "2026-11", 300, product_id=key(11)),
        plan(2, "2026-11", 200, product_id=key(11)),
        plan(2, "2026-11", 100, product_id=key(12)),
        plan(3, "2026-11", 9_999, state="draft"),
        plan(3, "2026-11", 9_999, state="replaced"),
        plan(3, "2026-11", 700, state="approved"),
    )
    trade(1, 11, "2026-11-02", 250)
    month = read_plan_progress(desk, TO_DATE).months["2026-11"]
    assert month.total.planned == 2_000
    assert {code: line.planned for code, line in month.by_product.items()} == {
        "P1": 500,
        "P2": 100,
    }
    assert month.by_product["P1"].completion == Fraction(1, 2)


def test_a_month_without_a_plan_says_so(desk, trade):
    trade(1, 11, "2026-11-02", 250)
    month = read_plan_progress(desk, TO_DATE).months["2026-11"]
    assert month.total.lacks_plan
    assert month.total.completion == NotAvailable(Reason.NO_PLAN)
    assert month.by_product == {}


@pytest.mark.parametrize(
    ("day", "elapsed", "working_days"),
    [
        (dt.date(2026, 11, 1), 0, 21),
        (dt.date(2026, 11, 23), 16, 21),
        (dt.date(2026, 2, 28), 20, 20),
    ],
)
def test_working_days_are_monday_to_friday(day, elapsed, working_days):
    found = month_day(day)
    assert (found.elapsed, found.working_days) == (elapsed, working_days)


def test_sales_are_compared_to_the_same_day_of_last_year(desk, trade):
    trade(1, 11, "2026-11-23", 70)
    trade(1, None, "2025-10-01", 60)
    trade(2, 12, "2025-11-23", 40)
    trade(2, 12, "2025-11-24", 500)
    trade(2, 12, "2025-09-30", 500)
    figure = read_same_period(desk, TO_DATE)
    assert figure.earlier == Period(dt.date(2025, 10, 1), dt.date(2025, 11, 23))
    assert (figure.comparison.amount_minor, figure.comparison.before_minor) == (70, 100)
    assert figure.comparison.change == Fraction(-3, 10)


def test_records_that_begin_later_know_nothing_of_last_year(desk, trade):
    trade(1, 11, "2026-11-23", 70)
    comparison = read_same_period(desk, TO_DATE).comparison
    assert comparison.before_minor is None
    assert comparison.change == NotAvailable(Reason.NO_DATA)


def test_known_to_have_sold_nothing_last_year_is_new(desk, trade):
    trade(1, 11, "2024-01-01", 5)
    trade(1, 11, "2026-11-23", 70)
    comparison = read_same_period(desk, TO_DATE).comparison
    assert comparison.before_minor == 0
    assert comparison.change == NotAvailable(Reason.NEW)


def test_debts_fall_into_the_bucket_of_their_age(desk, trade, write):
    del trade

    def debt(due_on, amount, paid=None):
        return {
            "account_id": key(1),
            "issued_on": "2026-01-01",
            "due_on": due_on,
            "amount_minor": amount,
            "paid_minor": paid,
        }

    write(
        "receivable",
        debt("2026-11-23", 1),
        debt("2026-11-22", 20, 10),
        debt("2026-10-24", 100),
        debt("2026-10-23", 1_000),
        debt("2026-09-24", 500, 600),
        debt("2026-09-23", 10_000),
        debt("2026-08-24", 7, 7),
        debt("2026-08-24", 100_000),
    )
    figure = read_ageing(desk, dt.date(2026, 11, 23))
    assert figure.ageing == Ageing(1, 110, 900, 10_000, 100_000)
    assert figure.oldest_days == 91


def test_nobody_owes_anything_on_an_empty_device(desk):
    figure = read_ageing(desk, dt.date(2026, 11, 23))
    assert (figure.ageing, figure.oldest_days) == (Ageing(), 0)


def test_the_dashboard_holds_what_each_question_answers(desk, trade, write):
    write("product_cost", {"product_id": key(11), "cost_minor": 3})
    trade(1, 11, "2026-11-03", 60, 10)
    trade(2, 12, "2026-10-03", 40, 10)
    board = read_dashboard(desk, TO_DATE)
    assert board.structure.structure == read_structure(desk, TO_DATE).structure
    assert board.cross_ratio.lines == read_cross_ratios(desk, TO_DATE).lines
    assert board.abc.analysis.total_minor == 100
    assert board.margin.margins.known.profit_minor == 30
    assert board.same_period.comparison.amount_minor == 100
    assert board.plan.months["2026-11"].total.actual == 60
    assert len(board.loss.outlooks) == 3
    assert board.ageing.ageing.total_minor == 0

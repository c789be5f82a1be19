"""Months, service, visits, products and one account's standing come out as they do by hand."""

import datetime as dt
from fractions import Fraction

from app.domain.analysis.abc import AbcClass
from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.periods import Period
from app.queries.figures.ranking import read_ranking
from app.queries.figures.service import read_work
from app.queries.figures.standing import read_standing
from app.queries.figures.year import read_year
from tests.integration.figures.conftest import key

TODAY = dt.date(2026, 11, 23)
YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
TO_DATE = Period(dt.date(2026, 1, 1), TODAY)


def moment(day, hour=12):
    at = dt.datetime.combine(day, dt.time(hour), dt.timezone(dt.timedelta(hours=8)))
    return int(at.timestamp() * 1000)


def test_a_year_has_twelve_months_with_plan_actual_and_last_year(desk, trade, write):
    for month, minor in (("2026-10", 2_000), ("2026-11", 2_100), ("2026-12", 3_000)):
        write("sales_plan", {"account_id": key(1), "month": month, "amount_minor": minor})
    trade(1, 11, "2026-10-05", 1_500)
    trade(1, 11, "2026-11-24", 700)
    trade(1, 11, "2025-11-30", 40)
    lines = read_year(desk, YEAR, TODAY).months
    october, november, december = lines[9:]
    assert [line.month for line in lines][::11] == ["2026-01", "2026-12"]
    assert october.progress.completion == Fraction(3, 4)
    assert (november.progress.actual, november.progress.planned_to_date) == (0, 1_600)
    assert (november.is_running, november.last_minor) == (True, 40)
    assert (december.has_begun, december.progress.planned_to_date) == (False, 0)
    assert december.progress.index == NotAvailable(Reason.NOT_DUE_YET)
    assert october.last_minor is None  # no record reaches back that far
    assert december.last_minor == 0


def test_complaints_and_promises_of_the_period_are_rates(desk, trade, write):
    del trade
    for state, kind, day in (
        ("recorded", "complaint", TODAY),
        ("closed", "complaint", dt.date(2026, 1, 1)),
        ("unfounded", "complaint", dt.date(2026, 5, 5)),
        ("closed", "praise", dt.date(2026, 5, 5)),
        ("closed", "complaint", dt.date(2025, 12, 31)),
    ):
        write(
            "complaint",
            {"account_id": key(1), "kind": kind, "content": "x", "state": state,
             "received_at": moment(day)},
        )  # fmt: skip
    for due, kept, state in (
        ("2026-05-05", "2026-05-05", "kept"),
        ("2026-05-05", "2026-05-06", "kept"),
        ("2026-05-05", None, "open"),
        ("2026-11-23", None, "open"),
        ("2026-05-05", None, "withdrawn"),
    ):
        write(
            "commitment",
            {"account_id": key(1), "content": "x", "due_on": due, "kept_on": kept, "state": state},
        )
    served = read_work(desk, TO_DATE).service
    assert (served.counts.complaints, served.per_ten_thousand) == (3, 10_000)
    assert served.founded_rate == Fraction(1, 2)
    assert served.promise_keeping == Fraction(1, 3)


def test_visits_and_payments_of_the_period_are_rates(desk, trade, write):
    del trade
    log = {"account_id": key(1), "author_id": key(7), "way": "visit"}
    write(
        "visit_log",
        {**log, "started_at": moment(TODAY, 23)},
        {**log, "started_at": moment(TODAY)},
        {**log, "account_id": key(2), "way": "phone", "started_at": moment(TODAY)},
        {**log, "account_id": key(3), "started_at": moment(TODAY + dt.timedelta(days=1), 0)},
    )
    for day, state in (
        ("2026-11-20", "done"),
        ("2026-11-20", "not_done"),
        ("2026-11-20", "planned"),
        ("2026-11-23", "planned"),
        ("2026-11-23", "done"),
        ("2026-11-24", "done"),
    ):
        write(
            "visit_plan",
            {"account_id": key(1), "owner_id": key(7), "planned_on": day, "state": state},
        )
    debt = {"account_id": key(1), "issued_on": "2026-01-01"}
    write(
        "receivable",
        {**debt, "due_on": "2026-03-01", "amount_minor": 200_000, "paid_minor": 178_000},
        {**debt, "due_on": "2026-12-01", "amount_minor": 5_000},
    )
    found = read_work(desk, TO_DATE)
    assert found.field_work.coverage == Fraction(1, 3)
    assert found.field_work.execution == Fraction(2, 4)
    assert found.collection_rate == Fraction(89, 100)


def test_products_are_ranked_with_average_price_new_share_and_the_long_untraded(desk, trade, write):
    write(
        "product",
        {"id": key(13), "code": "P3", "name": "New", "unit": "box", "launched_on": "2026-02-01"},
        {"id": key(14), "code": "P4", "name": "Old", "unit": "box", "launched_on": "2020-02-01"},
    )
    trade(1, 11, "2026-05-05", 195_000_00, 8_000)
    trade(1, 13, "2026-05-05", 30_000_00, 1_000)
    trade(1, 13, "2026-11-20", 0, 5)
    trade(1, 14, "2025-02-01", 100, 1)  # within the first month: last year is known
    found = read_ranking(desk, TO_DATE)
    first, second = found.products
    assert (first.sales.product, first.rank) == ("P1", 1)
    assert first.average_price_minor == Fraction(195_000_00, 8_000)
    assert (second.sales.quantity, second.sales.gift_quantity) == (1_000, 5)
    assert found.new_share == Fraction(30, 225)
    assert [row.sales.product for row in found.untraded] == ["P4", "P1"]
    assert second.comparison.change == NotAvailable(Reason.NEW)


def test_an_account_stands_by_class_share_rhythm_and_room(desk, trade):
    for day in ("2026-08-01", "2026-08-31", "2026-09-30", "2026-10-30"):
        trade(1, 11, day, 100)
    trade(2, 11, "2026-05-05", 300)
    trade(2, 12, "2026-05-05", 300)
    found = read_standing(desk, key(1))
    assert (found.line.grade, found.line.rank, found.accounts) == (AbcClass.A, 2, 3)
    assert (found.line.before, found.line.share) == (Fraction(3, 5), Fraction(2, 5))
    assert found.comparison.change == NotAvailable(Reason.NEW)
    assert (found.outlook.rhythm.mean_interval, found.next_on) == (30, dt.date(2026, 11, 29))
    assert [(room.product, room.missing_minor, room.is_bought) for room in found.rooms] == [
        ("P2", 200, False)
    ]


def test_an_account_that_never_bought_has_no_rhythm(desk, trade, write):
    del trade
    write("account", {"id": key(9), "name": "New", "type": "dealer", "status": "prospect"})
    found = read_standing(desk, key(9))
    assert (found.line, found.next_on) == (None, None)
    assert found.outlook.rhythm.mean_interval == NotAvailable(Reason.NEVER_BOUGHT)

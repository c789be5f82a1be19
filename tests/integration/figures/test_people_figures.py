"""Retention, composition, Pareto, golden, RFM and segments come out of the rows as by hand."""

import datetime as dt
from fractions import Fraction

import pytest

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.golden import Gold
from app.domain.analysis.periods import Period
from app.domain.analysis.value_segments import Segment, model_mean
from app.queries.figures.classes import read_classes
from app.queries.figures.composition import read_composition
from app.queries.figures.golden import read_golden
from app.queries.figures.outlook import read_outlook
from app.queries.figures.people import read_people_figures
from app.queries.figures.retention import read_retention
from app.queries.figures.rfm import read_rfm
from app.queries.figures.segments import read_segments
from tests.integration.figures.conftest import key
from ui.formats import Formats
from ui.screens.analysis.dealer_cards import people_card
from ui.screens.analysis.spelling import Spelling

YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 11, 23))
TODAY = dt.date(2026, 11, 23)
YEARLY = (400, 220, 130, 90, 60, 50, 30, 20)
"""The eight accounts of domain.md 3.0, in thousands."""


@pytest.fixture
def accounts(write):
    def put_accounts(numbers, **more):
        write(
            "account",
            *(
                {
                    "id": key(n),
                    "number": f"K{n}",
                    "name": f"Account {n}",
                    "type": "dealer",
                    "status": "active",
                    "dealings_since_on": "2020-01-01",
                }
                | more
                for n in numbers
            ),
        )

    return put_accounts


def monthly(trade, account, months, minor=100):
    for month in months:
        trade(account, 11, f"{month}-05", minor)


def months(first, last):
    day, ends = dt.date.fromisoformat(f"{first}-01"), f"{last}-01"
    found = []
    while day.isoformat() <= ends:
        found.append(day.isoformat()[:7])
        day = (day + dt.timedelta(days=32)).replace(day=1)
    return found


def test_who_stayed_left_came_and_returned_is_counted(desk, trade, accounts):
    accounts((4, 5, 6))
    accounts((7,), frozen=1)
    monthly(trade, 1, months("2025-01", "2026-11"))  # stayed
    monthly(trade, 2, months("2025-01", "2025-12"))  # left
    monthly(trade, 3, months("2026-06", "2026-11"))  # new
    monthly(trade, 4, months("2024-12", "2025-03"))  # lost before
    monthly(trade, 4, months("2026-09", "2026-11"))  # and back again
    monthly(trade, 7, months("2025-01", "2025-12"))  # we stopped
    found = read_retention(desk, YEAR).retention
    moved = found.movement
    assert (moved.start, moved.kept, moved.new, moved.returned) == (2, 1, 1, 1)
    assert (moved.lost_before, moved.end) == (1, 3)
    assert (found.retention, found.churn, found.win_back) == (Fraction(1, 2), Fraction(1, 2), 1)


def test_the_worked_example_of_retention_keeps_85_percent(desk, write, accounts):
    accounts(range(200, 344))
    sold = [
        *((n, "2025-12-05") for n in range(200, 320)),
        *((n, "2025-11-05") for n in range(200, 320)),
        *((n, "2026-11-05") for n in range(200, 302)),
        *((n, "2026-10-05") for n in range(200, 302)),
        *((n, "2026-10-05") for n in range(320, 344)),
        *((n, "2026-11-05") for n in range(320, 344)),
    ]
    write(
        "sales_record",
        *({"account_id": key(n), "sold_on": day, "amount_minor": 1} for n, day in sold),
    )
    found = read_retention(desk, Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
    rates = found.retention
    assert (rates.movement.start, rates.movement.kept, rates.movement.end) == (120, 102, 126)
    assert (rates.retention, rates.net_growth) == (Fraction(85, 100), Fraction(5, 100))
    assert rates.new_share == Fraction(24, 126)


def test_on_an_empty_device_nobody_was_there(desk):
    found = read_retention(desk, YEAR).retention
    assert found.retention == NotAvailable(Reason.NOBODY_AT_START)
    assert found.win_back == NotAvailable(Reason.NOBODY_LOST)


def test_the_worked_example_of_composition_55_25_12_6_and_2_percent(desk, trade, write):
    types = ("dealer", "retailer", "agent", "industrial", "consumer")
    for n, (kind, thousands) in enumerate(
        zip(types, (550, 250, 120, 60, 20), strict=True), start=21
    ):
        write("account", {"id": key(n), "name": kind, "type": kind, "status": "active"})
        trade(n, 11, "2026-05-05", thousands * 100_000)
    trade(99, 11, "2025-05-05", 1)
    lines = read_composition(desk, YEAR).composition.lines
    assert [(line.account_type, line.share) for line in lines] == [
        (kind, Fraction(part, 100)) for kind, part in zip(types, (55, 25, 12, 6, 2), strict=True)
    ]


def test_sales_of_an_account_that_is_not_here_stand_without_a_type(desk, trade):
    trade(1, 11, "2026-05-05", 300)
    trade(99, 11, "2026-05-05", 100)
    lines = read_composition(desk, YEAR).composition.lines
    assert [(line.account_type, line.amount_minor) for line in lines] == [
        ("dealer", 300),
        ("", 100),
    ]


@pytest.fixture
def eight(trade, accounts):
    accounts(range(4, 9))
    for n, thousands in enumerate(YEARLY, start=1):
        trade(n, 11, "2026-03-05", thousands * 100_000)


def test_the_worked_example_two_of_eight_make_62_percent(desk, eight):
    del eight
    found = read_classes(desk, YEAR)
    assert (found.pareto.head_count, found.pareto.share) == (2, Fraction(62, 100))
    assert found.pareto.candidates == (key(1), key(2))
    grades = found.abc.analysis.grades()
    assert "".join(grades[key(n)] for n in range(1, 9)) == "AAABBBCC"
    assert found.names[key(8)] == "Account 8"


def test_large_accounts_that_buy_a_tenth_less_lately_are_told(desk, trade):
    for account, before, lately in ((1, 1_000, 890), (2, 1_000, 900), (3, 10, 1)):
        trade(account, 11, "2026-08-01", before)
        trade(account, 11, "2026-11-01", lately)
    found = read_classes(desk, YEAR)
    assert list(found.falling) == [key(1)]
    assert found.falling[key(1)].change == Fraction(-11, 100)


def test_the_worked_example_only_the_even_one_is_golden(desk, trade, accounts):
    accounts(range(4, 11))
    closed = months("2026-05", "2026-10")
    even, uneven = (30, 35, 33, 34, 32, 36), (90, 5, 0, 80, 0, 25)
    for account, amounts in ((1, even), (2, uneven)):
        for month, thousands in zip(closed, amounts, strict=True):
            if thousands:
                trade(account, 11, f"{month}-05", thousands * 100_000)
    trade(1, 11, "2026-11-05", 9_000_000)
    found = read_golden(desk, TODAY)
    assert [(line.account_id, line.gold) for line in found.lines] == [
        (key(1), Gold.GOLDEN),
        (key(2), Gold.ORDINARY),
    ]
    assert [line.stability.total_minor for line in found.lines] == [200 * 100_000] * 2
    assert found.names == {key(1): "Account 1", key(2): "Account 2"}


def test_months_before_the_first_purchase_are_unknown_so_it_is_a_candidate(desk, trade):
    monthly(trade, 1, months("2026-08", "2026-10"))
    found = read_golden(desk, TODAY)
    assert [(line.gold, line.stability.months) for line in found.lines] == [(Gold.CANDIDATE, 3)]


def test_scores_count_days_purchases_and_money_less_returns(desk, trade):
    trade(1, 11, "2026-11-11", 130_000_00)
    for day in range(1, 9):
        trade(1, 11, f"2026-0{day}-01", 100)
    trade(1, 11, "2026-11-20", -300)
    trade(2, 11, "2025-11-23", 9_000)
    best, *rest = read_rfm(desk, TODAY).scores
    assert (best.facts.days_since_last, best.facts.purchases) == (12, 9)
    assert best.facts.money_minor == 130_000_00 + 800 - 300
    assert (best.code, best.is_fixed) == ("544", True)
    assert [row.code for row in rest] == ["111", "111"]


def test_repurchase_is_who_bought_twice_among_who_bought(desk, trade):
    trade(1, 11, "2026-10-01", 1)
    trade(1, 11, "2026-10-31", 1)
    trade(2, 11, "2026-09-20", 1)
    found = read_outlook(desk, TODAY)
    assert found.repurchase == Fraction(1, 2)
    assert (found.at_risk, found.lost) == ((key(2),), ())
    assert found.names == {key(2): "Account 2"}


def test_without_a_cost_on_the_device_nobody_is_divided(desk, trade):
    trade(1, 11, "2026-10-01", 1)
    assert read_segments(desk, YEAR).segmentation is None


def test_the_worked_example_divides_by_profit_and_potential(desk, trade, write):
    write("product_cost", {"product_id": key(11), "cost_minor": 1_000})
    profits = {31: (20_000, "high"), 32: (20_000, "low"), 33: (5_000, "high"), 34: (5_000, "low")}
    for n, (profit, potential) in profits.items():
        write(
            "account",
            {"id": key(n), "name": f"A{n}", "type": "dealer", "status": "active",
             "potential": potential},
        )  # fmt: skip
        trade(n, 11, "2026-05-05", 1_000 + profit)
    write("account", {"id": key(35), "name": "A35", "type": "dealer", "status": "active"})
    for n in (1, 2, 3, 35):
        trade(n, 11, "2026-05-05", 1_000 + 20_000)
    found = {row.value.account_id: row for row in read_segments(desk, YEAR).segmentation.accounts}
    assert [found[key(n)].segment for n in (31, 32, 33, 34)] == [
        Segment.GOLD,
        Segment.MAINTAIN,
        Segment.DEVELOP,
        Segment.ABANDON,
    ]
    assert found[key(35)].reason is Reason.POTENTIAL_UNKNOWN


def test_the_profit_of_a_segment_is_what_is_left_and_the_model_value_stands_beside_it(
    desk, trade, write
):
    write("product_cost", {"product_id": key(11), "cost_minor": 0})
    firm = {"type": "dealer", "status": "active", "potential": "high"}
    write("account", {"id": key(31), "name": "A31", **firm, "model_value": "5"},
          {"id": key(32), "name": "A32", **firm, "model_value": "2"},
          {"id": key(33), "name": "A33", **firm})  # fmt: skip
    for n in (1, 2, 3, 31, 32, 33):
        trade(n, 11, "2026-05-05", 1_000)
    write(
        "selling_expense",
        {"account_id": key(31), "spent_on": "2026-05-06", "kind": "gift", "state": "approved",
         "amount_minor": 800},
    )  # fmt: skip
    accounts = read_segments(desk, YEAR).segmentation.accounts
    found = {row.value.account_id: row for row in accounts}
    assert found[key(31)].value.profit == 200
    assert found[key(31)].segment is Segment.DEVELOP
    assert found[key(31)].value.model_score == 5
    assert model_mean(found[key(n)] for n in (31, 32, 33)) == Fraction(7, 2)
    assert model_mean([found[key(33)]]) == NotAvailable(Reason.NOT_SCORED)


def test_who_stays_away_for_two_weeks_is_marked_among_the_people(desk, trade, write):
    del trade
    person = {"login": "a", "roles": "rep"}
    write("user", {"id": key(70), "name": "Zhou", **person, "away_since_on": "2026-11-08"},
          {"id": key(71), "name": "Qian", **person})  # fmt: skip
    firm = {"type": "dealer", "status": "active"}
    write("account", *({"id": key(60 + n), "name": f"B{n}", "owner_id": key(70 + n), **firm}
                       for n in (0, 1)))  # fmt: skip
    found = read_people_figures(desk, YEAR)
    assert {row.name: row.away_since for row, _ in found.lines} == {
        "Zhou": "2026-11-08", "Qian": "",
    }  # fmt: skip
    card = people_card(
        found, Spelling(Formats("en", dt.UTC), dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    )
    assert [[mark.icon for mark in row.cells[0].marks] for row in card.rows] == [
        [], ["clock-alert"],
    ]  # fmt: skip
    assert "1 person has not logged in" in card.finding

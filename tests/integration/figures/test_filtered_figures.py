"""A narrowed figure is the figure of a device that holds nothing but the chosen part."""

import datetime as dt
import random
import re

import pytest

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Period
from app.queries.figures.choices import read_filter_choices
from app.queries.figures.class_changes import read_class_changes
from app.queries.figures.classes import read_classes
from app.queries.figures.composition import read_composition
from app.queries.figures.festival import read_festival
from app.queries.figures.forecasts import read_forecasts
from app.queries.figures.golden import read_golden
from app.queries.figures.outlook import read_outlook
from app.queries.figures.people import read_people_figures
from app.queries.figures.products import read_margins, read_structure
from app.queries.figures.profit import read_profit
from app.queries.figures.ranking import read_ranking
from app.queries.figures.reach import read_reach
from app.queries.figures.receivables import read_ageing
from app.queries.figures.retention import read_retention
from app.queries.figures.rfm import read_rfm
from app.queries.figures.risk import read_risk
from app.queries.figures.sales import read_plan_progress, read_same_period
from app.queries.figures.segments import read_segments
from app.queries.figures.service import read_work
from app.queries.figures.turnover import read_turnover
from app.queries.figures.year import read_year
from tests.integration.figures.conftest import key

TODAY = dt.date(2026, 11, 23)
PERIOD = Period(dt.date(2026, 1, 1), TODAY)
YEAR = Period(PERIOD.first_on, dt.date(2026, 12, 31))
ACCOUNTS = range(1, 9)
EVERY_FIGURE = {
    "classes": lambda desk, only: read_classes(desk, PERIOD, only=only),
    "composition": lambda desk, only: read_composition(desk, PERIOD, only=only),
    "golden": lambda desk, only: read_golden(desk, TODAY, only=only),
    "outlook": lambda desk, only: read_outlook(desk, TODAY, only=only),
    "margins": lambda desk, only: read_margins(desk, PERIOD, only=only),
    "structure": lambda desk, only: read_structure(desk, PERIOD, only=only),
    "ranking": lambda desk, only: read_ranking(desk, PERIOD, only=only),
    "ageing": lambda desk, only: read_ageing(desk, TODAY, only=only),
    "retention": lambda desk, only: read_retention(desk, PERIOD, only=only),
    "rfm": lambda desk, only: read_rfm(desk, TODAY, only=only),
    "plan": lambda desk, only: read_plan_progress(desk, PERIOD, only=only),
    "same-period": lambda desk, only: read_same_period(desk, PERIOD, only=only),
    "segments": lambda desk, only: read_segments(desk, PERIOD, only=only),
    "work": lambda desk, only: read_work(desk, PERIOD, only=only),
    "turnover": lambda desk, only: read_turnover(desk, PERIOD, only=only),
    "profit": lambda desk, only: read_profit(desk, PERIOD, TODAY, only=only),
    "changes": lambda desk, only: read_class_changes(desk, TODAY, only=only),
    "festival": lambda desk, only: read_festival(desk, PERIOD, TODAY, only=only),
    "forecasts": lambda desk, only: read_forecasts(desk, TODAY, only=only),
    "reach": lambda desk, only: read_reach(desk, PERIOD, only=only),
    "risk": lambda desk, only: read_risk(desk, TODAY, only=only),
    "people": lambda desk, only: read_people_figures(desk, PERIOD, only=only),
    "year": lambda desk, only: read_year(desk, YEAR, TODAY, only=only),
}
CHOICES = {
    "sector": FigureFilter(sector_id=key(90)),
    "type": FigureFilter(account_type="retailer"),
    "person": FigureFilter(owner_id=key(81)),
    "line": FigureFilter(product_line="sauce"),
    "all sides": FigureFilter(
        sector_id=key(90), account_type="dealer", owner_id=key(80), product_line="sauce"
    ),
}


@pytest.fixture
def filled(desk, write):
    """Write accounts of two sectors, types and persons that trade in two product lines."""
    chance = random.Random(7)
    write("sector", {"id": key(90), "name": "北区"}, {"id": key(91), "name": "南区"})
    write("user", *({"id": key(n), "name": f"U{n}", "login": f"u{n}"} for n in (80, 81)))
    write(
        "account",
        *(
            {
                "id": key(n), "number": f"K{n}", "name": f"Account {n}", "status": "active",
                "type": ("dealer", "retailer")[n % 2], "sector_id": key(90 + n // 4 % 2),
                "owner_id": key(80 + n // 2 % 2), "potential": ("high", "low")[n % 2],
                "dealings_since_on": "2020-01-01",
            }
            for n in ACCOUNTS
        ),
    )  # fmt: skip
    lines = {11: "sauce", 12: "sauce", 13: "oil"}
    write(
        "product",
        *({"id": key(n), "code": f"P{n}", "name": "x", "unit": "y", "kind": line}
          for n, line in lines.items()),
    )  # fmt: skip
    write("product_cost", *({"product_id": key(n), "cost_minor": n} for n in lines))
    for n in ACCOUNTS:
        for product in lines:
            for ago in (702, *(chance.randrange(700) for _ in range(6))):
                day = TODAY - dt.timedelta(days=ago)
                write(
                    "sales_record",
                    {"account_id": key(n), "product_id": key(product), "sold_on": day.isoformat(),
                     "amount_minor": chance.randrange(1, 9_999), "quantity": chance.randrange(9)},
                )  # fmt: skip
            plan = {"account_id": key(n), "product_id": key(product), "month": "2026-11"}
            write("sales_plan", {**plan, "amount_minor": chance.randrange(1, 9_999)})
            count = {"account_id": key(n), "product_id": key(product), "warehouse_quantity": 5}
            write(
                "stock_count", *({**count, "counted_on": d} for d in ("2026-01-01", "2026-11-22"))
            )
        debt = {"account_id": key(n), "issued_on": "2026-10-01", "due_on": f"2026-11-0{n}"}
        write("receivable", {**debt, "amount_minor": 100 * n, "paid_minor": n})
        log = {"account_id": key(n), "author_id": key(80), "way": "visit"}
        write("visit_log", {**log, "started_at": 1_780_000_000_000})
    return desk


def keep_only(workspace, only):
    """Take everything off the device that a filter leaves out."""
    sides = {"sector_id": only.sector_id, "type": only.account_type, "owner_id": only.owner_id}
    with workspace.store.unit_of_work() as work:
        run = work.connection.exec_driver_sql
        for column, value in sides.items():
            if value:
                run(f"DELETE FROM account WHERE {column} <> ?", (value,))
        tables = ("sales_record", "sales_plan", "stock_count", "receivable", "visit_log")
        for table in tables:
            run(f"DELETE FROM {table} WHERE account_id NOT IN (SELECT id FROM account)")
        if only.product_line:
            for table in tables[:3]:
                run(
                    f"DELETE FROM {table} WHERE product_id IN"
                    " (SELECT id FROM product WHERE kind <> ?)",
                    (only.product_line,),
                )
            run("DELETE FROM product WHERE kind <> ?", (only.product_line,))
        work.commit()


def bare(figure):
    """Return a figure without its basis, which names the filter, and without names."""
    text = re.sub(r"basis=Basis\(.*?FigureFilter\([^)]*\)\)", "", repr(figure))
    return re.sub(r"names=\{[^}]*\}", "", text)


@pytest.mark.parametrize("side", CHOICES)
def test_a_narrowed_figure_is_that_of_a_device_with_nothing_else(filled, side):
    only = CHOICES[side]
    narrowed = {name: read(filled, only) for name, read in EVERY_FIGURE.items()}
    whole = {name: read(filled, EVERYTHING) for name, read in EVERY_FIGURE.items()}
    assert bare(narrowed["classes"]) != bare(whole["classes"])
    keep_only(filled, only)
    alone = {name: read(filled, EVERYTHING) for name, read in EVERY_FIGURE.items()}
    for name in EVERY_FIGURE:
        assert bare(narrowed[name]) == bare(alone[name]), name


def test_what_a_figure_is_narrowed_to_stands_in_its_basis(filled):
    only = FigureFilter(product_line="oil")
    assert read_structure(filled, PERIOD, only=only).basis.only == only
    assert [line.product for line in read_structure(filled, PERIOD, only=only).structure.lines] == [
        "P13"
    ]


def test_the_choices_are_what_the_accounts_and_products_here_are(filled):
    choices = read_filter_choices(filled)
    assert [name for _id, name, _english in choices.sectors] == ["北区", "南区"]
    assert choices.lines == ("oil", "sauce")
    assert choices.types == ("dealer", "retailer")
    assert [name for _id, name in choices.people] == ["U80", "U81"]

"""Figures go along indexes that carry what they sum, in the order in which they group."""

import datetime as dt

import pytest
from sqlalchemy import event

from app.domain.analysis.periods import Period
from app.queries.figures.accounts import read_abc_classes, read_loss_outlook
from app.queries.figures.people import read_people_figures
from app.queries.figures.retention import read_retention
from app.queries.figures.rfm import read_rfm
from app.queries.figures.service import read_work

TODAY = dt.date(2026, 11, 23)
PERIOD = Period(dt.date(2026, 1, 1), TODAY)
READS = {
    "abc": lambda desk: read_abc_classes(desk, PERIOD),
    "loss": lambda desk: read_loss_outlook(desk, TODAY),
    "people": lambda desk: read_people_figures(desk, PERIOD),
    "retention": lambda desk: read_retention(desk, PERIOD),
    "rfm": lambda desk: read_rfm(desk, TODAY),
    "work": lambda desk: read_work(desk, PERIOD),
}
WIDE = ("sales_record", "visit_log")


@pytest.fixture
def plans_of(desk):
    """Return the steps of every statement that a read runs."""

    def plans(read):
        asked = []
        with desk.store.snapshot() as look:
            engine = look.connection.engine

        def listen(_connection, _cursor, statement, values, _context, _many):
            asked.append((statement, values))

        event.listen(engine, "before_cursor_execute", listen)
        read(desk)
        event.remove(engine, "before_cursor_execute", listen)
        with desk.store.snapshot() as look:
            run = look.connection.exec_driver_sql
            return [
                [row[3] for row in run(f"EXPLAIN QUERY PLAN {statement}", values)]
                for statement, values in asked
                if any(table in statement for table in WIDE)
            ]

    return plans


@pytest.mark.parametrize("name", READS)
def test_no_figure_of_accounts_or_people_reads_the_wide_rows(name, plans_of):
    """A step names a table or, where the statement calls it otherwise, only its index."""
    steps = [step for plan in plans_of(READS[name]) for step in plan]
    reading = [step for step in steps if any(table in step for table in WIDE)]
    assert reading
    assert [step for step in reading if "COVERING INDEX" not in step] == []


@pytest.mark.parametrize("name", ["abc", "loss", "retention", "rfm"])
def test_days_grouped_in_the_order_of_their_index_are_not_sorted_again(name, plans_of):
    steps = [step for plan in plans_of(READS[name]) for step in plan]
    assert steps
    assert not [step for step in steps if "TEMP B-TREE" in step]

"""Classes and losses come out of the device's rows as they do by hand."""

import datetime as dt
from fractions import Fraction

from app.domain.analysis.abc import AbcClass, Standing
from app.domain.analysis.churn import BuyingState
from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.periods import Level, Period
from app.queries.figures.accounts import read_abc_classes, read_loss_outlook
from app.store import facts
from tests.integration.figures.conftest import key

YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 11, 23))
TODAY = dt.date(2026, 11, 23)


def test_classes_follow_the_sales_of_the_period_less_returns(desk, trade):
    trade(1, 11, "2026-01-01", 700_00)
    trade(1, 12, "2026-11-23", 100_00)
    trade(2, 11, "2026-05-05", 200_00)
    trade(2, 11, "2026-05-06", -50_00)
    trade(3, 11, "2026-06-01", 50_00)
    trade(3, 11, "2025-12-31", 9_000_00)
    trade(3, 11, "2026-11-24", 9_000_00)
    figure = read_abc_classes(desk, YEAR)
    lines = {line.account_id: line for line in figure.analysis.lines}
    assert [line.amount_minor for line in figure.analysis.lines] == [800_00, 150_00, 50_00]
    assert figure.analysis.grades() == {
        key(1): AbcClass.A,
        key(2): AbcClass.B,
        key(3): AbcClass.C,
    }
    assert lines[key(2)].before == Fraction(4, 5)
    assert lines[key(2)].cumulative == Fraction(19, 20)


def test_an_account_that_bought_nothing_is_c_and_one_that_is_courted_is_not_listed(
    desk, trade, write
):
    trade(1, 11, "2026-03-01", 100)
    write("account", {"id": key(4), "name": "New shop", "type": "retailer", "status": "prospect"})
    lines = {line.account_id: line for line in read_abc_classes(desk, YEAR).analysis.lines}
    assert lines[key(2)].standing is Standing.NO_SALES
    assert key(4) not in lines


def test_a_list_that_sold_nothing_has_no_classes(desk, trade):
    del trade
    line = read_abc_classes(desk, YEAR).analysis.lines[0]
    assert (line.grade, line.share) == (None, NotAvailable(Reason.NO_SALES))


def test_a_figure_says_how_old_its_data_is_and_that_it_is_local(desk, trade):
    del trade
    with desk.store.unit_of_work() as work:
        work.facts.write(facts.LAST_SYNC_AT, "1795395600000")
        work.commit()
    basis = read_abc_classes(desk, YEAR).basis
    assert basis.as_of == dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
    assert (basis.level, basis.is_local, basis.period) == (Level.OWN, True, YEAR)


def test_three_intervals_without_a_purchase_are_a_loss(desk, trade):
    for day in ("2026-01-05", "2026-02-04", "2026-03-08", "2026-04-05", "2026-04-05"):
        trade(1, 11, day, 100_00)
    trade(1, 11, "2026-11-20", -100_00)
    figure = read_loss_outlook(desk, TODAY)
    outlook = figure.outlooks[key(1)]
    assert outlook.rhythm.purchases.days == 4
    assert outlook.rhythm.mean_interval == 30
    assert outlook.lost_on == dt.date(2026, 7, 4)
    assert outlook.state is BuyingState.LOST
    assert figure.counts == {BuyingState.LOST: 1, BuyingState.NEVER_BOUGHT: 2}


def test_one_purchase_borrows_the_interval_of_the_type(desk, trade):
    trade(1, 11, "2026-10-01", 1)
    trade(1, 11, "2026-10-31", 1)
    trade(2, 11, "2026-09-20", 1)
    figure = read_loss_outlook(desk, TODAY)
    outlook = figure.outlooks[key(2)]
    assert (outlook.rhythm.is_group_interval, outlook.rhythm.mean_interval) == (True, 30)
    assert outlook.state is BuyingState.AT_RISK
    assert figure.outlooks[key(1)].state is BuyingState.ACTIVE


def test_whom_we_stopped_is_not_lost(desk, trade, write):
    write(
        "account",
        {"id": key(5), "name": "Frozen", "type": "dealer", "status": "active", "frozen": 1},
    )
    trade(5, 11, "2026-01-01", 1)
    trade(5, 11, "2026-01-02", 1)
    assert read_loss_outlook(desk, TODAY).outlooks[key(5)].state is BuyingState.NOT_COUNTED

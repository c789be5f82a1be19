from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.churn import (
    BuyingState,
    ChurnRules,
    Season,
    is_lost,
    loss_outlook,
    seasonal_state,
)
from app.domain.analysis.figures import NotAvailable, Reason, percent
from app.domain.analysis.frequency import NO_GROUP, Purchases, rhythm
from app.domain.analysis.retention import BaseMovement, base_movement, retention

LAST = date(2025, 4, 5)
MONTHLY = Purchases(4, date(2025, 1, 5), LAST)
WEEKLY = Purchases(3, LAST - timedelta(days=14), LAST)


def outlook(purchases, days, **options):
    group = options.pop("group_interval", NO_GROUP)
    today = LAST + timedelta(days=days)
    found = rhythm(purchases, today=today, window_days=365, group_interval=group)
    return loss_outlook(found, **options)


def test_the_worked_example_is_lost_on_the_4th_of_july():
    found = outlook(MONTHLY, 45)
    assert found.lost_on == date(2025, 7, 4)
    assert found.at_risk_on == date(2025, 6, 4)
    assert found.rhythm.overdue_factor == Fraction(3, 2)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (0, BuyingState.ACTIVE),
        (59, BuyingState.ACTIVE),
        (60, BuyingState.AT_RISK),
        (89, BuyingState.AT_RISK),
        (90, BuyingState.LOST),
    ],
)
def test_twice_late_is_at_risk_and_three_times_is_lost(days, state):
    assert outlook(MONTHLY, days).state is state


@pytest.mark.parametrize(
    ("days", "state"),
    [(14, BuyingState.AT_RISK), (59, BuyingState.AT_RISK), (60, BuyingState.LOST)],
)
def test_nobody_is_lost_within_60_days_however_often_he_bought(days, state):
    assert outlook(WEEKLY, days).state is state


def test_an_uneven_rhythm_is_rounded_up_to_the_day_on_which_the_factor_is_reached():
    uneven = Purchases(3, LAST - timedelta(days=61), LAST)
    assert outlook(uneven, 0).lost_on == LAST + timedelta(days=92)
    assert outlook(uneven, 91).state is BuyingState.AT_RISK
    assert outlook(uneven, 92).state is BuyingState.LOST


def test_who_never_bought_cannot_be_lost():
    found = outlook(Purchases(0), 500)
    assert (found.state, found.lost_on) == (BuyingState.NEVER_BOUGHT, None)


def test_one_purchase_is_judged_by_the_groups_rhythm_or_not_at_all():
    once = Purchases(1, LAST, LAST)
    assert outlook(once, 500).state is BuyingState.UNKNOWN
    assert outlook(once, 90, group_interval=Fraction(30)).state is BuyingState.LOST


@pytest.mark.parametrize("purchases", [MONTHLY, Purchases(0), Purchases(1, LAST, LAST)])
def test_an_account_that_we_barred_is_not_lost(purchases):
    assert outlook(purchases, 500, is_barred=True).state is BuyingState.NOT_COUNTED


def test_the_factors_are_settings():
    rules = ChurnRules(Decimal("1.5"), Decimal("1.6"), lost_days=0)
    assert outlook(MONTHLY, 45, rules=rules).state is BuyingState.AT_RISK
    assert outlook(MONTHLY, 48, rules=rules).state is BuyingState.LOST


@pytest.mark.parametrize(
    ("season", "state"),
    [
        (Season(1, 5, 5, is_over=True), BuyingState.ACTIVE),
        (Season(0, 1, 1, is_over=True), BuyingState.LOST),
        (Season(0, 0, 5, is_over=False), BuyingState.ACTIVE),
        (Season(0, 1, 5, is_over=False), BuyingState.AT_RISK),
        (Season(0, 1, 5, is_over=True), BuyingState.LOST),
        (Season(0, 0, 0, is_over=True), BuyingState.UNKNOWN),
    ],
)
def test_a_seasonal_buyer_is_judged_by_last_years_season(season, state):
    assert seasonal_state(season) is state


@given(st.integers(2, 50), st.integers(0, 900), st.integers(0, 2000))
def test_at_risk_comes_before_lost_and_the_dates_agree_with_the_states(count, span, days):
    purchases = Purchases(count, LAST - timedelta(days=span + count - 1), LAST)
    found, today = outlook(purchases, days), LAST + timedelta(days=days)
    assert found.at_risk_on <= found.lost_on
    assert (found.state is BuyingState.LOST) == (today >= found.lost_on)
    assert (found.state is BuyingState.LOST) == (
        found.rhythm.overdue_factor >= 3 and found.rhythm.days_since_last >= 60
    )


def test_the_worked_example_of_retention():
    found = retention(BaseMovement(start=120, kept=102, new=24))
    assert found.movement.end == 126
    assert (found.retention, found.churn) == (Fraction(85, 100), Fraction(15, 100))
    assert found.net_growth == Fraction(5, 100)
    assert f"{percent(found.new_share)}" == "19.0"


def test_without_accounts_at_the_start_there_is_nothing_to_keep():
    found = retention(BaseMovement(start=0, kept=0, new=3))
    nobody = NotAvailable(Reason.NOBODY_AT_START)
    assert found.retention == found.churn == found.net_growth == nobody
    assert found.new_share == 1
    assert found.win_back == NotAvailable(Reason.NOBODY_LOST)


def test_when_nobody_is_left_no_share_is_new():
    found = retention(BaseMovement(start=5, kept=0, new=0))
    assert (found.retention, found.churn, found.net_growth) == (0, 1, -1)
    assert found.new_share == NotAvailable(Reason.NO_ACCOUNTS)


def test_returned_accounts_are_won_back_not_new():
    found = base_movement(at_start={"a", "b"}, at_end={"b", "c", "d"}, lost_before={"d", "e"})
    assert found == BaseMovement(start=2, kept=1, new=1, returned=1, lost_before=2)
    assert retention(found).win_back == Fraction(1, 2)


@pytest.mark.parametrize("counts", [(1, 2, 0, 0, 0), (1, -1, 0, 0, 0), (1, 1, 0, 2, 1)])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(ValueError, match="nobody can"):
        BaseMovement(*counts)


ids = st.sets(st.integers(0, 30).map(str))


@given(ids, ids, ids)
def test_everybody_active_at_the_end_stayed_came_or_returned(at_start, at_end, lost):
    found = base_movement(at_start=at_start, at_end=at_end, lost_before=lost)
    assert found.end == len(at_end)
    rates = retention(found)
    if at_start:
        assert rates.retention + rates.churn == 1
        assert rates.net_growth == Fraction(len(at_end) - len(at_start), len(at_start))


@pytest.mark.parametrize("waited", [0, 59, 60, 89, 90, 91, 500])
@pytest.mark.parametrize(("span", "days"), [(90, 4), (10, 3), (0, 2), (100, 4)])
def test_many_at_once_are_judged_as_one_by_one(waited, span, days):
    last_on = date(2025, 4, 5)
    today = last_on + timedelta(days=waited)
    bought = Purchases(days, last_on - timedelta(days=span), last_on)
    outlook = loss_outlook(rhythm(bought, today=today, window_days=730))
    lost = is_lost(last_on=last_on, span_days=span, intervals=days - 1, today=today)
    assert lost == (outlook.state is BuyingState.LOST)


def test_without_an_interval_nobody_is_lost():
    day = date(2025, 4, 5)
    assert not is_lost(last_on=day, span_days=0, intervals=0, today=date(2030, 1, 1))

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain.analysis.credit_line import (
    CreditLimit,
    CreditRules,
    CreditState,
    LimitBasis,
    credit_state,
    credit_strip,
    first_order_cap_minor,
)
from app.domain.analysis.receivables import Receivable

TODAY = date(2026, 11, 23)


def owing(minor, days_late=0):
    return [Receivable(TODAY - timedelta(days=days_late), minor)]


def strip_of(limit, owed, orders=0, **more):
    return credit_strip(limit, owing(owed), open_orders_minor=orders, today=TODAY, **more)


def test_46_500_of_50_000_is_near_and_6_000_ordered_needs_approval():
    strip = strip_of(CreditLimit(5_000_000), 4_650_000, 600_000)
    assert (strip.use, strip.use_with_orders) == (Decimal("0.93"), Decimal("1.05"))
    assert strip.available_minor == -250_000
    assert strip.state is CreditState.NEAR
    assert strip.needs_approval


def test_the_strip_of_the_account_page_leaves_17_000():
    rows = [*owing(4_200_000, days_late=18), *owing(19_600_000)]
    strip = credit_strip(CreditLimit(30_000_000), rows, open_orders_minor=4_500_000, today=TODAY)
    assert strip.available_minor == 1_700_000
    assert (strip.overdue_minor, strip.oldest_days) == (4_200_000, 18)
    assert (strip.state, strip.state_with_orders) == (CreditState.FREE, CreditState.NEAR)


@pytest.mark.parametrize(
    ("owed", "state"),
    [
        (8_999, CreditState.FREE),
        (9_000, CreditState.NEAR),
        (10_000, CreditState.NEAR),
        (10_001, CreditState.OVER),
    ],
)
def test_the_lines_are_exact(owed, state):
    assert credit_state(owed, 10_000) is state


def test_the_pre_warning_is_a_setting():
    assert credit_state(80, 100, rules=CreditRules(near_percent=80)) is CreditState.NEAR


def test_an_unlimited_account_has_no_use_but_is_compared_with_its_watch_value():
    strip = strip_of(CreditLimit(is_unlimited=True, watch_minor=100), 120)
    assert (strip.use, strip.available_minor) == (None, None)
    assert (strip.basis, strip.state) == (LimitBasis.UNLIMITED, CreditState.OVER)


def test_an_unlimited_account_without_watch_value_is_unknown():
    strip = strip_of(CreditLimit(is_unlimited=True), 120)
    assert strip.state is CreditState.UNKNOWN
    assert not strip.needs_approval


def test_cash_only_warns_at_any_balance():
    assert strip_of(CreditLimit(0), 1).state is CreditState.OVER
    assert strip_of(CreditLimit(0), 0).state is CreditState.FREE
    assert strip_of(CreditLimit(0), 1).use is None


@pytest.mark.parametrize(
    ("valid_to", "basis", "available"),
    [(TODAY, LimitBasis.LIMIT, 100), (TODAY - timedelta(days=1), LimitBasis.EXPIRED, 0)],
)
def test_an_expired_limit_counts_as_zero(valid_to, basis, available):
    strip = strip_of(CreditLimit(100, valid_to_on=valid_to), 0)
    assert (strip.basis, strip.available_minor) == (basis, available)


def test_no_limit_granted_means_no_credit():
    strip = strip_of(CreditLimit(), 50)
    assert (strip.basis, strip.state) == (LimitBasis.NONE, CreditState.OVER)


def test_own_collections_not_yet_known_to_the_office_reduce_the_debt():
    strip = strip_of(CreditLimit(1_000), 900, unsent_collections_minor=300)
    assert (strip.owed_minor, strip.available_minor) == (600, 400)


@pytest.mark.parametrize(("paid", "cap"), [(0, 1_000_000), (1, 1_500_000), (3, 3_375_000)])
def test_the_cap_of_a_new_account_grows_by_half_with_each_paid_order(paid, cap):
    assert first_order_cap_minor(paid) == cap

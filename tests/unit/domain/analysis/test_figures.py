from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import (
    NotAvailable,
    Reason,
    available,
    descending,
    gap,
    is_below,
    percent,
    product,
    quotient,
    share_of,
    shown,
    square_root,
    whole_minor,
)

NONE = NotAvailable(Reason.NO_PLAN)
numbers = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@pytest.mark.parametrize("whole", [0, None, Decimal(0), Fraction(0)])
def test_a_zero_or_missing_denominator_is_not_available_and_says_why(whole):
    assert quotient(5, whole, reason=Reason.NO_PLAN) == NotAvailable(Reason.NO_PLAN)


def test_a_missing_numerator_is_not_available_but_zero_is_a_number():
    assert quotient(None, 5, reason=Reason.NO_PLAN) == NotAvailable(Reason.NO_DATA)
    assert quotient(0, 5, reason=Reason.NO_PLAN) == 0


def test_what_is_not_available_stays_so_with_its_first_reason():
    assert quotient(NONE, 5, reason=Reason.NO_SALES) == NONE
    assert quotient(5, NONE, reason=Reason.NO_SALES) == NONE
    assert product(Fraction(2), NONE, NotAvailable(Reason.NO_SALES)) == NONE
    assert gap(NONE, Fraction(1)) == gap(Fraction(1), NONE) == NONE


def test_a_total_below_zero_has_no_shares():
    assert share_of(-5, -10) == NotAvailable(Reason.NEGATIVE_TOTAL)
    assert share_of(5, 0) == NotAvailable(Reason.NO_SALES)


def test_not_available_sorts_last_and_is_never_below_a_limit():
    values = [NONE, Fraction(-3), Fraction(0), Fraction(7)]
    assert sorted(values, key=descending) == [7, 0, -3, NONE]
    assert not is_below(NONE, 10**9)
    assert is_below(Fraction(1, 3), Decimal("0.34"))
    assert not is_below(Fraction(1, 2), Decimal("0.5"))
    assert available(values) == [-3, 0, 7]


def test_factors_are_multiplied_and_expectations_subtracted():
    assert product(Fraction(2), Fraction(3), Fraction(7)) == 42
    assert gap(Fraction(2), Fraction(5)) == -3


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(2, 3), 6, "0.666667"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 1000), 1, "0.0"),
        (10**40, 2, "1" + "0" * 40 + ".00"),
    ],
)
def test_a_figure_is_rounded_once_half_up_when_it_is_shown(value, places, text):
    assert f"{shown(value, places=places):f}" == text


def test_shares_are_shown_in_percent_and_amounts_in_whole_minor_units():
    assert percent(Fraction(2, 3)) == Decimal("66.7")
    assert percent(Fraction(1, 3), places=0) == 33
    assert whole_minor(Fraction(5, 2)) == 3


@given(numbers, st.integers(0, 8))
def test_rounding_is_never_off_by_more_than_half_a_place(value, places):
    assert abs(Fraction(shown(value, places=places)) - value) <= Fraction(1, 2 * 10**places)


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1))
def test_shares_of_a_positive_total_add_up_to_exactly_one(parts):
    shares = available(share_of(part, sum(parts)) for part in parts)
    assert sum(shares) == 1 if sum(parts) > 0 else not shares


@given(st.fractions(min_value=0, max_value=10**9, max_denominator=10**6))
def test_a_root_is_cut_off_after_twelve_decimals(value):
    root, step = square_root(value), Fraction(1, 10**12)
    assert root**2 <= value < (root + step) ** 2
    assert (root / step).denominator == 1
    assert square_root(value**2) == value or value.denominator > 1

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.money import allocate, parse_amount, ratio, rounded, times, to_major


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("1.2万", 1_200_000),
        ("12,000.5", 1_200_050),
        ("1200", 120_000),
        ("3亿", 30_000_000_000),
        ("¥42k", 4_200_000),
        ("￥ 1,326.40 万", 1_326_400_000),
        ("2w", 2_000_000),
        ("5千", 500_000),
        ("2百万", 200_000_000),
        ("1千万元", 1_000_000_000),
        (".5", 50),
        ("１２．５", 1_250),
        ("0", 0),
        ("1.234567万", 1_234_567),
        ("100元", 10_000),
        ("9999999999999.99", 999_999_999_999_999),
    ],
)
def test_typed_amounts_are_read_exactly(typed, minor):
    assert parse_amount(typed) == minor


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "money.form"),
        (".", "money.form"),
        ("万", "money.form"),
        ("abc", "money.form"),
        ("1万2", "money.form"),
        ("1.2.3", "money.form"),
        ("1e5", "money.form"),
        ("一百", "money.form"),
        ("1,2000", "money.grouping"),
        (",5", "money.grouping"),
        ("0.001", "money.decimals"),
        ("1.2345678万", "money.decimals"),
        ("-5", "money.low"),
        ("10万亿", "money.form"),
        ("10000000000000", "money.high"),
    ],
)
def test_what_is_not_one_amount_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        parse_amount(typed)
    assert refused.value.code == code


def test_a_credit_note_may_be_negative_where_the_caller_allows_it():
    assert parse_amount("-¥5.20", lowest_minor=-100_000) == -520


@given(st.integers(0, 999_999_999_999_999))
def test_every_amount_that_is_written_out_is_read_back(minor):
    assert parse_amount(f"{to_major(minor):,}") == minor


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("0.005", 2, "0.01"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.8875", 2, "0.89")],
)
def test_halves_are_rounded_away_from_zero(value, places, expected):
    assert rounded(Decimal(value), places=places) == Decimal(expected)


def test_a_product_is_rounded_once():
    assert times(333, Decimal("0.15")) == 50


def test_a_zero_denominator_is_not_available_rather_than_zero():
    assert ratio(5, 0) is None


@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any),
)
def test_shares_add_up_and_are_off_by_less_than_one_unit(total, weights):
    shares = allocate(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - total * weight) < sum(weights)


def test_the_units_left_go_to_the_largest_remainders():
    assert allocate(100, (1, 1, 1)) == (34, 33, 33)
    assert allocate(-100, (1, 1, 1)) == (-34, -33, -33)
    assert allocate(10, (0, 3, 7)) == (0, 3, 7)


@pytest.mark.parametrize("weights", [(), (0, 0), (2, -1)])
def test_weights_that_share_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        allocate(100, weights)

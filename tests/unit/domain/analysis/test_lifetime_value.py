from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason, shown
from app.domain.analysis.lifetime_value import LifetimeTerms, lifetime_value

EXAMPLE = LifetimeTerms(
    margin_minor=2_000_000,
    retention=Decimal("0.80"),
    discount=Decimal("0.10"),
    years=5,
    acquisition_minor=600_000,
)


def test_the_worked_example_year_by_year():
    found = lifetime_value(EXAMPLE)
    years = [f"{shown(year / 100, places=0)}" for year in found.by_year]
    assert years == ["20000", "14545", "10579", "7693", "5595"]
    assert f"{shown(sum(found.by_year) / 100, places=0)}" == "58413"
    assert f"{shown(found.value_minor / 100, places=0)}" == "52413"
    assert not found.is_assumed


def test_an_unknown_retention_is_the_segments_and_says_so():
    found = lifetime_value(replace(EXAMPLE, retention=None, segment_retention=Decimal("0.80")))
    assert found.value_minor == lifetime_value(EXAMPLE).value_minor
    assert found.is_assumed


def test_without_any_retention_there_is_no_value():
    found = lifetime_value(replace(EXAMPLE, retention=None))
    assert found.value_minor == NotAvailable(Reason.RETENTION_UNKNOWN)
    assert found.by_year == ()


def test_its_own_retention_goes_before_the_segments():
    found = lifetime_value(replace(EXAMPLE, segment_retention=Decimal("0.10")))
    assert found.value_minor == lifetime_value(EXAMPLE).value_minor


def test_a_negative_margin_makes_the_value_negative_and_it_is_shown():
    found = lifetime_value(replace(EXAMPLE, margin_minor=-2_000_000, acquisition_minor=0))
    assert f"{shown(found.value_minor / 100, places=0)}" == "-58413"


def test_a_retention_of_one_loses_nobody():
    terms = replace(EXAMPLE, retention=Decimal(1), discount=Decimal(0))
    assert lifetime_value(terms).value_minor == 5 * 2_000_000 - 600_000


def test_a_retention_of_zero_leaves_the_first_year():
    assert lifetime_value(replace(EXAMPLE, retention=Decimal(0))).value_minor == 1_400_000


@pytest.mark.parametrize(
    "change",
    [
        {"years": 0},
        {"discount": Decimal(-1)},
        {"retention": Decimal("1.01")},
        {"retention": Decimal("-0.01")},
    ],
)
def test_rates_out_of_range_are_refused(change):
    with pytest.raises(ValueError, match=r"year|retention"):
        lifetime_value(replace(EXAMPLE, **change))


@given(st.integers(1, 10**9), st.integers(0, 99), st.integers(0, 50), st.integers(1, 30))
def test_the_sum_is_that_of_the_geometric_series(margin, kept, discount, years):
    terms = LifetimeTerms(
        margin, Decimal(kept) / 100, Decimal(discount) / 100, years, acquisition_minor=0
    )
    step = Fraction(kept, 100 + discount)
    assert lifetime_value(terms).value_minor == margin * (1 - step**years) / (1 - step)

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason, percent
from app.domain.analysis.forecast import (
    Method,
    MonthPoint,
    forecast,
    moving_average,
    seasonal,
    seasonal_of,
    smoothing,
)
from app.domain.analysis.forecast_error import forecast_error
from app.domain.analysis.periods import months_from
from app.domain.analysis.pipeline import OpenOpportunity, pipeline

ALPHA = Decimal("0.3")
TOO_FEW = NotAvailable(Reason.TOO_FEW_MONTHS)


def series(amounts, first="2024-01", outliers=()):
    months = months_from(first, "2099-12")
    return [
        MonthPoint(month, amount, is_outlier=place in outliers)
        for place, (month, amount) in enumerate(zip(months, amounts, strict=False))
    ]


def test_the_worked_example_of_the_moving_average():
    assert moving_average([40, 44, 48]) == 44
    assert moving_average([1, 40, 44, 48]) == 44


def test_the_worked_example_of_smoothing():
    assert smoothing([40, 44, 48], alpha=ALPHA) == Fraction("43.24")
    first_step = ALPHA * 44 + (1 - ALPHA) * 40
    assert first_step == Decimal("41.2")


def test_the_worked_example_of_the_season():
    assert seasonal(same_month_last_year=60, to_date=132, to_date_last_year=120) == 66
    none = seasonal(same_month_last_year=60, to_date=132, to_date_last_year=0)
    assert none == NotAvailable(Reason.NO_YEAR_BEFORE)


def test_the_worked_example_of_the_error_is_8_6_percent():
    pairs = [(50, 44), (52, 46), (47, 48)]
    assert [f"{percent(forecast_error([pair]).mape)}" for pair in pairs] == ["12.0", "11.5", "2.1"]
    found = forecast_error(pairs)
    assert (f"{percent(found.mape)}", found.compared, found.left_out) == ("8.6", 3, 0)


def test_a_month_without_sales_has_no_percentage_but_is_counted():
    found = forecast_error([(0, 5), (50, 44)])
    assert (found.mape, found.compared, found.left_out) == (Fraction(12, 100), 1, 1)
    assert forecast_error([(1, 2)]).mape == 1
    assert forecast_error([(0, 5)]).mape == NotAvailable(Reason.NOTHING_TO_COMPARE)


@pytest.mark.parametrize("points", [[], [40], [40, 44], [40, None, 44]])
def test_fewer_than_three_points_give_no_forecast(points):
    assert moving_average(points) == smoothing(points, alpha=ALPHA) == TOO_FEW
    found = forecast(series(points))
    assert (found.method, found.value) == (None, TOO_FEW)


def test_an_unknown_month_is_skipped_not_taken_as_zero():
    assert moving_average([40, None, 44, 48]) == 44
    assert smoothing([40, None, 44, 48], alpha=ALPHA) == Fraction("43.24")


def test_fewer_than_13_months_give_no_season():
    assert seasonal_of(series(range(1, 13))) == TOO_FEW


def test_the_season_takes_the_year_to_date_of_both_years():
    # January to May were 150 in 2024 and 250 in 2025; June 2024 was 60.
    points = series([10, 20, 30, 40, 50, 60, 7, 7, 7, 7, 7, 7, 90, 10, 20, 30, 100])
    assert seasonal_of(points) == 100


def test_the_year_to_date_begins_in_january():
    points = series([999, 10, 10, 60, *[7] * 9, 5, 20, 20], first="2023-12")
    assert (points[-1].month, seasonal_of(points)) == ("2025-03", 7 * Fraction(45, 80))


def test_in_january_the_season_compares_the_whole_year():
    assert seasonal_of(series([10] * 11 + [130] + [30] * 11 + [150])) == 60


def test_the_season_needs_the_month_a_year_before_and_no_more():
    points = series([50, 8, *[7] * 10, 100], first="2024-12")
    assert points[-1].month == "2025-12"
    assert seasonal_of(points) == 16


def test_the_season_compares_only_months_known_in_both_years():
    points = series([10, None, 30, 40, 50, 60, 7, 7, 7, 7, 7, 7, 20, 999, 60])
    assert seasonal_of(points) == 80
    gap = series([10, 20, 30, None, 50, 60, 7, 7, 7, 7, 7, 7, 20, 40, 60])
    assert seasonal_of(gap) == NotAvailable(Reason.NO_YEAR_BEFORE)


def test_a_promotion_is_kept_out_of_the_forecast_and_of_its_error():
    found = forecast(series([40, 44, 900, 48], outliers={2}))
    assert found.values[Method.MOVING_AVERAGE] == 44
    assert found.errors[Method.MOVING_AVERAGE].compared == 0


def test_the_method_that_erred_least_is_chosen():
    pattern = [10, 90, 30, 70, 20, 80, 40, 60, 15, 85, 35, 65]
    found = forecast(series(pattern * 3))
    assert found.method is Method.SEASONAL
    assert (found.value, found.errors[Method.SEASONAL].mape) == (10, 0)
    rising = forecast(series([100, 100, 100, 160, 160, 160, 160]), alpha=Decimal("0.9"))
    assert rising.method is Method.SMOOTHING


def test_methods_are_compared_over_the_same_months():
    found = forecast(series(range(100, 130)))
    assert len({error.compared for error in found.errors.values()}) == 1
    assert found.errors[Method.SEASONAL].compared == 30 - 13


def test_equal_errors_choose_the_simpler_method_and_untested_ones_wait():
    assert forecast(series([50] * 30)).method is Method.MOVING_AVERAGE
    short = forecast(series([50] * 13))
    assert isinstance(short.values[Method.SEASONAL], Fraction)
    assert short.errors[Method.SEASONAL].compared == 0
    assert short.method is Method.MOVING_AVERAGE


@given(st.lists(st.integers(1, 10**6), min_size=3, max_size=30))
def test_averages_lie_between_the_lowest_and_the_highest_point(points):
    for value in (moving_average(points), smoothing(points, alpha=ALPHA)):
        assert min(points) <= value <= max(points)


@given(st.lists(st.integers(1, 10**6) | st.none(), min_size=3, max_size=30))
def test_the_chosen_method_has_the_lowest_error(points):
    found = forecast(series(points))
    if found.method is not None:
        chosen = found.errors[found.method]
        assert found.value == found.values[found.method]
        assert all(
            chosen.order <= error.order
            for name, error in found.errors.items()
            if isinstance(found.values[name], Fraction)
        )


TODAY = date(2026, 11, 23)


def chance(name, amount, probability, expected_on=None):
    return OpenOpportunity(name, amount, Decimal(probability), expected_on)


def test_the_worked_example_of_the_pipeline_is_114_000():
    rows = [
        chance("a", 10_000_000, "0.20"),
        chance("b", 6_000_000, "0.50", TODAY),
        chance("c", 8_000_000, "0.80", date(2027, 1, 1)),
    ]
    found = pipeline(rows, today=TODAY)
    assert (found.weighted_minor, found.overdue_minor, found.overdue) == (11_400_000, 0, ())
    assert pipeline([], today=TODAY).weighted_minor == 0


def test_overdue_opportunities_are_listed_apart():
    rows = [chance("late", 100, "0.5", date(2026, 11, 22)), chance("due", 100, "0.3", TODAY)]
    found = pipeline(rows, today=TODAY)
    assert (found.weighted_minor, found.overdue_minor, found.overdue) == (30, 50, ("late",))

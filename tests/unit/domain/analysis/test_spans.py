from datetime import date

import pytest

from app.domain.analysis.periods import Period
from app.domain.analysis.spans import Span, stretch, year_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.MONTH, date(2026, 11, 1), date(2026, 11, 30)),
        (Span.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        (Span.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_running_one_counts_up_to_today(span, first, last):
    found = stretch(span, TODAY)
    assert found.whole == Period(first, last)
    assert found.to_date == Period(first, TODAY)
    assert found.is_running


@pytest.mark.parametrize(
    ("span", "back", "first", "last"),
    [
        (Span.MONTH, 11, date(2025, 12, 1), date(2025, 12, 31)),
        (Span.MONTH, 21, date(2025, 2, 1), date(2025, 2, 28)),
        (Span.QUARTER, 4, date(2025, 10, 1), date(2025, 12, 31)),
        (Span.YEAR, 2, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_an_earlier_one_counts_whole(span, back, first, last):
    found = stretch(span, TODAY, back=back)
    assert found.whole == found.to_date == Period(first, last)
    assert not found.is_running


def test_a_stretch_knows_its_quarter_and_year():
    found = stretch(Span.QUARTER, TODAY, back=4)
    assert (found.quarter, found.year) == (4, 2025)
    assert year_of(found) == Period(date(2025, 1, 1), date(2025, 12, 31))

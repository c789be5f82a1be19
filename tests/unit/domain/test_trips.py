"""Days of a trip."""

import datetime as dt

import pytest

from app.domain.visits.trips import LONGEST_TRIP_DAYS, trip_faults

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("first", "days", "codes"),
    [
        (0, 0, []),
        (0, LONGEST_TRIP_DAYS - 1, []),
        (0, LONGEST_TRIP_DAYS, ["trip.days.long"]),
        (-1, 3, ["trip.day.past"]),
        (3, -1, ["trip.days.order"]),
    ],
)
def test_a_trip_begins_today_at_the_earliest_and_ends_after_it_began(first, days, codes):
    from_on = TODAY + dt.timedelta(days=first)
    found = trip_faults(from_on, from_on + dt.timedelta(days=days), today=TODAY)
    assert [fault.code for fault in found] == codes

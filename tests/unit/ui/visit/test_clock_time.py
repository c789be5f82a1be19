from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from ui.screens.visit.clock_time import at_clock, typed_clock


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:34", dt.time(9, 34)),
        ("0934", dt.time(9, 34)),
        ("９：３４", dt.time(9, 34)),
        ("9点34分", dt.time(9, 34)),
        ("14.05", dt.time(14, 5)),
        ("9", dt.time(9)),
        (" ", None),
    ],
)
def test_a_time_is_understood_as_people_write_it(text, time):
    assert typed_clock(text) == time


@pytest.mark.parametrize("text", ["25:00", "9:60", "morning", "9:3", "12345"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match=r"time|hour|minute"):
        typed_clock(text)


def test_a_corrected_time_lies_on_the_local_day():
    shanghai = ZoneInfo("Asia/Shanghai")
    late = dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)  # the 23rd, one o'clock at night
    assert at_clock(late, dt.time(0, 30), shanghai).astimezone(dt.UTC) == dt.datetime(
        2026, 11, 22, 16, 30, tzinfo=dt.UTC
    )

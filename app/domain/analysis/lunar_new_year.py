"""Spring Festival (春节), the first day of the Chinese year, from 2014 to 2045."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

_DAYS = (
    *("2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05"),
    *("2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29"),
    *("2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23"),
    *("2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15"),
    *("2038-02-04", "2039-01-24", "2040-02-12", "2041-02-01", "2042-01-22", "2043-02-10"),
    *("2044-01-30", "2045-02-17"),
)

LUNAR_NEW_YEAR: Mapping[int, date] = {int(day[:4]): date.fromisoformat(day) for day in _DAYS}
"""By year of our calendar.

Source: GB/T 33661-2017 (农历的编算和颁行): the day of the new moon in Beijing time (UTC+8) that
begins the first month; the new moons after J. Meeus, Astronomical Algorithms, chapter 49.
"""

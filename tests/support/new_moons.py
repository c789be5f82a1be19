"""New moons in Beijing time, computed: an independent check of the lunar calendar's table."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import radians, sin

_LUNATIONS_IN_YEAR = 12.3685
_EPOCH = datetime(2000, 1, 1, 12)  # noqa: DTZ001 - dynamical time, no zone
_CLOCK_BEHIND = timedelta(seconds=72)  # dynamical time − UTC in these decades
_BEIJING = timedelta(hours=8)


def new_moon_days(year: int) -> set[date]:
    """Return the days of the new moons around January and February of a year.

    Source: J. Meeus, Astronomical Algorithms, chapter 49; off by less than a minute.
    """
    first = int((year - 2000) * _LUNATIONS_IN_YEAR) - 1
    return {_beijing_day(lunation) for lunation in range(first, first + 5)}


def _beijing_day(lunation: int) -> date:
    days = _new_moon(lunation) - 2451545
    return (_EPOCH + timedelta(days=days) - _CLOCK_BEHIND + _BEIJING).date()


def _new_moon(k: int) -> float:
    t = k / 1236.85
    mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    orbit = 1 - 0.002516 * t
    sun = 2.5534 + 29.10535670 * k
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t
    node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
    waves = (
        *((-0.40720, moon), (0.17241 * orbit, sun), (0.01608, 2 * moon), (0.01039, 2 * node)),
        *((0.00739 * orbit, moon - sun), (-0.00514 * orbit, moon + sun), (0.00208, 2 * sun)),
        *((-0.00111, moon - 2 * node), (-0.00057, moon + 2 * node), (0.00056, 2 * moon + sun)),
        *((-0.00042, 3 * moon), (0.00042, sun + 2 * node), (0.00038, sun - 2 * node)),
        *((-0.00024, 2 * moon - sun), (-0.00017, 124.7746 - 1.56375588 * k)),
        *((0.000325, 299.77 + 0.107408 * k), (0.000165, 251.88 + 0.016321 * k)),
        *((0.000164, 251.83 + 26.651886 * k), (0.000126, 349.42 + 36.412478 * k)),
        *((0.000110, 84.66 + 18.206239 * k), (0.000062, 141.74 + 53.303771 * k)),
        *((0.000060, 207.14 + 2.453732 * k), (0.000056, 154.84 + 7.306860 * k)),
        *((0.000047, 34.52 + 27.261239 * k), (0.000042, 207.19 + 0.121824 * k)),
    )
    return mean + sum(size * sin(radians(angle)) for size, angle in waves)

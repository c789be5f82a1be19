from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.device.clock import fixed_zone_name, latest_known_time, local_zone_name, utc_now

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_clock_set_back_gains_nothing():
    assert latest_known_time(wall=NOON - DAY, high_water=NOON) == NOON
    assert latest_known_time(wall=NOON - DAY, server_time=NOON, seconds_since_server=60) == (
        NOON + timedelta(minutes=1)
    )


def test_the_wall_clock_counts_when_it_is_ahead():
    assert latest_known_time(wall=NOON, high_water=NOON - DAY, server_time=NOON - DAY) == NOON
    assert latest_known_time(wall=NOON) == NOON


def test_a_monotonic_clock_that_ran_backwards_is_ignored():
    late = latest_known_time(wall=NOON - DAY, server_time=NOON, seconds_since_server=-500)

    assert late == NOON


def test_now_is_utc():
    assert utc_now().utcoffset() == timedelta()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin"])
def test_the_zone_of_the_environment_is_told(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)

    assert local_zone_name() == zone


def test_the_machines_zone_is_a_name_the_zone_tables_know(monkeypatch):
    monkeypatch.delenv("TZ", raising=False)

    ZoneInfo(local_zone_name())


@pytest.mark.parametrize(("hours", "name"), [(8, "Etc/GMT-8"), (-5, "Etc/GMT+5"), (0, "Etc/UTC")])
def test_a_nameless_zone_becomes_a_fixed_offset(hours, name):
    offset = timedelta(hours=hours)

    assert fixed_zone_name(offset) == name
    assert ZoneInfo(name).utcoffset(NOON) == offset

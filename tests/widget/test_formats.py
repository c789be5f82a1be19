"""Figures, money, days and ages as the user reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ui.formats import Formats

SHANGHAI = ZoneInfo("Asia/Shanghai")
ZH = Formats("zh_CN", SHANGHAI)
EN = Formats("en", SHANGHAI)
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minor", "written"),
    [(4_200_000, "¥42,000.00"), (1, "¥0.01"), (-5, "−¥0.05"), (0, "¥0.00")],
)
def test_exact_money_shows_every_fen(minor: int, written: str):
    assert ZH.money(minor) == written
    assert EN.money(minor) == written


@pytest.mark.parametrize(
    ("minor", "places", "written"),
    [
        (4_200_000, 2, "4.20万"),
        (1_326_400_000, 1, "1,326.4万"),
        (12_800_000_000, 2, "1.28亿"),
        (999_999, 2, "¥10,000"),
        (768_000, 2, "¥7,680"),
        (1_000_000, 2, "1.00万"),
        (9_999_999_999, 2, "1.00亿"),
        (-4_200_000, 2, "−4.20万"),
    ],
)
def test_rounded_chinese_money_counts_in_wan_and_yi(minor: int, places: int, written: str):
    assert ZH.money_rounded(minor, places=places) == written


@pytest.mark.parametrize(
    ("minor", "written"),
    [
        (4_200_000, "¥42k"),
        (1_330_000_000, "¥13.3m"),
        (12_800_000_000, "¥128m"),
        (768_000, "¥7.7k"),
        (86_000, "¥860"),
        (99_999_999, "¥1.0m"),
        (250_000_000_000, "¥2.5bn"),
    ],
)
def test_rounded_english_money_counts_in_thousands(minor: int, written: str):
    assert EN.money_rounded(minor) == written


def test_half_a_step_is_rounded_up_without_a_float():
    assert ZH.money_rounded(100_500_0, places=2) == "1.01万"
    assert ZH.number(Decimal("2.25"), 1) == "2.3"


def test_near_days_have_names_and_other_years_their_year():
    assert [ZH.day(TODAY + timedelta(days=n), today=TODAY) for n in (-1, 0, 1)] == [
        "昨天",
        "今天",
        "明天",
    ]
    assert ZH.day(date(2026, 11, 16), today=TODAY) == "11月16日"
    assert EN.day(date(2026, 11, 16), today=TODAY) == "16 Nov"
    assert ZH.day(date(2025, 11, 16), today=TODAY) == "2025年11月16日"
    assert EN.day(date(2025, 11, 16), today=TODAY) == "16 Nov 2025"


def test_a_moment_is_read_from_the_wall_clock_of_the_zone():
    assert ZH.moment(datetime(2026, 11, 23, 1, 30, tzinfo=UTC), now=NOW) == "今天 09:30"
    late = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    assert ZH.moment(late, now=NOW) == "今天 01:00"
    assert EN.moment(late, now=NOW) == "today 01:00"


def test_forms_and_contracts_write_the_whole_date():
    assert ZH.full_day(date(2027, 3, 31)) == "2027-03-31"
    assert EN.full_day(date(2027, 3, 31)) == "31 Mar 2027"


def test_ages_say_how_long():
    assert (ZH.days_late(18), EN.days_late(18)) == ("逾期 18 天", "18 days late")
    assert (ZH.days_old(143), EN.days_old(1)) == ("已 143 天", "1 day old")
    assert (ZH.days_left(22), EN.days_left(22)) == ("剩 22 天", "22 days left")


def test_other_measures():
    assert ZH.bytes(14_200_000) == "14.2 MB"
    assert ZH.bytes(999) == "999 B"
    assert ZH.count(3214) == "3,214"
    assert ZH.percent(Decimal("0.098"), 1, signed=True) == "+9.8%"
    assert ZH.percent(Decimal("-0.58")) == "−58%"
    assert ZH.duration(timedelta(minutes=72)) == "1 小时 12 分"
    assert EN.duration(timedelta(minutes=22)) == "22 min"
    assert (ZH.distance(600), ZH.distance(6200)) == ("600 米", "6.2 公里")
    assert (ZH.weekday(TODAY), EN.weekday(TODAY)) == ("周一", "Mon")
    assert (ZH.month(3), EN.month(3)) == ("3月", "Mar")

"""What people type for money, numbers and days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ui.typed_values import typed_day, typed_money, typed_number

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1.2万", 1_200_000),
        ("１．２万", 1_200_000),
        ("42,000.50", 4_200_050),
        ("¥300", 30_000),
        ("3亿元", 30_000_000_000),
        ("-0.05", -5),
        ("", None),
        ("  ", None),
    ],
)
def test_money_is_understood_as_it_is_typed(text: str, minor: int | None):
    assert typed_money(text) == minor


@pytest.mark.parametrize("text", ["abc", "1.2.3", "0.001", "1..2", "万", "1e5", "--1"])
def test_what_is_no_amount_is_refused(text: str):
    with pytest.raises(ValueError, match=r"number|decimals"):
        typed_money(text)


def test_a_number_keeps_its_decimals():
    assert typed_number("2.50") == Decimal("2.50")
    assert typed_number("3k") == 3000


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("t", MONDAY),
        ("今天", MONDAY),
        ("明天", date(2026, 11, 24)),
        ("+7", date(2026, 11, 30)),
        ("-1", date(2026, 11, 22)),
        ("周三", date(2026, 11, 25)),
        ("周一", MONDAY),
        ("下周三", date(2026, 12, 2)),
        ("下下周一", date(2026, 12, 7)),
        ("星期天", date(2026, 11, 29)),
        ("2027-03-31", date(2027, 3, 31)),
        ("2027年3月31日", date(2027, 3, 31)),
        ("11-25", date(2026, 11, 25)),
        ("3.31", date(2027, 3, 31)),
        ("30", date(2026, 11, 30)),
        ("5", date(2026, 12, 5)),
        ("31 Mar 2027", date(2027, 3, 31)),
        ("2 Dec", date(2026, 12, 2)),
        ("", None),
    ],
)
def test_a_day_is_understood_as_it_is_typed(text: str, day: date | None):
    assert typed_day(text, today=MONDAY) == day


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "13-01", "周八", "99999"])
def test_what_is_no_day_is_refused(text: str):
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar words its own refusals
        typed_day(text, today=MONDAY)

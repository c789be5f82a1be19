"""What people type for money, numbers and days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ui.texts import _
from ui.typed_values import typed_day, typed_money, typed_number
from ui.typed_words import day_words, number_words

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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("9" * 50, "Too long for a number. Write only the number, such as 1.2万"),
        ("100000亿", "Too big. The largest number here is 9,999,999,999,999"),
        ("0.001", "Too many decimals for this field"),
        ("abc", "Not a number. Try 1.2万 or 1,200.50"),
        (",", "Not a number. Try 1.2万 or 1,200.50"),
    ],
)
def test_an_amount_that_is_refused_says_why(text: str, sentence: str):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the sentence is what matters
        typed_money(text)
    assert number_words(refused.value) == _(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1" * 50, "Too long for a day. Write only the day, such as 2027-03-31"),
        ("2027-02-30", "The calendar has no such day"),
        ("13-01", "The calendar has no such day"),
        ("0000-01-01", "The calendar has no such day"),
        ("soon", "Not a day. Try 2027-03-31, +7 or 下周三"),
    ],
)
def test_a_day_that_is_refused_says_why(text: str, sentence: str):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the sentence is what matters
        typed_day(text, today=MONDAY)
    assert day_words(refused.value) == _(sentence)


def test_the_largest_amount_fits_into_a_record():
    assert typed_money("9,999,999,999,999") == 999_999_999_999_900


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

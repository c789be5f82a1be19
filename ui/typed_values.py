"""Understands what people type for money, numbers and days: 1.2万, +7, 下周三."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

_CENT = 100
_MOST = Decimal(10) ** 13
"""An amount of ten million million has more minor units than a record can hold."""
_WEEK = 7
_LONGEST = 40
"""Characters of the longest amount or day that makes sense; a page pasted by mistake is neither."""
_SCALES = {"": 1, "k": 1_000, "千": 1_000, "w": 10_000, "万": 10_000, "m": 1_000_000, "亿": 10**8}
_AMOUNT = re.compile(r"([+-]?)[¥$€£]?([\d,]*\.?\d+|[\d,]+\.?)\s*(k|w|m|千|万|亿|)元?")
_STEP = re.compile(r"([+-])(\d{1,4})")
_FULL_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")
_ENGLISH_DAY = re.compile(r"(\d{1,2})\s*([a-z]{3})[a-z]*\.?(?:\s*(\d{4}))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})[日号]?")
_WEEKDAY = re.compile(r"(下*)(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"
_DAY_FORMS = (_FULL_DAY, _DAY_OF_YEAR, _ENGLISH_DAY, _DAY_OF_MONTH)
_NEAR = {
    "t": 0, "today": 0, "今天": 0, "今": 0, "tomorrow": 1, "明天": 1, "明": 1, "后天": 2,
    "大后天": 3, "昨天": -1, "yesterday": -1, "前天": -2,
}  # fmt: skip


class TypedTooLongError(ValueError):
    """The text is longer than any amount or day; a page pasted by mistake."""


class TypedTooBigError(ValueError):
    """A number that no field holds."""


class TypedFractionError(ValueError):
    """A number with more decimals than its field has."""


class TypedNoSuchDayError(ValueError):
    """It looks like a day, but the calendar has none like it, such as 30 February."""


def typed_number(text: str) -> Decimal | None:
    """Return the number a text means, None for an empty one.

    Raises:
        TypedTooBigError: The number is 10¹³ or more.
        ValueError: The text is no number.
    """
    plain = _plain(text)
    if not plain:
        return None
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        raise ValueError("not a number")
    sign, digits, scale = match.groups()
    plain_digits = digits.replace(",", "")
    if not any(map(str.isdigit, plain_digits)):
        raise ValueError("no digits")
    number = Decimal(sign + plain_digits) * _SCALES[scale]
    if abs(number) >= _MOST:
        raise TypedTooBigError("a number of ten million million or more")
    return number


def check_places(number: Decimal | None, places: int) -> None:
    """Check that a number has no more decimals than its field.

    Raises:
        TypedFractionError: It has.
    """
    if number is not None and number != round(number, places):
        raise TypedFractionError("too many decimals")


def typed_money(text: str) -> int | None:
    """Return an amount in minor units (分), None for an empty text.

    Raises:
        TypedFractionError: The amount has parts of a minor unit.
        TypedTooBigError: No field holds as much.
        ValueError: The text is no amount.
    """
    number = typed_number(text)
    if number is None:
        return None
    minor = number * _CENT
    if minor != minor.to_integral_value():
        raise TypedFractionError("too many decimals")
    return int(minor)


def typed_day(text: str, *, today: date) -> date | None:
    """Return the day a text means, None for an empty one.

    A weekday alone is the next one from today on; each 下 goes to the week after. A day without a
    year is the nearest from today on.

    Raises:
        TypedNoSuchDayError: The calendar has no such day.
        ValueError: The text is no day.
    """
    plain = _plain(text)
    if not plain:
        return None
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    day = _relative_day(plain, today)
    if day is None and not any(form.fullmatch(plain) for form in _DAY_FORMS):
        raise ValueError("not a day")
    try:
        return day or _calendar_day(plain, today)
    except ValueError as error:
        raise TypedNoSuchDayError("no such day") from error


def _relative_day(plain: str, today: date) -> date | None:
    if match := _STEP.fullmatch(plain):
        return today + timedelta(days=int(match[1] + match[2]))
    if match := _WEEKDAY.fullmatch(plain):
        return _weekday(match[2].replace("天", "日"), weeks=len(match[1]), today=today)
    return None


def _calendar_day(plain: str, today: date) -> date:
    if match := _FULL_DAY.fullmatch(plain):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_OF_YEAR.fullmatch(plain):
        return _coming(int(match[1]), int(match[2]), today)
    if (match := _ENGLISH_DAY.fullmatch(plain)) and match[2] in _MONTHS:
        month = _MONTHS.index(match[2]) + 1
        if match[3]:
            return date(int(match[3]), month, int(match[1]))
        return _coming(month, int(match[1]), today)
    if match := _DAY_OF_MONTH.fullmatch(plain):
        return _coming_day(int(match[1]), today)
    raise ValueError("not a day")


def _plain(text: str) -> str:
    plain = text.strip()
    if len(plain) > _LONGEST:
        raise TypedTooLongError("longer than any amount or day")
    return unicodedata.normalize("NFKC", plain).strip().lower()


def _weekday(name: str, *, weeks: int, today: date) -> date:
    wanted = _WEEKDAYS.index(name)
    if weeks:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=weeks * _WEEK + wanted)
    return today + timedelta(days=(wanted - today.weekday()) % _WEEK)


def _coming(month: int, day: int, today: date) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _coming_day(day: int, today: date) -> date:
    if day >= today.day:
        return today.replace(day=day)
    first_of_next = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first_of_next.replace(day=day)

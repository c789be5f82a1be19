"""Reads a day as people and programs in China write it."""

from __future__ import annotations

import datetime as dt
import re

from app.domain.errors import ValidationError

_TIME = r"(?:[T\s]+\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{0,2}秒?(?:\.\d+)?)?)?"
_YEAR_FIRST = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})" + _TIME),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})" + _TIME),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?" + _TIME),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TIME)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_CHINESE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_TEN = 10
_MONTHS = 12


def read_day(text: str) -> tuple[str, bool]:
    """Return a typed day as "2026-11-21", and whether its order had to be worked out.

    Args:
        text: Half width, without outer blanks. A time behind the day is left out.

    Raises:
        ValidationError: `import.cell.date`, no such day; `import.cell.date_order`, day and month
            could be either way round; `import.cell.year`, the century is not written.
    """
    for form in _YEAR_FIRST:
        if found := form.fullmatch(text):
            year, month, day = map(int, found.groups())
            return _day(year, month, day, text), False
    if found := _CHINESE.fullmatch(text):
        return _day(*_chinese_parts(found), text), False
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found, text), True
    if _SHORT_YEAR.fullmatch(text):
        raise ValidationError("import.cell.year", text=text[:40])
    raise ValidationError("import.cell.date", text=text[:40])


def _year_last(found: re.Match[str], text: str) -> str:
    first, second, year = map(int, found.groups())
    if first != second and first <= _MONTHS and second <= _MONTHS:
        raise ValidationError("import.cell.date_order", text=text[:40])
    month, day = (second, first) if first > _MONTHS else (first, second)
    return _day(year, month, day, text)


def _day(year: int, month: int, day: int, text: str) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise ValidationError("import.cell.date", text=text[:40]) from None


def _chinese_parts(found: re.Match[str]) -> tuple[int, int, int]:
    year = int("".join(str(_DIGITS[digit]) for digit in found[1]))
    return year, _chinese_number(found[2]), _chinese_number(found[3])


def _chinese_number(text: str) -> int:
    """Read 一 to 三十一; what is none gives 0, which is no month and no day."""
    tens, ten, units = text.partition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else 0
    if len(tens) > 1 or len(units) > 1 or "十" in units:
        return 0
    return (_DIGITS[tens] if tens else 1) * _TEN + (_DIGITS[units] if units else 0)

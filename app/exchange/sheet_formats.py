"""What the number formats of a spreadsheet make of its numbers: days, shares, leading zeros."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from app.domain.importing.cells import CellKind, SheetValue

_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Built-in formats of days and times, those of Chinese editions included."""
_SHARES = frozenset({9, 10})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY_LETTERS = re.compile(r"[ymdhs]|上午|AM/PM", re.IGNORECASE)
_WHOLE = re.compile(r"-?\d+")
_KEPT_DIGITS = 15
"""A spreadsheet keeps so many; of a longer number the rest are zeros."""
_FIRST_1900, _FIRST_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - a calendar day
_LEAP_THAT_NEVER_WAS = 60
_LAST_SERIAL = 2_958_466
_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format does to a number.

    Attributes:
        is_day: It shows a day or a time.
        is_share: It shows hundredths with a sign.
        zeros: So many digits at least, filled with zeros in front; 0 for no filling.
    """

    is_day: bool = False
    is_share: bool = False
    zeros: int = 0


def read_format(number: int, code: str) -> NumberFormat:
    """Return what a format does.

    Args:
        number: Its built-in number.
        code: How it is written, where it is not built in.
    """
    if not code:
        return NumberFormat(is_day=number in _DAYS, is_share=number in _SHARES)
    bare = _QUOTED.sub("", code.split(";", maxsplit=1)[0])
    is_elapsed = re.search(r"\[(h+|m+|s+)\]", code, re.IGNORECASE) is not None
    if not is_elapsed and "general" not in bare.lower() and _DAY_LETTERS.search(bare):
        return NumberFormat(is_day=True)
    is_filled = len(bare) > 1 and set(bare) == {"0"}
    return NumberFormat(is_share="%" in bare, zeros=len(bare) if is_filled else 0)


def shown_number(written: str, form: NumberFormat, *, is_1904: bool = False) -> SheetValue:
    """Return a number as the sheet shows it.

    Args:
        written: As the file holds it.
        form: Of its cell.
        is_1904: Whether days are counted from 1904, as old Macintosh files do.
    """
    try:
        value = Decimal(written)
    except ArithmeticError:
        return SheetValue(CellKind.FAULT, written[:40])
    if not value.is_finite():
        return SheetValue(CellKind.FAULT, written[:40])
    if form.is_day:
        return _shown_day(float(value), is_1904=is_1904)
    if _WHOLE.fullmatch(written):
        return _shown_whole(written, form)
    plain = f"{Decimal(f'{float(value):.{_KEPT_DIGITS}g}'):f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if form.is_share:
        share = f"{Decimal(plain) * 100:f}"
        return SheetValue(
            CellKind.NUMBER, (share.rstrip("0").rstrip(".") if "." in share else share) + "%"
        )
    return (
        _shown_whole(plain, form) if _WHOLE.fullmatch(plain) else SheetValue(CellKind.NUMBER, plain)
    )


def _shown_whole(digits: str, form: NumberFormat) -> SheetValue:
    bare = digits.lstrip("-")
    if len(bare) > _KEPT_DIGITS and not bare[_KEPT_DIGITS:].strip("0"):
        return SheetValue(CellKind.LOST, digits)
    if form.is_share:
        return SheetValue(CellKind.NUMBER, f"{int(digits) * 100}%")
    filled = digits if digits.startswith("-") else digits.zfill(form.zeros)
    return SheetValue(CellKind.NUMBER, filled)


def _shown_day(serial: float, *, is_1904: bool) -> SheetValue:
    day = int(serial)
    if not 0 <= serial < _LAST_SERIAL or (day == _LEAP_THAT_NEVER_WAS and not is_1904):
        return SheetValue(CellKind.FAULT, f"{serial:g}")
    first = _FIRST_1904 if is_1904 else _FIRST_1900
    if not is_1904 and day < _LEAP_THAT_NEVER_WAS:
        first += dt.timedelta(days=1)
    moment = first + dt.timedelta(days=day, seconds=round((serial - day) * _SECONDS))
    if serial < 1:
        return SheetValue(CellKind.NUMBER, moment.time().isoformat())
    return SheetValue(CellKind.DATE, moment.isoformat())

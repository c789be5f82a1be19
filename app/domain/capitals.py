"""Amounts and counts in capital numerals (大写), written and read."""

from __future__ import annotations

import re

from app.domain.errors import ValidationError

RENMINBI = "人民币"
LARGEST_MINOR = 999_999_999_999_999

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
_PLACE_VALUES = {"拾": 10, "佰": 100, "仟": 1000}
_GROUP = 10_000
_MYRIAD, _HUNDRED_MILLION = "万", "亿"
_LARGEST_COUNT = 99
# Two marks for a zero that usage allows but does not demand: one is written, the other left out.
_WRITTEN_ZERO, _UNWRITTEN_ZERO = "W", "U"
_TRADITIONAL = str.maketrans("貳參叄陸億萬圓圆正", "贰叁叁陆亿万元元整")
_AMOUNT = re.compile(r"(?P<yuan>[^元]+元)?(?P<rest>(?:零?[^元角分整]角)?(?:零?[^元角分整]分)?)整?")


def capital_amount(minor: int, *, prefix: str = "") -> str:
    """Write an amount of renminbi in capital numerals, as contracts and bills demand.

    Args:
        minor: Amount in 分, from -999,999,999,999,999 to 999,999,999,999,999.
        prefix: Put directly before the amount, without a gap; usually `RENMINBI`.

    Raises:
        ValidationError: `amount.out_of_range`.

    Source: contracts.md d.4 rule 7.
    """
    if abs(minor) > LARGEST_MINOR:
        raise ValidationError("amount.out_of_range", minor=minor)
    sign = "负" if minor < 0 else ""
    marked = _marked_amount(abs(minor))
    written = marked.replace(_WRITTEN_ZERO, "零").replace(_UNWRITTEN_ZERO, "")
    return prefix + sign + written


def read_capital_amount(text: str) -> int:
    """Read an amount in capital numerals, with or without 人民币, into 分.

    Accepts 圆 and 正, traditional forms, and both ways of writing the zero before 角 or 仟.

    Raises:
        ValidationError: `amount.capitals.unreadable` for anything else, also for a bare 拾.

    Source: contracts.md d.4 rule 7.
    """
    body = "".join(text.split()).translate(_TRADITIONAL).removeprefix(RENMINBI)
    minor = _value_of(body.removeprefix("负"), whole=text)
    marked = re.escape(_marked_amount(minor))
    form = marked.replace(_WRITTEN_ZERO, "零?").replace(_UNWRITTEN_ZERO, "零?")
    if not re.fullmatch(form if form.endswith("整") else form + "整?", body.removeprefix("负")):
        raise ValidationError("amount.capitals.unreadable", text=text)
    return -minor if body.startswith("负") else minor


def capital_count(n: int) -> str:
    """Write a count of copies in capital numerals: 4 becomes 肆, 15 becomes 壹拾伍.

    Raises:
        ValidationError: `count.out_of_range` outside 0 to 99.
    """
    if not 0 <= n <= _LARGEST_COUNT:
        raise ValidationError("count.out_of_range", count=n)
    tens, ones = divmod(n, 10)
    if not tens:
        return _DIGITS[ones]
    return _DIGITS[tens] + "拾" + (_DIGITS[ones] if ones else "")


def _marked_amount(minor: int) -> str:
    """Write an amount whose optional zeros are still marks."""
    yuan, cents = divmod(minor, 100)
    jiao, fen = divmod(cents, 10)
    text = _marked_integer(yuan) + "元" if yuan else ""
    if not cents:
        return (text or "零元") + "整"
    if jiao:
        text += (_WRITTEN_ZERO if yuan and yuan % 10 == 0 else "") + _DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (_DIGITS[fen] + "分" if fen else "")


def _marked_integer(number: int) -> str:
    """Write a whole number, splitting it at 亿 (which may itself hold 万) and at 万."""
    for size, unit in ((_GROUP**2, _HUNDRED_MILLION), (_GROUP, _MYRIAD)):
        if number >= size:
            head, rest = divmod(number, size)
            return _marked_integer(head) + unit + _joint(head, rest, size) + _tail(rest)
    return _marked_group(number)


def _tail(rest: int) -> str:
    return _marked_integer(rest) if rest else ""


def _joint(head: int, rest: int, size: int) -> str:
    """Choose the zero between a unit and what follows it."""
    if not rest:
        return ""
    if rest < size // 10:
        return "零"
    return _UNWRITTEN_ZERO if head % 10 == 0 else ""


def _marked_group(group: int) -> str:
    """Write 1 to 9999 with one zero for a gap inside it."""
    text, gap = "", False
    for place, unit in _PLACES:
        digit = group // place % 10
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + unit
        gap = not digit and bool(text)
    return text


def _value_of(body: str, *, whole: str) -> int:
    """Compute the amount in 分; the caller checks that the writing is a permitted one."""
    match = _AMOUNT.fullmatch(body)
    if not match or not body or not (match["yuan"] or match["rest"]):
        raise ValidationError("amount.capitals.unreadable", text=whole)
    minor = _integer_value(match["yuan"][:-1], whole=whole) * 100 if match["yuan"] else 0
    for digit, unit in re.findall(r"(.)([角分])", match["rest"]):
        if digit not in _DIGITS:
            raise ValidationError("amount.capitals.unreadable", text=whole)
        minor += _DIGITS.index(digit) * (10 if unit == "角" else 1)
    if minor > LARGEST_MINOR:
        raise ValidationError("amount.capitals.unreadable", text=whole)
    return minor


def _integer_value(text: str, *, whole: str) -> int:
    for unit, size in ((_HUNDRED_MILLION, _GROUP**2), (_MYRIAD, _GROUP)):
        head, found, rest = text.rpartition(unit)
        if found:
            return _integer_value(head, whole=whole) * size + _integer_value(rest, whole=whole)
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in _PLACE_VALUES:
            total, digit = total + digit * _PLACE_VALUES[character], 0
        else:
            raise ValidationError("amount.capitals.unreadable", text=whole)
    return total + digit

"""Reads counts, amounts, shares and quantities, and refuses what a guess would have to complete."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from app.domain.errors import ValidationError
from app.domain.money import LARGEST_MINOR, parse_amount

_PLAIN = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_SCIENTIFIC = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+")
_BRACKETS = re.compile(r"\((.+)\)")
_UNIT_WRITTEN = re.compile(r"[0-9]\s*[百千万亿KWMkwm]+元?\)?$")
_HUNDRED, _BASIS = 100, 10_000


def is_scientific(text: str) -> bool:
    """Return whether a text is a long number of which a spreadsheet left only the beginning."""
    return _SCIENTIFIC.fullmatch(text) is not None


def read_number(text: str) -> Decimal:
    """Return a plain number such as "1,234.50"; the commas must stand between thousands.

    Raises:
        ValidationError: `import.cell.number`.
    """
    try:
        if _PLAIN.fullmatch(text):
            return Decimal(text.replace(",", ""))
    except InvalidOperation:  # pragma: no cover - the form allows only what Decimal reads
        pass
    raise ValidationError("import.cell.number", text=text[:40])


def read_whole(text: str) -> int:
    """Return a whole number; "12.0" is one.

    Raises:
        ValidationError: `import.cell.number`; `import.cell.whole` for a fraction.
    """
    number = read_number(text)
    if number != number.to_integral_value():
        raise ValidationError("import.cell.whole", text=text[:40])
    return int(number)


def read_amount(text: str, factor: int = 1) -> int:
    """Return an amount in minor units; "(1,200.00)" is negative, as in account books.

    Args:
        text: As written, half width.
        factor: What the heading counts in, 10,000 for 万元.

    Raises:
        ValidationError: `import.cell.unit_twice`, heading and cell both name a unit; else as
            `parse_amount`.
    """
    if factor != 1 and _UNIT_WRITTEN.search(text):
        raise ValidationError("import.cell.unit_twice", text=text[:40])
    in_brackets = _BRACKETS.fullmatch(text)
    bare = f"-{in_brackets[1]}" if in_brackets else text
    if factor == 1:
        return parse_amount(bare, lowest_minor=-LARGEST_MINOR)
    minor = read_number(bare) * factor * _HUNDRED
    if minor != minor.to_integral_value():
        raise ValidationError("money.decimals", text=text[:40])
    if abs(minor) > LARGEST_MINOR:
        raise ValidationError("money.high", limit_minor=LARGEST_MINOR)
    return int(minor)


def read_share(text: str) -> int:
    """Return a share in basis points: "13%" and "0.13" are 1,300; a bare "13" is neither.

    Raises:
        ValidationError: `import.cell.share`, the sign is missing or it is finer than a point.
    """
    number = read_number(text.removesuffix("%"))
    points = number * (_HUNDRED if text.endswith("%") else _BASIS)
    is_clear = text.endswith("%") or abs(number) < 1
    if not is_clear or points != points.to_integral_value():
        raise ValidationError("import.cell.share", text=text[:40])
    return int(points)

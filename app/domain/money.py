"""Amounts in minor units (分): reading what was typed, rounding once, sharing out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from app.domain.errors import ValidationError

MINOR_PER_MAJOR = 100
LARGEST_MINOR = 999_999_999_999_999
"""9,999,999,999,999.99, the largest amount that can be written in capitals."""

_UNITS = {
    "": 1,
    "千": 1_000,
    "K": 1_000,
    "万": 10_000,
    "W": 10_000,
    "百万": 1_000_000,
    "M": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_TYPED = re.compile(
    r"(?P<sign>-?)(?P<currency>¥|RMB|CNY|人民币)?(?P<minus>-?)"
    r"(?P<number>[0-9,]*\.?[0-9]*)(?P<unit>百万|千万|[千万亿KWM]?)元?"
)
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]*)?")
_PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")


def parse_amount(text: str, *, lowest_minor: int = 0, highest_minor: int = LARGEST_MINOR) -> int:
    """Read a typed amount such as "12,000.5", "1.2万", "3亿" or "¥42k" as minor units.

    Nothing is rounded: an amount finer than one minor unit is refused.

    Raises:
        ValidationError: `money.form`, `money.grouping`, `money.decimals`, `money.low` or
            `money.high` (the last two with the limit in minor units).
    """
    compact = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    parts = _TYPED.fullmatch(compact)
    if parts is None or not any(map(str.isdigit, parts["number"])):
        raise ValidationError("money.form", text=text[:40])
    minor = _magnitude(parts["number"]) * _UNITS[parts["unit"]] * MINOR_PER_MAJOR
    if minor != minor.to_integral_value():
        raise ValidationError("money.decimals", text=text[:40])
    signed = -int(minor) if parts["sign"] or parts["minus"] else int(minor)
    if signed < lowest_minor:
        raise ValidationError("money.low", limit_minor=lowest_minor)
    if signed > highest_minor:
        raise ValidationError("money.high", limit_minor=highest_minor)
    return signed


def to_major(minor: int) -> Decimal:
    """Return the exact amount in whole currency units, with two decimals."""
    return Decimal(minor).scaleb(-2)


def times(minor: int, factor: Decimal) -> int:
    """Multiply an amount, rounded once to the nearest minor unit, halves away from zero."""
    return int(rounded(minor * factor, places=0))


def rounded(value: Decimal, *, places: int) -> Decimal:
    """Round halves away from zero, as figures are shown.

    Source: domain.md 3.0.
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def ratio(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Divide; a missing or zero denominator gives None, which is shown as "n/a", never as 0.

    Source: domain.md 3.0.
    """
    return None if whole == 0 else Decimal(part) / Decimal(whole)


def allocate(total_minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share an amount by weights so that the shares add up to it exactly.

    Each share is rounded down; the units left go to the largest remainders, earlier shares first.

    Args:
        total_minor: The amount; negative for credit notes.
        weights: Not negative, and not all zero.

    Raises:
        ValueError: When the weights cannot share anything.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must not be negative and must not add up to zero")
    sign = -1 if total_minor < 0 else 1
    shares = [divmod(abs(total_minor) * weight, whole) for weight in weights]
    left = abs(total_minor) - sum(share for share, _ in shares)
    by_remainder = sorted(range(len(shares)), key=lambda place: -shares[place][1])
    favoured = frozenset(by_remainder[:left])
    return tuple(sign * (share + (place in favoured)) for place, (share, _) in enumerate(shares))


def _magnitude(number: str) -> Decimal:
    if "," in number and not _GROUPED.fullmatch(number):
        raise ValidationError("money.grouping", text=number[:40])
    plain = number.replace(",", "")
    if not _PLAIN.fullmatch(plain):
        raise ValidationError("money.form", text=number[:40])
    return Decimal(plain)

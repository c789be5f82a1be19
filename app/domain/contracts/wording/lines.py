"""Amounts of goods lines and their totals, exact to the 分."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from app.domain.contracts.wording.values import decimal_value

_HALF = Fraction(1, 2)
_PERCENT = 100
_MINOR = 100


@dataclass(frozen=True, slots=True)
class LineAmount:
    """One line in 分: gross amount, and its net and tax parts."""

    amount_minor: int
    net_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class TableTotals:
    """Sums of the printed lines in 分."""

    net_minor: int
    tax_minor: int
    amount_minor: int


def line_amount(*, quantity: str, price: str, rate: str) -> LineAmount:
    """Compute a line from quantity, price including tax, and tax rate in per cent.

    The amount is quantity × price, the net part amount ÷ (1 + rate), both rounded half up to
    the 分; tax is the difference.

    Raises:
        ValidationError: `contract.value.not_a_number`.

    Source: FORMAT.md section 2.
    """
    amount = half_up(decimal_value(quantity) * decimal_value(price) * _MINOR)
    net = half_up(amount / (1 + decimal_value(rate) / _PERCENT))
    return LineAmount(amount, net, amount - net)


def goods_amounts(rows: Iterable[Mapping[str, str]]) -> tuple[LineAmount, ...]:
    """Compute every line of a goods table."""
    return tuple(
        line_amount(quantity=row["qty"], price=row["price"], rate=row["rate"]) for row in rows
    )


def total_of(amounts: Iterable[LineAmount]) -> TableTotals:
    """Add the lines up; totals are sums of printed lines, never computed again."""
    lines = tuple(amounts)
    return TableTotals(
        net_minor=sum(line.net_minor for line in lines),
        tax_minor=sum(line.tax_minor for line in lines),
        amount_minor=sum(line.amount_minor for line in lines),
    )


def half_up(value: Fraction) -> int:
    """Round to a whole number, halves away from zero."""
    rounded = floor(abs(value) + _HALF)
    return rounded if value >= 0 else -rounded

"""Numbers, shares and amounts as the figures write them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Value, percent, shown
from ui.formats import NOT_COMPUTABLE, Formats

_UNITS = ("万", "亿")
_HUNDRED = 100


class NumberSpelling:
    """Writes numbers in the user's language; what is not available reads "n/a".

    Attributes:
        formats: Money, days and numbers.
    """

    def __init__(self, formats: Formats) -> None:
        self.formats = formats

    def share(self, value: Value, places: int = 1) -> str:
        """Return a share in per cent, or "n/a"."""
        if isinstance(value, NotAvailable):
            return NOT_COMPUTABLE
        return f"{self.formats.number(percent(value, places=places), places)}%"

    def number(self, value: Value, places: int = 1) -> str:
        """Return a number, or "n/a"."""
        if isinstance(value, NotAvailable):
            return NOT_COMPUTABLE
        return self.formats.number(shown(value, places=places), places)

    def change(self, value: Value) -> str:
        """Return a change in per cent with its sign: +8.0%."""
        words = self.share(value)
        return f"+{words}" if isinstance(value, Fraction) and value > 0 else words

    def points(self, difference: Fraction) -> str:
        """Return a difference of two shares without its sign: 0.8."""
        return self.formats.number(abs(percent(difference)), 1)

    def money(self, minor: int) -> str:
        """Return a rounded amount for charts and lists."""
        return self.formats.money_rounded(minor, places=1)

    def split_money(self, minor: int) -> tuple[str, str]:
        """Return a rounded amount and its unit, which is written smaller."""
        words = self.money(minor)
        return (words[:-1], words[-1]) if words.endswith(_UNITS) else (words, "")

    def listed(self, names: Iterable[str]) -> str:
        """Return names one after the other."""
        return ("、" if self.formats.language == "zh_CN" else ", ").join(names)

    def decimal_money(self, minor: int) -> Decimal:
        """Return an amount in the unit of a chart's axis: 万 or thousands."""
        return Decimal(minor) / (_HUNDRED * (10_000 if self.formats.language == "zh_CN" else 1_000))

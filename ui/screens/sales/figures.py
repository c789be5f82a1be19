"""Figures of the analysis in the forms that cells and bars take."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Value
from app.domain.analysis.plan import Progress
from app.domain.analysis.severity import Severity
from ui.theme.tokens import Tone


def share_of(value: Value) -> Fraction | None:
    """Return a share, None where it is not available."""
    return None if isinstance(value, NotAvailable) else value


def as_decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal number, for words that round it."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def bar_tone(state: Progress) -> Tone:
    """Return the colour of a bar: how far it is behind the pace."""
    if state.severity is Severity.ALARM:
        return "bad"
    if state.severity is Severity.WARNING:
        return "warn"
    return "accent"

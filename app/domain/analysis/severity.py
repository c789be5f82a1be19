"""How bad a decline is: any is a notice, beyond the tolerance a warning, far beyond an alarm."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.analysis.figures import Value


class Severity(StrEnum):
    """Levels of a warning."""

    NONE = "none"
    NOTICE = "notice"
    WARNING = "warning"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class DeclineLevels:
    """Settings of the organisation; a decline must be larger than the figure to reach it.

    Attributes:
        warning: Tolerated decline, as a share.
        alarm: Decline from which on it burns.

    Source: domain.md Appendix C (any decline / 10 % / 30 %).
    """

    warning: Decimal = Decimal("0.10")
    alarm: Decimal = Decimal("0.30")


DEFAULT_LEVELS = DeclineLevels()


def decline_severity(change: Value, *, levels: DeclineLevels = DEFAULT_LEVELS) -> Severity:
    """Judge a change (−0.3 = 30 % less); a figure that is not available raises no warning.

    Exactly the tolerance is still within it: domain.md 4.2 says "beyond".

    Source: domain.md 4.2 (W2), 3.0; R138, R143.
    """
    if not isinstance(change, Fraction) or change >= 0:
        return Severity.NONE
    if -change > Fraction(levels.alarm):
        return Severity.ALARM
    return Severity.WARNING if -change > Fraction(levels.warning) else Severity.NOTICE

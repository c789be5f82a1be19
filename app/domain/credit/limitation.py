"""How long a debt can be sued for: three years, begun anew by whatever keeps it alive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LIMITATION_YEARS = 3
"""Source: Civil Code art. 188."""

SOON_DAYS = 180
"""From so many days before the end a debt is to be reminded of; a setting of the house."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """Something that begins the period anew.

    Attributes:
        on: The day it happened.
        kind: "reminder", "acknowledgement", "part_payment", "promise", "lawsuit", "arbitration"
            or "statement_confirmed".
    """

    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class LimitationClock:
    """How far the period of a debt has run.

    Attributes:
        began_on: The day it is counted from: the due day, or the last interruption.
        interrupted_by: Kind of that interruption; empty when there was none.
        last_day: Last day on which a claim, or a reminder, keeps the debt alive.
        days_left: Until then; 0 on the last day, negative when it is over.
    """

    began_on: date
    interrupted_by: str
    last_day: date
    days_left: int

    @property
    def is_over(self) -> bool:
        """Whether the debtor may refuse to pay."""
        return self.days_left < 0

    @property
    def ends_soon(self) -> bool:
        """Whether it is time to remind, and the period is not over."""
        return 0 <= self.days_left <= SOON_DAYS


def limitation_clock(
    due_on: date, interruptions: Iterable[Interruption], *, today: date
) -> LimitationClock:
    """Return the clock of one debt.

    What happened before the debt fell due, or after the period was over, does not count; neither
    does what lies in the future. Proceedings in court count from the day they were begun, the
    cautious reading. Days of rest at the end of the period are not added.

    Args:
        due_on: Last day on which payment was in time.
        interruptions: In any order.
        today: Calendar date where the device is.

    Source: Civil Code art. 188 (three years), 195 (interruption).
    """
    began_on, kind = due_on, ""
    for event in sorted(interruptions, key=lambda each: each.on):
        if began_on < event.on <= min(_end_of(began_on), today):
            began_on, kind = event.on, event.kind
    last_day = _end_of(began_on)
    return LimitationClock(began_on, kind, last_day, (last_day - today).days)


def _end_of(began_on: date) -> date:
    """Return the corresponding day, or the last of its month where there is none."""
    year = began_on.year + LIMITATION_YEARS
    try:
        return began_on.replace(year=year)
    except ValueError:
        return began_on.replace(year=year, day=28)

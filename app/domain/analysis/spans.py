"""The months, quarters and years a screen offers: the running one to date, earlier ones whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.periods import Period


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month, quarter or year of the calendar, and what of it has passed.

    Attributes:
        span: How long it is.
        back: How many of its kind lie between it and the running one; 0 is the running one.
        whole: All its days.
        to_date: Its days up to today; the whole of an earlier one.
    """

    span: Span
    back: int
    whole: Period
    to_date: Period

    @property
    def is_running(self) -> bool:
        """Whether it is not over yet."""
        return self.back == 0

    @property
    def year(self) -> int:
        """The calendar year it lies in."""
        return self.whole.first_on.year

    @property
    def quarter(self) -> int:
        """The quarter of its first month, 1 to 4."""
        return (self.whole.first_on.month - 1) // _MONTHS[Span.QUARTER] + 1


def stretch(span: Span, today: date, *, back: int = 0) -> Stretch:
    """Return the month, quarter or year that lies so many of its kind before today's.

    Args:
        span: How long.
        today: Day in the company's zone; the last day of the running one that counts.
        back: 0 is the running one, 1 the one before.

    Source: domain.md 3.0, 3.10, 3.11.
    """
    months = _MONTHS[span]
    begins = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    first = months_after(begins, -months * back)
    whole = Period(first, months_after(first, months) - timedelta(days=1))
    return Stretch(span, back, whole, Period(first, min(whole.last_on, today)))


def year_of(found: Stretch) -> Period:
    """Return the whole calendar year in which a stretch lies."""
    return Period(date(found.year, 1, 1), date(found.year, 12, 31))

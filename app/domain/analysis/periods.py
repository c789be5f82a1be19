"""Periods and months of a figure, what it is based on, and missing months against zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter

MONTH_LENGTH = 7
"""Characters of a month as it is stored: "2026-11"."""


class Level(StrEnum):
    """Whose accounts a figure covers."""

    OWN = "own"  # a rep's own accounts: a rank is local and labelled so
    SECTOR = "sector"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise ValueError("a period ends on its first day or later")

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last_on - self.first_on).days + 1

    @property
    def is_whole_months(self) -> bool:
        """Whether it runs from a first of a month to the end of a month."""
        return self.first_on.day == 1 and (self.last_on + timedelta(days=1)).day == 1

    def shifted(self, days: int) -> Period:
        """Return the period as long, some days later."""
        step = timedelta(days=days)
        return Period(self.first_on + step, self.last_on + step)


@dataclass(frozen=True, slots=True)
class Basis:
    """What every report states beside its figures.

    Attributes:
        period: Days whose records are counted.
        as_of: Moment in UTC of the last sync, or of the computation on the server.
        level: Whose accounts.
        includes_tax: Whether amounts contain the tax.
        only: The part of these accounts and of the products that is counted.

    Source: domain.md 3.0; R132.
    """

    period: Period
    as_of: datetime
    level: Level
    includes_tax: bool
    only: FigureFilter = EVERYTHING

    @property
    def is_local(self) -> bool:
        """Whether ranks and classes are only the rep's own, not the official ones."""
        return self.level is Level.OWN


def month_of(day: date) -> str:
    """Return the month of a day as it is stored: "2026-11"."""
    return day.isoformat()[:MONTH_LENGTH]


def month_period(month: str) -> Period:
    """Return the days of a stored month.

    Raises:
        ValueError: When the text is no month.
    """
    first = date.fromisoformat(f"{month}-01")
    return Period(first, months_after(first, 1) - timedelta(days=1))


def months_from(first: str, last: str) -> Iterator[str]:
    """Yield the stored months from the first to the last, both included."""
    day = month_period(first).first_on
    while (month := month_of(day)) <= last:
        yield month
        day = months_after(day, 1)


def monthly_amounts(
    sums: Mapping[str, int],
    months: Sequence[str],
    *,
    active_from: str | None,
    active_to: str | None = None,
    closed_to: str,
) -> tuple[int | None, ...]:
    """Return an account's amount in each month: a number, or None where nothing is known.

    A closed month without a record is 0 only while the account was active; before the first
    purchase, after the account left, and in a month still open it is missing.

    Args:
        sums: Minor units by month, of the months that have records.
        months: The months asked for.
        active_from: Month of the first purchase; None when it never bought.
        active_to: Last month in which it was active; None while it still is.
        closed_to: Last month that is closed.

    Source: domain.md 3.0 (missing period); R133.
    """

    def amount(month: str) -> int | None:
        if month in sums:
            return sums[month]
        was_active = active_from is not None and active_from <= month
        has_left = active_to is not None and month > active_to
        return 0 if was_active and not has_left and month <= closed_to else None

    return tuple(amount(month) for month in months)

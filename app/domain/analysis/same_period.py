"""Same-period comparison (同期比): against last year, to the day or to Spring Festival."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.figures import NotAvailable, Reason, Value, quotient
from app.domain.analysis.lunar_new_year import LUNAR_NEW_YEAR
from app.domain.analysis.periods import Period
from app.domain.analysis.receivables import year_before
from app.domain.analysis.severity import (
    DEFAULT_LEVELS,
    DeclineLevels,
    Severity,
    decline_severity,
)

_MONTHS_IN_YEAR = 12
_DAYS_BEFORE_FESTIVAL = 30
_FESTIVAL_DAYS = 60


@dataclass(frozen=True, slots=True)
class Comparison:
    """A change with the numbers it came from.

    Attributes:
        amount_minor: Sales of the period; None when nothing is known.
        before_minor: Sales of the period it is compared with; None when nothing is known.
        change: (Amount − before) ÷ before; −0.3 is 30 % less.
        severity: Of a decline.
    """

    amount_minor: int | None
    before_minor: int | None
    change: Value
    severity: Severity


def reaches_back(earliest_on: date | None, period: Period) -> bool:
    """Return whether records go back far enough for a period to be known as a whole.

    A device keeps two years: of a year before them it has the last weeks only, and a comparison
    with these would be a lie. Records that begin within the first month count as whole.

    Args:
        earliest_on: Day of the first record; None without any.
        period: The period to be compared with.

    Source: domain.md 3.0 (missing period), 3.11 (last year missing); R112, R133.
    """
    return earliest_on is not None and earliest_on <= months_after(period.first_on, 1)


def compare(
    amount_minor: int | None, before_minor: int | None, *, levels: DeclineLevels = DEFAULT_LEVELS
) -> Comparison:
    """Compare a period with an earlier one: the same of last year, or the month before.

    Nothing sold then is "new"; nothing known then, or more returned than sold, has no rate.

    Source: domain.md 3.11; R112, R138.
    """
    change: Value
    if amount_minor is None or before_minor is None:
        change = NotAvailable(Reason.NO_DATA)
    elif before_minor < 0:
        change = NotAvailable(Reason.NEGATIVE_TOTAL)
    else:
        change = quotient(amount_minor - before_minor, before_minor, reason=Reason.NEW)
    severity = decline_severity(change, levels=levels)
    return Comparison(amount_minor, before_minor, change, severity)


def year_earlier(period: Period) -> Period:
    """Return the same period of last year, to the same day of the month; 29 February is the 28th.

    Whole months are compared with whole months, so that February keeps its leap day.

    Source: domain.md 3.11; R112.
    """
    first = year_before(period.first_on)
    if period.is_whole_months:
        next_day = period.last_on + timedelta(days=1)
        return Period(first, months_after(next_day, -_MONTHS_IN_YEAR) - timedelta(days=1))
    return Period(first, year_before(period.last_on))


def festival_period(
    year: int, *, new_years: Mapping[int, date] = LUNAR_NEW_YEAR
) -> Period | NotAvailable:
    """Return the two lunar months around Spring Festival: 60 days, the festival is the 31st.

    Two calendar months cannot be compared when the festival moves between them; these can. The text
    names a "lunar-adjusted two-month total" without its days; 30 days before and 30 from the day on
    are the 12th and the 1st lunar month (29 or 30 days each), of equal length every year.

    Source: domain.md 3.11 (moving holidays); R112.
    """
    new_year = new_years.get(year)
    if new_year is None:
        return NotAvailable(Reason.NO_HOLIDAY_TABLE)
    first = new_year - timedelta(days=_DAYS_BEFORE_FESTIVAL)
    return Period(first, first + timedelta(days=_FESTIVAL_DAYS - 1))


def lunar_year_earlier(
    period: Period, *, new_years: Mapping[int, date] = LUNAR_NEW_YEAR
) -> Period | NotAvailable:
    """Return the days that lay as far from last year's Spring Festival, for a part of its period.

    The festival meant is the one nearest to the last day of the period.

    Source: domain.md 3.11 (moving holidays); R112.
    """
    last = period.last_on
    near = [new_years[year] for year in (last.year, last.year + 1) if year in new_years]
    festival = min(near, key=lambda day: abs((day - last).days), default=last)
    before = new_years.get(festival.year - 1)
    if festival.year not in new_years or before is None:
        return NotAvailable(Reason.NO_HOLIDAY_TABLE)
    return period.shifted((before - festival).days)

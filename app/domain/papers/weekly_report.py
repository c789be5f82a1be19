"""What the weekly report of a rep says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class WeekVisit:
    """A visit of the week, or one planned for the next."""

    on: dt.date
    account: str
    purposes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """What the week came to; money in minor units."""

    planned: int
    done: int
    not_done: int
    visits: int
    orders: int
    ordered_minor: int
    collected_minor: int
    signed: int
    new_accounts: int
    complaints: int
    promises_open: int


@dataclass(frozen=True, slots=True)
class WeeklyReportPaper:
    """The report of one person for one week.

    Attributes:
        letterhead: Whose paper it is.
        person: Whose week it is.
        first: Monday.
        last: Sunday.
        figures: What it came to.
        visits: What took place, in order, with content and result.
        missed: What was planned and did not take place, with the reason.
        planned: What is planned for the next week.
    """

    letterhead: Letterhead
    person: str
    first: dt.date
    last: dt.date
    figures: WeekFigures
    visits: tuple[WeekVisit, ...]
    missed: tuple[WeekVisit, ...]
    planned: tuple[WeekVisit, ...]

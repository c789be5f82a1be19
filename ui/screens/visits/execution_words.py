"""Planned visits against done ones, in words."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from app.queries.visits.coverage import Execution
from ui.formats import MISSING, Formats
from ui.texts import _, n_, p_

_WEEK = 7


@dataclass(frozen=True, slots=True)
class ExecutionLine:
    """A figure with its words, and its share for a bar; None draws no bar."""

    words: str
    figure: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class ExecutionPage:
    """What the dialog shows: the span, three groups of lines."""

    span: str
    visits: tuple[ExecutionLine, ...]
    reasons: tuple[ExecutionLine, ...]
    open: tuple[ExecutionLine, ...]
    coverage: tuple[ExecutionLine, ...]


def span_of(kind: str, today: dt.date, step: int) -> tuple[dt.date, dt.date]:
    """Return first and last day of the week or month that lies some steps from today's."""
    if kind == "week":
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(days=_WEEK * step)
        return monday, monday + dt.timedelta(days=_WEEK - 1)
    months = today.year * 12 + today.month - 1 + step
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, 1), dt.date(year, month + 1, last)


def execution_page(
    found: Execution, span: tuple[dt.date, dt.date], formats: Formats
) -> ExecutionPage:
    """Return planned against done between two days."""
    first, last = (formats.full_day(day) for day in span)
    return ExecutionPage(
        _("{first} to {last}").format(first=first, last=last),
        tuple(_visits(found, formats)),
        tuple(ExecutionLine(reason, formats.count(count)) for reason, count in found.reasons),
        tuple(
            ExecutionLine(visit.name, formats.day(visit.planned_on, today=found.today))
            for visit in found.unexplained
        ),
        tuple(_coverage(found, formats)),
    )


def _visits(found: Execution, formats: Formats) -> list[ExecutionLine]:
    share = found.share
    done = _("{done} of {due} due").format(
        done=formats.count(found.done), due=formats.count(found.due)
    )
    percent = MISSING if share is None else formats.percent(share)
    unplanned = n_("{count} visit", "{count} visits", found.unplanned)
    return [
        ExecutionLine(
            _("Planned visits done"),
            f"{percent} · {done}",
            None if share is None else float(share),
        ),
        ExecutionLine(_("Planned in all"), formats.count(len(found.visits))),
        ExecutionLine(_("Without a plan"), unplanned.format(count=formats.count(found.unplanned))),
    ]


def _coverage(found: Execution, formats: Formats) -> list[ExecutionLine]:
    lines = []
    for each in found.coverage:
        grade = each.grade or _("no class")
        words = p_("coverage", "Class {grade}").format(grade=grade) if each.grade else grade
        figure = _("{seen} of {accounts} seen").format(
            seen=formats.count(each.seen), accounts=formats.count(each.accounts)
        )
        lines.append(ExecutionLine(words, figure, each.seen / max(each.accounts, 1)))
    return lines

"""Complaints, promises, visits and payments of a period, counted in one statement each."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.field_work import FieldCounts
from app.domain.analysis.periods import Period
from app.domain.analysis.service import ServiceCounts
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

_STANDING = "status NOT IN ('archived', 'lost')"
_COMPLAINTS = "kind = 'complaint' AND received_at >= :begins AND received_at < :ends"
_SERVICE = f"""
SELECT (SELECT count(*) FROM account WHERE {_STANDING}),
       count(*), count(*) FILTER (WHERE state NOT IN ('recorded', 'judging')),
       count(*) FILTER (WHERE state NOT IN ('recorded', 'judging', 'unfounded')),
       (SELECT count(*) FROM commitment WHERE due_on BETWEEN :first AND :last
        AND state <> 'withdrawn' AND (kept_on IS NOT NULL OR due_on < :last)),
       (SELECT count(*) FROM commitment WHERE due_on BETWEEN :first AND :last
        AND state <> 'withdrawn' AND kept_on <= due_on)
FROM complaint WHERE {_COMPLAINTS}
"""
# The "+" goes along the index of persons, which carries all of it, instead of reading wide rows.
_VISITED = "SELECT account_id FROM visit_log WHERE +started_at >= :begins AND +started_at < :ends"
_FIELD = f"""
SELECT count(*), count(*) FILTER (WHERE id IN ({_VISITED} AND way = 'visit')),
       (SELECT count(*) FROM visit_plan
        WHERE planned_on BETWEEN :first AND :last AND (state <> 'planned' OR planned_on < :last)),
       (SELECT count(*) FROM visit_plan
        WHERE planned_on BETWEEN :first AND :last AND state = 'done')
FROM account WHERE {_STANDING}
"""
_PAID = """
SELECT coalesce(sum(amount_minor), 0), coalesce(sum(paid_minor), 0) FROM receivable
WHERE due_on BETWEEN :first AND :last
"""


@dataclass(frozen=True, slots=True)
class Moments:
    """Where a period begins and ends on the wall clock: milliseconds, the end not included."""

    begins: int
    ends: int


def read_service_counts(look: FigureLook, period: Period, moments: Moments) -> ServiceCounts:
    """Return complaints and promises of a period; its last day is today or past.

    Args:
        look: The store.
        period: Days on which promises fall due.
        moments: The same days as moments, for complaints.
    """
    return ServiceCounts(*look.run(_SERVICE, _values(period, moments)).one())


def read_field_counts(look: FigureLook, period: Period, moments: Moments) -> FieldCounts:
    """Return visits of a period; one planned for its last day and still open is not due yet.

    Args:
        look: The store.
        period: Days for which visits were planned.
        moments: The same days as moments, for visits.
    """
    return FieldCounts(*look.run(_FIELD, _values(period, moments)).one())


def read_due_and_paid(look: FigureLook, period: Period) -> tuple[int, int]:
    """Return what fell due in a period and what of it was paid, in minor units.

    Args:
        look: The store.
        period: Due days.
    """
    due, paid = look.run(_PAID, days_of(period)).one()
    return int(due), int(paid)


def _values(period: Period, moments: Moments) -> dict[str, str | int]:
    return {**days_of(period), "begins": moments.begins, "ends": moments.ends}

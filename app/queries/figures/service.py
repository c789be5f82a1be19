"""Complaints, promises, visits and payments of a period as rates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.analysis.field_work import FieldWork, field_work
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import Value
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.receivables_ratio import collection_rate
from app.domain.analysis.service import Service, service
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.work_counts import (
    Moments,
    read_due_and_paid,
    read_field_counts,
    read_service_counts,
)
from app.workspace import Workspace

_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class WorkFigure:
    """How the accounts of this device were served.

    Attributes:
        basis: What it is based on.
        service: Complaints and promises.
        field_work: Visits.
        due_minor: What fell due in the period.
        paid_minor: What of it was paid by now.
        collection_rate: Paid ÷ due.
    """

    basis: Basis
    service: Service
    field_work: FieldWork
    due_minor: int
    paid_minor: int
    collection_rate: Value


def read_work(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> WorkFigure:
    """Return complaints, promises, visits and payments of a period.

    Source: domain.md 3.15, 3.30, 3.31; R057, R124, R134.
    """
    moments = moments_of(period, ZoneInfo(workspace.zone))
    with look_at(workspace, only) as look:
        served = service(read_service_counts(look, period, moments))
        visited = field_work(read_field_counts(look, period, moments))
        due, paid = read_due_and_paid(look, period)
        basis = local_basis(workspace, look, period)
    rate = collection_rate(received_minor=paid, due_minor=due)
    return WorkFigure(basis, served, visited, due, paid, rate)


def moments_of(period: Period, zone: ZoneInfo) -> Moments:
    """Return where a period begins and ends on the wall clock of a zone."""

    def midnight(day: dt.date) -> int:
        return int(dt.datetime.combine(day, dt.time(), zone).timestamp() * _MILLISECONDS)

    return Moments(midnight(period.first_on), midnight(period.last_on + dt.timedelta(days=1)))

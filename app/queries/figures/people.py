"""What each person visited and sold in a period."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.analysis.field_work import FieldCounts, FieldWork, field_work
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.queries.figures.basis import local_basis, look_at
from app.queries.figures.service import moments_of
from app.store.reads.figures.people_counts import PersonCounts, read_people_counts
from app.workspace import Workspace

__all__ = ["PeopleFigure", "PersonCounts", "read_people_figures"]


@dataclass(frozen=True, slots=True)
class PeopleFigure:
    """Everybody with accounts here, the one who sold most first.

    Attributes:
        basis: What it is based on.
        lines: Counts and rates.
    """

    basis: Basis
    lines: tuple[tuple[PersonCounts, FieldWork], ...]


def read_people_figures(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> PeopleFigure:
    """Return sales, visits and plan execution of each person.

    Success rate, duration and cost of winning need opportunities, which are not kept yet.

    Source: domain.md 3.30; R124.
    """
    with look_at(workspace, only) as look:
        moments = moments_of(period, ZoneInfo(workspace.zone))
        found = read_people_counts(look, period, moments)
        basis = local_basis(workspace, look, period)
    found.sort(key=lambda row: (-row.sales_minor, row.name, row.user_id))
    return PeopleFigure(basis, tuple((row, _rates(row)) for row in found))


def _rates(row: PersonCounts) -> FieldWork:
    return field_work(FieldCounts(row.accounts, row.visited, row.due, row.done))

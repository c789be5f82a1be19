"""How good the customer files are, by sector and by person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.accounts.cleaning import FileQuality, FileState, quality_of
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.receivables import year_before
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.accounts.cleaning import CleaningDates, read_file_states
from app.store.reads.figures.file_places import read_chosen_places
from app.workspace import Workspace

_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class QualityPart:
    """The files of one sector or one person.

    Attributes:
        entity: "sector" or "user".
        name: Of it; None for the accounts that belong to none.
        english: English name of a sector; "" without one.
        quality: The figures.
    """

    entity: str
    name: str | None
    english: str
    quality: FileQuality


@dataclass(frozen=True, slots=True)
class QualityFigure:
    """Sectors, then persons, each the least complete first.

    Attributes:
        basis: What it is based on: the files as they are today.
        whole: All files together.
        parts: Sectors, then persons.
    """

    basis: Basis
    whole: FileQuality
    parts: tuple[QualityPart, ...]


def read_quality(
    workspace: Workspace, today: dt.date, *, only: FigureFilter = EVERYTHING
) -> QualityFigure:
    """Return completeness and problems of the files by sector and person.

    Source: domain.md 3.32, 4.16; R024.
    """
    midnight = dt.datetime.combine(year_before(today), dt.time(), ZoneInfo(workspace.zone))
    dates = CleaningDates(today, int(midnight.timestamp() * _MILLISECONDS))
    with look_at(workspace, only) as look:
        states = read_file_states(look.snapshot, dates)
        if only.narrows_accounts:
            states = {place: states[place] for place in states.keys() & read_chosen_places(look)}
        basis = local_basis(workspace, look, Period(today, today))
        groups: dict[tuple[str, str | None], list[FileState]] = {}
        for state in states.values():
            groups.setdefault(("sector", state.sector_id), []).append(state)
            groups.setdefault(("user", state.owner_id), []).append(state)
        named = {
            entity: look.snapshot.records.read_many(
                entity, [key for kind, key in groups if kind == entity and key]
            )
            for entity in ("sector", "user")
        }
    parts: list[QualityPart] = []
    for (entity, key), some in groups.items():
        record = named[entity].get(key or "")
        name = str(record.fields["name"]) if record else None
        english = str(record.fields.get("name_en") or "") if record else ""
        parts.append(QualityPart(entity, name, english, quality_of(key, some)))
    parts.sort(key=lambda one: (one.entity, one.quality.completeness or 0, one.name or ""))
    return QualityFigure(basis, quality_of(None, states.values()), tuple(parts))

"""Questions behind the sync centre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from app.domain.changes import Operation
from app.store import facts
from app.store.reads.directory import Directory, Reference, read_directory, references_in
from app.store.reads.sync.centre import (
    UnfinishedVisit,
    WaitingFile,
    read_unfinished_visits,
    read_waiting_files,
)
from app.store.reads.sync.conflicts import (
    ConflictLine,
    RecordConflicts,
    count_conflicting_records,
    read_open_conflicts,
)
from app.store.reads.sync.status import SyncStatus, read_sync_status
from app.store.reads.sync.units import (
    ACKNOWLEDGED,
    REFUSED,
    WAITING,
    WITHDRAWN,
    SyncUnit,
    UnitStep,
    built_upon,
    count_units,
    read_done_units,
    read_units,
    waiting_bytes,
)
from app.store.sending.rounds import Round, last_rounds
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "ACKNOWLEDGED",
    "LISTED",
    "REFUSED",
    "WAITING",
    "WITHDRAWN",
    "ConflictLine",
    "Directory",
    "RecordConflicts",
    "RefusedUnit",
    "Round",
    "SyncCentre",
    "SyncStatus",
    "SyncUnit",
    "Tab",
    "TabCounts",
    "UnfinishedVisit",
    "UnitStep",
    "WaitingFile",
    "read_sync_centre",
]

Tab = Literal["needs", "waiting", "done"]

LISTED = 200
"""At most so many entries of a list are read; the counts tell of all."""

_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class RefusedUnit:
    """A refused unit with the later ones that stand on it.

    Attributes:
        unit: What the server refused.
        later: Refused units that stand on what `unit` failed to create, oldest first.
    """

    unit: SyncUnit
    later: tuple[SyncUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class TabCounts:
    """How much each list holds in all."""

    needs: int = 0
    waiting: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class SyncCentre:
    """Everything that one tab of the sync centre shows.

    Attributes:
        tab: Which one.
        counts: How much each tab holds.
        status: Where the device stands.
        waiting_bytes: Bytes to be sent: units before compression, and what is left of files.
        conflicts: Open conflicts, only for "needs".
        refused: Refused units, only for "needs".
        units: Units that wait, or that are done, newest first.
        visits: Unfinished visits, only for "waiting".
        files: Files to be sent, only for "waiting".
        rounds: The last rounds, only for "done".
        directory: Names of everything above.
        device_id: This device.
    """

    tab: Tab
    counts: TabCounts
    status: SyncStatus
    waiting_bytes: int
    conflicts: tuple[RecordConflicts, ...] = ()
    refused: tuple[RefusedUnit, ...] = ()
    units: tuple[SyncUnit, ...] = ()
    visits: tuple[UnfinishedVisit, ...] = ()
    files: tuple[WaitingFile, ...] = ()
    rounds: tuple[Round, ...] = ()
    directory: Directory = field(default_factory=Directory)
    device_id: str = ""


def read_sync_centre(workspace: Workspace, tab: Tab) -> SyncCentre:
    """Return what a tab shows; at most 200 entries of each kind, in a fixed number of queries."""
    with workspace.store.snapshot() as look:
        status = read_sync_status(look)
        conflicts = read_open_conflicts(look, LISTED) if tab == "needs" else []
        refused = _with_later(read_units(look, REFUSED, LISTED)) if tab == "needs" else []
        units = _units(look, tab)
        return SyncCentre(
            tab=tab,
            counts=_counts(look, status),
            status=status,
            waiting_bytes=waiting_bytes(look) + status.bytes_waiting,
            conflicts=tuple(conflicts),
            refused=tuple(refused),
            units=tuple(units),
            visits=tuple(read_unfinished_visits(look, LISTED)) if tab == "waiting" else (),
            files=tuple(read_waiting_files(look, LISTED)) if tab == "waiting" else (),
            rounds=tuple(last_rounds(look, _ROUNDS)) if tab == "done" else (),
            directory=read_directory(
                look,
                [*_operations(units), *_refused_operations(refused)],
                _references(conflicts),
            ),
            device_id=look.facts.read_text(facts.DEVICE_ID),
        )


def _units(look: Snapshot, tab: Tab) -> list[SyncUnit]:
    match tab:
        case "needs":
            return []
        case "waiting":
            return read_units(look, WAITING, LISTED)
        case "done":
            return read_done_units(look, LISTED)


def _counts(look: Snapshot, status: SyncStatus) -> TabCounts:
    by_state = count_units(look)
    return TabCounts(
        needs=by_state.get(REFUSED, 0) + count_conflicting_records(look),
        waiting=by_state.get(WAITING, 0) + status.files_waiting,
        done=by_state.get(ACKNOWLEDGED, 0) + by_state.get(WITHDRAWN, 0),
    )


def _with_later(units: list[SyncUnit]) -> list[RefusedUnit]:
    """Put what stands on a refused unit beside it, instead of listing it by itself."""
    placed: set[int] = set()
    found: list[RefusedUnit] = []
    for unit in sorted(units, key=lambda one: one.device_seq):
        if unit.device_seq not in placed:
            later = [one for one in built_upon(unit, units) if one.device_seq not in placed]
            placed.update(one.device_seq for one in later)
            found.append(RefusedUnit(unit, tuple(later)))
    return found[::-1]


def _operations(units: Iterable[SyncUnit]) -> Iterator[Operation]:
    for unit in units:
        yield from unit.operations


def _refused_operations(refused: Iterable[RefusedUnit]) -> Iterator[Operation]:
    for one in refused:
        yield from _operations((one.unit, *one.later))


def _references(conflicts: Iterable[RecordConflicts]) -> Iterator[Reference]:
    for record in conflicts:
        yield record.entity, record.record_id
        for line in record.lines:
            for user_id in (line.kept_by, line.lost_by):
                if user_id:
                    yield "user", user_id
            for value in (line.base, line.kept, line.lost):
                yield from references_in(record.entity, line.field, value)

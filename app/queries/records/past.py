"""The past of one record: what this device knows of it, and the names that spell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.fields import FieldValue
from app.store.journal import ACKNOWLEDGED, REFUSED, WAITING
from app.store.reads.directory import Directory, read_directory, references_in
from app.store.reads.records.own_changes import OwnValue, list_own_values
from app.store.reads.sync.conflicts import ConflictLine, list_record_conflicts
from app.workspace import Workspace

__all__ = ["Directory", "LocalPast", "PastEntry", "read_local_past", "read_past_names"]

_LOST_IN_CONFLICT = "lost"
_OWN = {WAITING: "waiting", REFUSED: "refused", ACKNOWLEDGED: "sent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEntry:
    """One value that was written into a field.

    Attributes:
        field: Name of the field, or "deleted" for the record as a whole.
        before: What stood there.
        value: What was written; None where the field was emptied.
        at: When it was saved, milliseconds since 1970 UTC, by the clock of whoever saved it.
        user: Name of who wrote it; empty for the server itself, or when this device does not know.
        device: Name of the device; empty when unknown.
        source: As the server tells it: "online", "offline", "office", "import", "merge". As this
            device knows it: "waiting", "refused", "sent", "withdrawn", or "lost" in a conflict.
        arrived_at: When the server had it; None where only the device speaks.
    """

    field: str
    before: FieldValue
    value: FieldValue
    at: int
    user: str
    device: str
    source: str
    arrived_at: int | None = None

    @property
    def is_unsent(self) -> bool:
        """Whether the server cannot know of it."""
        return self.source in {"waiting", "refused"}


@dataclass(frozen=True, slots=True)
class LocalPast:
    """What this device knows without the network.

    Attributes:
        entries: Newest first: what was written here, and what lost in a conflict.
        directory: Names of the records that values point to.
    """

    entries: tuple[PastEntry, ...]
    directory: Directory


def read_local_past(workspace: Workspace, entity: str, record_id: str) -> LocalPast:
    """Return what this device itself wrote into a record, and what lost in conflicts about it.

    Source: domain.md R025.
    """
    with workspace.store.snapshot() as look:
        own = list_own_values(look, entity, record_id)
        lost = list_record_conflicts(look, entity, record_id)
        people = [("user", line.lost_by) for line in lost if line.lost_by]
        people.append(("user", workspace.user_id))
        values = [(one.field, value) for one in own for value in (one.before, one.value)]
        values += [(line.field, value) for line in lost for value in (line.kept, line.lost)]
        directory = read_directory(look, (), [*people, *_pointed(entity, values)])
    me = directory.name(workspace.user_id)
    entries = [_own(one, me) for one in own] + [_lost(line, directory) for line in lost]
    return LocalPast(tuple(sorted(entries, key=lambda one: one.at, reverse=True)), directory)


def read_past_names(workspace: Workspace, entity: str, entries: Sequence[PastEntry]) -> Directory:
    """Return the names of the records that some values point to."""
    values = [(one.field, value) for one in entries for value in (one.before, one.value)]
    with workspace.store.snapshot() as look:
        return read_directory(look, (), _pointed(entity, values))


def _pointed(entity: str, values: Iterable[tuple[str, FieldValue]]) -> list[tuple[str, str]]:
    return [found for name, value in values for found in references_in(entity, name, value)]


def _own(one: OwnValue, me: str) -> PastEntry:
    return PastEntry(
        field=one.field, before=one.before, value=one.value, at=one.made_at, user=me, device="",
        source=_OWN.get(one.state, "withdrawn"),
    )  # fmt: skip


def _lost(line: ConflictLine, directory: Directory) -> PastEntry:
    return PastEntry(
        field=line.field, before=line.kept, value=line.lost, at=line.lost_at or 0,
        user=directory.name(line.lost_by), device="", source=_LOST_IN_CONFLICT,
    )  # fmt: skip

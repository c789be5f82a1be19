"""Who wrote every value of a record: when, on which device, online, offline, imported or merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec

from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from server.store.database import Transaction
from server.store.groups import CREATE, DELETE, EDIT, HistoryEntry
from server.store.history import read_history
from server.store.records import WHOLE_RECORD, StoredRecord, find_record

ONLINE_WITHIN_MILLISECONDS = 120_000
"""What arrived later than this after it was saved had waited on the device."""
WHOLE = "deleted"
"""Stands for the field where a record as a whole was deleted."""

_IMPORT = "import"
_CHANGES = msgspec.json.Decoder(dict[str, tuple[FieldValue, FieldValue]])


class Source(StrEnum):
    """How a value came to the server.

    Attributes:
        ONLINE: A device sent it as soon as it was saved.
        OFFLINE: It waited on the device. Told by the device's own clock, so a clock that is
            minutes wrong makes one look like the other.
        OFFICE: Written on the server.
        IMPORT: Loaded with many others.
        MERGE: Made by a merge out of what several people had written.
    """

    ONLINE = "online"
    OFFLINE = "offline"
    OFFICE = "office"
    IMPORT = "import"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class WrittenValue:
    """One value that a field had.

    Attributes:
        field: Name of the field, or `WHOLE`.
        value: What was written; None where the field was emptied.
        revision: Revision of the record that brought it.
        user_id: Who; "" for the server itself.
        device_id: Where; "" for the server itself.
        server_time: Arrival, milliseconds since 1970 UTC.
        device_time: The same moment as the device had it when it saved.
        zone: IANA name of the device's zone; "" where there was no device.
        source: How it came.
        is_current: Whether it is what the field holds now.
    """

    field: str
    value: FieldValue
    revision: int
    user_id: str
    device_id: str
    server_time: int
    device_time: int
    zone: str
    source: Source
    is_current: bool = False


def list_provenance(
    work: Transaction, org: int, entity: str, record_id: str
) -> tuple[WrittenValue, ...]:
    """Return every value that a record had and has, oldest first.

    The values of a creation are not kept a second time: they are the record's with all that came
    later taken back.

    Raises:
        NotFoundError: `record.unknown`.
    """
    record = find_record(work, org, (entity, record_id))
    if record is None:
        raise NotFoundError("record.unknown", entity=entity)
    entries = read_history(work, org, entity, record_id)
    values = [*_first_values(record, entries), *_later_values(entries)]
    newest = {one.field: place for place, one in enumerate(values)}
    return tuple(
        replace(one, is_current=newest[one.field] == place) for place, one in enumerate(values)
    )


def changes_of(entry: HistoryEntry) -> dict[str, tuple[FieldValue, FieldValue]]:
    """Return the values before and after that a history entry holds."""
    return _CHANGES.decode(entry.fields) if entry.fields else {}


def _first_values(record: StoredRecord, entries: Sequence[HistoryEntry]) -> Iterator[WrittenValue]:
    body = dict(record.body)
    for entry in reversed(entries):
        if entry.op != CREATE:
            body |= {name: before for name, (before, _) in changes_of(entry).items()}
    first = entries[0] if entries and entries[0].op == CREATE else _import_of(record)
    replaced = changes_of(first)
    for name, value in sorted(body.items()):
        if value is not None:
            source = Source.MERGE if name in replaced else _source(first)
            yield _written(first, name, value, source)


def _later_values(entries: Sequence[HistoryEntry]) -> Iterator[WrittenValue]:
    for entry in entries:
        if entry.op == CREATE:
            continue
        for name, (_, after) in sorted(changes_of(entry).items()):
            yield _written(entry, name, after, _source(entry))
        if entry.op == DELETE:
            yield _written(entry, WHOLE, 1, _source(entry))


def _import_of(record: StoredRecord) -> HistoryEntry:
    """Return the first entry of a record that was loaded: those are not written one by one."""
    stamp = record.stamps[WHOLE_RECORD]
    return HistoryEntry(
        entity=record.entity,
        id=record.id,
        revision=stamp.revision,
        op_id="",
        op=_IMPORT,
        user_id=stamp.user_id,
        device_id=stamp.device_id,
        server_time=stamp.at,
        device_time=stamp.at,
        zone="",
        fields="",
    )


def _source(entry: HistoryEntry) -> Source:
    if entry.op == _IMPORT:
        return Source.IMPORT
    if entry.op not in {CREATE, EDIT, DELETE}:
        return Source.MERGE
    if not entry.device_id:
        return Source.OFFICE
    waited = entry.server_time - entry.device_time
    return Source.OFFLINE if waited > ONLINE_WITHIN_MILLISECONDS else Source.ONLINE


def _written(entry: HistoryEntry, name: str, value: FieldValue, source: Source) -> WrittenValue:
    return WrittenValue(
        field=name,
        value=value,
        revision=entry.revision,
        user_id=entry.user_id,
        device_id=entry.device_id,
        server_time=entry.server_time,
        device_time=entry.device_time,
        zone=entry.zone,
        source=source,
    )

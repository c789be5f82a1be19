"""Groups already answered, and the history of every accepted operation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from msgspec.structs import astuple

from server.store.database import Transaction

CREATE, EDIT, DELETE = "create", "edit", "delete"
MERGE = "merge"
"""What a revision was: written as it was sent, or made by a merge out of what several wrote."""


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """A group that was answered.

    Attributes:
        device_seq: Its number.
        digest: Its digest.
        result: The answer, encoded.
    """

    device_seq: int
    digest: bytes
    result: bytes


class HistoryEntry(msgspec.Struct, frozen=True):
    """Where a revision of a record came from.

    Attributes:
        entity: Schema name.
        id: Record.
        revision: Revision that it made.
        op_id: The operation.
        op: `CREATE`, `EDIT`, `DELETE` or `MERGE`.
        user_id: Who.
        device_id: Where; "" for the server.
        server_time: Milliseconds since 1970 UTC.
        device_time: The same, as the device's clock had it.
        zone: IANA name of the device's zone.
        fields: JSON, by field the value before and after; empty for a creation, whose values are
            the record's own with what came later taken back. Kept twice they would double what
            the server writes for new records. A creation has some only where the server wrote
            something else than was sent.
    """

    entity: str
    id: str
    revision: int
    op_id: str
    op: str
    user_id: str
    device_id: str
    server_time: int
    device_time: int
    zone: str
    fields: str


def find_seen(
    work: Transaction, org: int, device_id: str, *, first: int, last: int
) -> dict[int, SeenGroup]:
    """Return the answered groups of a device within a range of numbers."""
    rows = work.rows(
        "SELECT device_seq, digest, result FROM group_seen"
        " WHERE org = ? AND device_id = ? AND device_seq BETWEEN ? AND ?",
        (org, device_id, first, last),
    )
    return {row[0]: SeenGroup(row[0], bytes(row[1]), bytes(row[2])) for row in rows}


def add_seen(work: Transaction, org: int, device_id: str, seen: Iterable[SeenGroup]) -> None:
    """Write answers, so that a group sent again gets the same one."""
    work.run_many(
        "INSERT INTO group_seen (org, device_id, device_seq, digest, result)"
        " VALUES (?, ?, ?, ?, ?)",
        [(org, device_id, group.device_seq, group.digest, group.result) for group in seen],
    )


def answer_kept_places(
    work: Transaction, org: int, device_id: str, seen: Iterable[SeenGroup]
) -> None:
    """Write answers to groups of which only the place was known."""
    work.run_many(
        "UPDATE group_seen SET result = ? WHERE org = ? AND device_id = ? AND device_seq = ?",
        [(group.result, org, device_id, group.device_seq) for group in seen],
    )


def add_history(work: Transaction, org: int, entries: Iterable[HistoryEntry]) -> None:
    """Write where revisions came from."""
    work.run_many(
        "INSERT INTO history (org, entity, id, revision, op_id, op, user_id, device_id,"
        " server_time, device_time, zone, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(org, *astuple(entry)) for entry in entries],
    )

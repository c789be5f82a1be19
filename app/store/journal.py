"""The device's journal: every unit of work, sent or not, each chained to the one before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.changes import Group, Operation

if TYPE_CHECKING:
    from app.store.connection import Connection

WAITING, ACKNOWLEDGED, REFUSED, WITHDRAWN = "waiting", "acknowledged", "refused", "withdrawn"


class GroupCodec(Protocol):
    """How groups become bytes; the wire owns it, so that journal entries are sent as they are."""

    def encode_group(self, group: Group) -> bytes:
        """Spell a group."""
        ...

    def decode_group(self, body: bytes) -> Group:
        """Read a group."""
        ...

    def chain_digest(self, previous: bytes, body: bytes) -> bytes:
        """Tie a group to the one before it."""
        ...


@dataclass(frozen=True, slots=True)
class JournalGroup:
    """One unit of work as the journal keeps it.

    Attributes:
        device_seq: 1 for the device's first, without gaps.
        body: The group's bytes.
        previous: Digest of the group before.
        digest: Digest of this one.
    """

    device_seq: int
    body: bytes
    previous: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """The server's word on one operation.

    Attributes:
        op_id: The operation.
        state: `ACKNOWLEDGED` or `REFUSED`.
        revision: Revision of the record after it.
        code: Reason of a refusal.
        params: Values for the sentence of the reason.
    """

    op_id: str
    state: str
    revision: int
    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class JournalStep:
    """One operation as the journal lists it, without the values."""

    op_id: str
    entity: str
    record_id: str
    op: str


class Journal:
    """The journal inside one transaction."""

    def __init__(self, connection: Connection, codec: GroupCodec) -> None:
        self._connection = connection
        self._codec = codec

    def append(self, group: Group) -> int:
        """Add a unit of work at the end of the chain and return its number."""
        last = self._connection.exec_driver_sql(
            "SELECT device_seq, digest FROM journal_group WHERE device_seq > 0"
            " ORDER BY device_seq DESC LIMIT 1"
        ).fetchone()
        seq, previous = (int(last[0]) + 1, bytes(last[1])) if last else (1, b"")
        self.insert(seq, previous, group)
        return seq

    def insert(self, seq: int, previous: bytes, group: Group) -> bytes:
        """Put a unit of work, which waits to be sent, in its place; return its digest."""
        body = self._codec.encode_group(group)
        digest = self._codec.chain_digest(previous, body)
        self._connection.exec_driver_sql(
            "INSERT INTO journal_group"
            " (device_seq, group_id, made_at, body, previous, digest, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (seq, group.group_id, group.made_at, body, previous, digest, WAITING),
        )
        self._connection.exec_driver_sql(
            "INSERT INTO journal_operation (op_id, device_seq, entity, record_id, op, state)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (op.op_id, seq, op.entity, op.record_id, op.op.value, WAITING)
                for op in group.operations
            ],
        )
        return digest

    def next_groups(self, limit: int, largest_bytes: int, *, after: int = 0) -> list[JournalGroup]:
        """Return the oldest unsent groups, those after a number only.

        Args:
            limit: How many at most.
            largest_bytes: About how much they may weigh together.
            after: Number of the group that went before; 0 for none.
        """
        rows = self._connection.exec_driver_sql(
            "SELECT device_seq, body, previous, digest FROM journal_group"
            " WHERE state = ? AND device_seq > ? ORDER BY device_seq LIMIT ?",
            (WAITING, after, limit),
        )
        groups: list[JournalGroup] = []
        total = 0
        for seq, body, previous, digest in rows:
            total += len(body)
            if groups and total > largest_bytes:
                break
            groups.append(JournalGroup(int(seq), bytes(body), bytes(previous), bytes(digest)))
        return groups

    def acknowledge(self, numbers: Sequence[int], now: int) -> None:
        """Note that the server accepted groups as a whole."""
        self._connection.exec_driver_sql(
            "UPDATE journal_group SET state = ?, settled_at = ? WHERE device_seq = ?",
            [(ACKNOWLEDGED, now, number) for number in numbers],
        )
        self._connection.exec_driver_sql(
            "UPDATE journal_operation SET state = ? WHERE device_seq = ?",
            [(ACKNOWLEDGED, number) for number in numbers],
        )

    def steps(self, first: int, last: int) -> list[JournalStep]:
        """Return the operations of a run of groups, in order."""
        rows = self._connection.exec_driver_sql(
            "SELECT op_id, entity, record_id, op FROM journal_operation"
            " WHERE device_seq BETWEEN ? AND ? ORDER BY device_seq, rowid",
            (first, last),
        )
        return [JournalStep(*row) for row in rows]

    def settle_group(
        self, device_seq: int, state: str, verdicts: Sequence[Verdict], now: int
    ) -> None:
        """Note the server's word on a group and on each of its operations."""
        self._connection.exec_driver_sql(
            "UPDATE journal_group SET state = ?, settled_at = ? WHERE device_seq = ?",
            (state, now, device_seq),
        )
        self._connection.exec_driver_sql(
            "UPDATE journal_operation SET state = ?, code = ?, params = ? WHERE op_id = ?",
            [
                (v.state, v.code or None, json.dumps(dict(v.params)) if v.params else None, v.op_id)
                for v in verdicts
            ],
        )

    def read_group(self, device_seq: int) -> Group | None:
        """Return a group, or None."""
        row = self._connection.exec_driver_sql(
            "SELECT body FROM journal_group WHERE device_seq = ?", (device_seq,)
        ).fetchone()
        return self._codec.decode_group(bytes(row[0])) if row else None

    def rewrite(self, device_seq: int, group: Group) -> None:
        """Keep less of a settled group than was sent; its place and digest in the chain stay."""
        self._connection.exec_driver_sql(
            "UPDATE journal_group SET body = ? WHERE device_seq = ?",
            (self._codec.encode_group(group), device_seq),
        )

    def is_whole(self, group: JournalGroup) -> bool:
        """Return whether a group is still what was written, to the byte."""
        return self._codec.chain_digest(group.previous, group.body) == group.digest

    def decode(self, group: JournalGroup) -> Group:
        """Read the group in a journal entry."""
        return self._codec.decode_group(group.body)

    def waiting_operations(self, record_ids: Sequence[str] | None = None) -> list[Operation]:
        """Return the unsent operations, oldest first; only those on `record_ids` when given."""
        rows = self._connection.exec_driver_sql(
            "SELECT device_seq, op_id, record_id FROM journal_operation"
            " WHERE state = ? ORDER BY device_seq",
            (WAITING,),
        ).fetchall()
        if record_ids is not None:
            wanted = set(record_ids)
            rows = [row for row in rows if row[2] in wanted]
        ids = {row[1] for row in rows}
        found: list[Operation] = []
        for seq in sorted({int(row[0]) for row in rows}):
            group = self.read_group(seq)
            if group is not None:
                found += [op for op in group.operations if op.op_id in ids]
        return found

    def accepted_new(self, record_ids: Sequence[str]) -> set[str]:
        """Return those of the records that were made here and that the server accepted."""
        marks = ", ".join("?" * len(record_ids))
        rows = self._connection.exec_driver_sql(
            "SELECT record_id FROM journal_operation"
            f" WHERE op = 'create' AND state = ? AND record_id IN ({marks})",
            (ACKNOWLEDGED, *record_ids),
        )
        return {str(row[0]) for row in rows}

    def first_waiting(self) -> int:
        """Return the number of the oldest unit of work that waits to be sent; 0 for none."""
        sql = "SELECT min(device_seq) FROM journal_group WHERE state = ?"
        return int(self._connection.exec_driver_sql(sql, (WAITING,)).scalar_one() or 0)

    def waiting_groups(self) -> int:
        """Return how many units of work wait to be sent."""
        sql = "SELECT count(*) FROM journal_group WHERE state = ?"
        return int(self._connection.exec_driver_sql(sql, (WAITING,)).scalar_one())

    def waiting_count(self) -> int:
        """Return how many operations wait to be sent."""
        return int(
            self._connection.exec_driver_sql(
                "SELECT count(*) FROM journal_operation WHERE state = ?", (WAITING,)
            ).scalar_one()
        )

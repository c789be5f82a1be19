"""The journal as it is offered to a server that has forgotten the end of it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from app.domain.changes import Op
from app.domain.schema import ENTITIES
from app.store.journal import ACKNOWLEDGED, WAITING, JournalGroup
from app.store.unit_of_work import Snapshot, UnitOfWork

_OFFERED = frozenset({ACKNOWLEDGED, WAITING})
UNKNOWN_REVISION = 1
"""What a record counts as known in while the server's numbering is another: nearly nothing."""


def last_number(look: Snapshot) -> int:
    """Return the number of the newest unit of work; 0 when there is none."""
    newest = look.connection.exec_driver_sql("SELECT max(device_seq) FROM journal_group")
    return max(int(newest.scalar_one() or 0), 0)


def offered_groups(
    look: Snapshot, first: int, limit: int, largest_bytes: int
) -> list[JournalGroup]:
    """Return units of work from a number on, whatever their state.

    A unit that was refused or withdrawn, or that speaks of records that left this device, keeps
    its place in the chain but travels without contents.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT device_seq, body, previous, digest, state FROM journal_group"
        " WHERE device_seq >= ? ORDER BY device_seq LIMIT ?",
        (first, limit),
    )
    groups: list[JournalGroup] = []
    total = 0
    for seq, body, previous, digest, state in rows:
        group = JournalGroup(int(seq), bytes(body), bytes(previous), bytes(digest))
        if state not in _OFFERED or not look.journal.is_whole(group):
            group = replace(group, body=b"")
        total += len(group.body)
        if groups and total > largest_bytes:
            break
        groups.append(group)
    return groups


def doubt_revisions(work: UnitOfWork) -> None:
    """Let every record count as known in its first revision only.

    A restored server gives revisions anew, so that a number from before would say that the rep
    had seen what somebody else wrote since.
    """
    for name in ENTITIES:
        work.connection.exec_driver_sql(
            f'UPDATE "{name}" SET _revision = {UNKNOWN_REVISION}'
            f" WHERE _revision > {UNKNOWN_REVISION}"
        )


def unmake(work: UnitOfWork, refused: Collection[int]) -> None:
    """Let records whose creation was accepted once and is refused now be this device's alone."""
    rows = work.connection.exec_driver_sql(
        "SELECT entity, record_id FROM journal_operation WHERE op = ?"
        " AND device_seq IN (SELECT value FROM json_each(?))",
        (Op.CREATE.value, json.dumps(sorted(refused))),
    ).fetchall()
    for entity, record_id in rows:
        table = f'"{ENTITIES[str(entity)].name}"'
        work.connection.exec_driver_sql(
            f"UPDATE {table} SET _revision = 0 WHERE id = ?", (str(record_id),)
        )

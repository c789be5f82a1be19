"""Commands on records that are kept although the server says they are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from app.domain.changes import ChangeSet
from app.store.held.purge import remove_records
from app.store.held.rows import HeldRows
from app.workspace import Workspace


def remove_held_rows(workspace: Workspace, confirmed: Collection[str] | None = None) -> ChangeSet:
    """Let go what the mass-delete fuse keeps; the user has confirmed it.

    A record that came again meanwhile stays, and so does one that unsent work speaks of: what
    the server says to that work decides.

    Args:
        workspace: Whose device.
        confirmed: Ids that the user was told of: what a round holds back while the question stands
            open waits for a question of its own. None for everything.

    Raises:
        StoreFault: The device refused; nothing went.

    Source: reliability.md X25.
    """
    with workspace.store.unit_of_work() as work:
        held = HeldRows(work.connection)
        rows = [row for row in held.read() if confirmed is None or row.id in confirmed]
        waiting = {operation.record_id for operation in work.journal.waiting_operations()}
        going: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            record = work.records.read(row.entity, row.id)
            if record is None or record.revision != row.revision or row.id in waiting:
                continue
            going[row.entity].append(row.id)
        held.release(row.id for row in rows if row.id not in waiting)
        for entity, ids in going.items():
            # Each row by itself: what stands under it, or speaks of it, the server may still have.
            remove_records(work, entity, ids)
        return work.commit()

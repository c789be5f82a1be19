"""Reads where the values of one record came from."""

from __future__ import annotations

from server.store.database import Transaction
from server.store.groups import HistoryEntry


def read_history(work: Transaction, org: int, entity: str, record_id: str) -> list[HistoryEntry]:
    """Return what is known of a record's revisions, oldest first."""
    rows = work.rows(
        "SELECT entity, id, revision, op_id, op, user_id, device_id, server_time, device_time,"
        " zone, fields FROM history WHERE org = ? AND entity = ? AND id = ? ORDER BY revision",
        (org, entity, record_id),
    )
    return [HistoryEntry(*row) for row in rows]

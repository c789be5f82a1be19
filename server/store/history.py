"""Reads where the values of one record came from."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from server.store.database import Transaction
from server.store.groups import HistoryEntry
from server.store.records import Key

_JSON = msgspec.json.Encoder()
_COLUMNS = (
    "h.entity, h.id, h.revision, h.op_id, h.op, h.user_id, h.device_id, h.server_time,"
    " h.device_time, h.zone, h.fields"
)


def read_history(work: Transaction, org: int, entity: str, record_id: str) -> list[HistoryEntry]:
    """Return what is known of a record's revisions, oldest first."""
    rows = work.rows(
        f"SELECT {_COLUMNS} FROM history h"
        " WHERE h.org = ? AND h.entity = ? AND h.id = ? ORDER BY h.revision",
        (org, entity, record_id),
    )
    return [HistoryEntry(*row) for row in rows]


def read_histories(work: Transaction, org: int, keys: Iterable[Key]) -> list[HistoryEntry]:
    """Return what is known of several records' revisions, by record, the oldest first."""
    rows = work.rows(
        f"SELECT {_COLUMNS} FROM {work.spelling.by_pairs('history', 'h')}"
        " ORDER BY h.entity, h.id, h.revision",
        (_JSON.encode(sorted(keys)).decode(), org),
    )
    return [HistoryEntry(*row) for row in rows]


def read_imported(
    work: Transaction, org: int, op: str, first: str, last: str
) -> list[HistoryEntry]:
    """Return the entries of one kind whose operations lie between two ids, the latest first."""
    rows = work.rows(
        f"SELECT {_COLUMNS} FROM history h WHERE h.org = ? AND h.op = ?"
        " AND h.op_id >= ? AND h.op_id < ? ORDER BY h.op_id DESC",
        (org, op, first, last),
    )
    return [HistoryEntry(*row) for row in rows]

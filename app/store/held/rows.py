"""Rows that the server says are gone, kept until somebody confirms, because they are so many."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.schema import ENTITIES

if TYPE_CHECKING:
    from app.store.connection import Connection

HELD = "held"
"""Kind of the drafts that remember them: local, and gone with the record they speak of."""

DELETED, UNKNOWN = "deleted", "unknown"
"""Deleted by somebody; not known to the server at all, as after it lost its newest work."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row that waits for a word.

    Attributes:
        entity: Schema name.
        id: Record.
        reason: `DELETED` or `UNKNOWN`.
        revision: Revision that the row had; another one means that the server has it again.
    """

    entity: str
    id: str
    reason: str
    revision: int


class HeldRows:
    """The held rows of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, entity: str, record_ids: Collection[str], reason: str, now: int) -> None:
        """Remember rows; those that are not here are passed over."""
        sql = f'SELECT id, _revision FROM "{ENTITIES[entity].name}" WHERE id = ?'
        rows = []
        for record_id in record_ids:
            found = self._connection.exec_driver_sql(sql, (record_id,)).fetchone()
            if found is not None:
                body = {"entity": entity, "reason": reason, "revision": int(found[1])}
                rows.append((HELD, record_id, json.dumps(body), now))
        if rows:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO draft (kind, subject_id, body, saved_at)"
                " VALUES (?, ?, ?, ?)",
                rows,
            )

    def read(self) -> list[HeldRow]:
        """Return all of them."""
        rows = self._connection.exec_driver_sql(
            "SELECT subject_id, body FROM draft WHERE kind = ? ORDER BY subject_id", (HELD,)
        )
        return [HeldRow(id=str(record_id), **json.loads(body)) for record_id, body in rows]

    def ids(self) -> frozenset[str]:
        """Return the ids of all of them."""
        rows = self._connection.exec_driver_sql(
            "SELECT subject_id FROM draft WHERE kind = ?", (HELD,)
        )
        return frozenset(str(record_id) for record_id in rows.scalars())

    def release_arrived(self, record_ids: Iterable[str]) -> None:
        """Forget that rows were held that the server has just sent."""
        sql = "SELECT EXISTS (SELECT 1 FROM draft WHERE kind = ?)"
        if self._connection.exec_driver_sql(sql, (HELD,)).scalar_one():
            self.release(record_ids)

    def release(self, record_ids: Iterable[str]) -> None:
        """Forget that rows were held."""
        rows = [(HELD, record_id) for record_id in record_ids]
        if rows:
            self._connection.exec_driver_sql(
                "DELETE FROM draft WHERE kind = ? AND subject_id = ?", rows
            )

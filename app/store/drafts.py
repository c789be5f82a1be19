"""Unfinished forms, saved at every pause of typing; they never travel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.store.connection import Connection


class Drafts:
    """The drafts of one transaction; one a form and subject."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, kind: str, subject_id: str) -> dict[str, Any] | None:
        """Return what was typed so far, or None."""
        row = self._connection.exec_driver_sql(
            "SELECT body FROM draft WHERE kind = ? AND subject_id = ?", (kind, subject_id)
        ).fetchone()
        return dict(json.loads(row[0])) if row else None

    def write(self, kind: str, subject_id: str, body: Mapping[str, Any], now: int) -> None:
        """Keep what was typed."""
        self._connection.exec_driver_sql(
            "INSERT INTO draft (kind, subject_id, body, saved_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind, subject_id)"
            " DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
            (kind, subject_id, json.dumps(body, ensure_ascii=False), now),
        )

    def delete(self, kind: str, subject_id: str) -> None:
        """Forget a draft; it was finished or thrown away."""
        self._connection.exec_driver_sql(
            "DELETE FROM draft WHERE kind = ? AND subject_id = ?", (kind, subject_id)
        )

    def move(self, subject_id: str, heir_id: str) -> None:
        """Put the forms of a subject to another one that has none of that kind."""
        self._connection.exec_driver_sql(
            "UPDATE OR IGNORE draft SET subject_id = ? WHERE subject_id = ? AND kind <> 'held'",
            (heir_id, subject_id),
        )

    def subjects(self, kind: str) -> list[tuple[str, int]]:
        """Return subject and time of every draft of a kind, newest first."""
        rows = self._connection.exec_driver_sql(
            "SELECT subject_id, saved_at FROM draft WHERE kind = ? ORDER BY saved_at DESC", (kind,)
        )
        return [(str(subject), int(saved)) for subject, saved in rows]

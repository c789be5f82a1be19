"""What the company set for its own rules."""

from __future__ import annotations

import datetime as dt

from app.store.unit_of_work import Snapshot


def list_settings(look: Snapshot, prefix: str) -> list[tuple[str, str, dt.date | None]]:
    """Return name, value as JSON and first day of the settings whose name begins so."""
    rows = look.connection.exec_driver_sql(
        "SELECT name, value, valid_from_on FROM setting WHERE substr(name, 1, ?) = ?",
        (len(prefix), prefix),
    )
    return [
        (name, value, dt.date.fromisoformat(since) if since else None)
        for name, value, since in rows
    ]

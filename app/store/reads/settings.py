"""What the company set for its own rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot


def list_settings(look: Snapshot, prefix: str) -> list[tuple[str, str, dt.date | None]]:
    """Return name, value as JSON and first day of the settings whose name begins so.

    Of several records of a name the one that counts stands last.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT name, value, valid_from_on FROM setting WHERE substr(name, 1, ?) = ?"
        " ORDER BY coalesce(valid_from_on, ''), id",
        (len(prefix), prefix),
    )
    return [
        (name, value, dt.date.fromisoformat(since) if since else None)
        for name, value, since in rows
    ]


def read_setting_ids(look: Snapshot, name: str) -> list[str]:
    """Return the records that hold a setting, the one that counts last."""
    rows = look.connection.exec_driver_sql(
        "SELECT id FROM setting WHERE name = ? ORDER BY coalesce(valid_from_on, ''), id", (name,)
    )
    return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting as its record holds it.

    Attributes:
        name: Which one.
        value: As JSON.
        valid_from_on: First day; None for always.
        changed_by: Name of who set it; empty when it was set on the server.
        changed_at: Milliseconds since 1970; None when it is not known.
        reason: Why.
    """

    name: str
    value: str
    valid_from_on: dt.date | None
    changed_by: str
    changed_at: int | None
    reason: str


def list_setting_rows(look: Snapshot, prefix: str) -> list[SettingRow]:
    """Return the settings whose name begins so; of several records the one that counts last."""
    rows = look.connection.exec_driver_sql(
        "SELECT s.name, s.value, s.valid_from_on, coalesce(u.name, ''), s.changed_at,"
        " coalesce(s.reason, '') FROM setting s LEFT JOIN \"user\" u ON u.id = s.changed_by"
        " WHERE substr(s.name, 1, ?) = ? ORDER BY coalesce(s.valid_from_on, ''), s.id",
        (len(prefix), prefix),
    )
    return [
        SettingRow(name, value, dt.date.fromisoformat(since) if since else None, who, at, reason)
        for name, value, since, who, at, reason in rows
    ]

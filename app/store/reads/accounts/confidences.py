"""Whether something was confided about a contact, and whether the company wants that at all."""

from __future__ import annotations

from app.domain.accounts.confidences import is_switched_off
from app.store.unit_of_work import Snapshot


def is_off(look: Snapshot, today: str) -> bool:
    """Return whether the company has switched such records off."""
    rows = look.connection.exec_driver_sql(
        "SELECT name, value, valid_from_on FROM setting ORDER BY id"
    )
    return is_switched_off(
        ({"name": row[0], "value": row[1], "valid_from_on": row[2]} for row in rows), today
    )


def private_id(look: Snapshot, contact_id: str) -> str | None:
    """Return the record of what was confided about a contact, or None."""
    row = look.connection.exec_driver_sql(
        "SELECT id FROM contact_private WHERE contact_id = ? ORDER BY id LIMIT 1", (contact_id,)
    ).fetchone()
    return str(row[0]) if row else None

"""What happened to people, devices and keys, for those who must answer for it."""

from __future__ import annotations

from dataclasses import dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event.

    Attributes:
        id: Sorts by time.
        at: Milliseconds since 1970 UTC.
        action: Constant dotted name, as "device.suspended".
        user_id: Whom it concerns.
        device_id: Which device; "" for none.
        details: Short text without names, numbers or secrets.
    """

    id: str
    at: int
    action: str
    user_id: str
    device_id: str = ""
    details: str = ""


def add_entry(work: Transaction, org: int, entry: AuditEntry) -> None:
    """Write an event."""
    work.run(
        "INSERT INTO audit (org, id, at, action, user_id, device_id, details)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(org, entry.id, entry.at, entry.action),
            *(entry.user_id, entry.device_id, entry.details),
        ),
    )

"""Which device uploaded how much of which attachment, and which records speak of it."""

from __future__ import annotations

from server.store.database import Row, Transaction


def find_upload(work: Transaction, org: int, sha256: str, device_id: str) -> tuple[int, bool]:
    """Return how many bytes a device uploaded, and whether they are complete."""
    row = work.row(
        "SELECT received, complete FROM blob WHERE org = ? AND sha256 = ? AND device_id = ?",
        (org, sha256, device_id),
    )
    return (int(row[0]), bool(row[1])) if row else (0, False)


def save_upload(
    work: Transaction,
    org: int,
    sha256: str,
    device_id: str,
    *,
    received: int,
    complete: bool,
    now: int,
) -> None:
    """Write how much a device uploaded."""
    work.run(
        "INSERT INTO blob (org, sha256, device_id, received, complete, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (org, sha256, device_id) DO UPDATE SET"
        " received = excluded.received, complete = excluded.complete",
        (org, sha256, device_id, received, int(complete), now),
    )


def forget_upload(work: Transaction, org: int, sha256: str, device_id: str) -> None:
    """Forget what a device uploaded."""
    work.run(
        "DELETE FROM blob WHERE org = ? AND sha256 = ? AND device_id = ? AND complete = 0",
        (org, sha256, device_id),
    )


def list_received(work: Transaction, org: int, device_id: str, *, limit: int) -> list[str]:
    """Return what a device uploaded in full, the newest first."""
    rows = work.rows(
        "SELECT sha256 FROM blob WHERE org = ? AND device_id = ? AND complete = 1"
        " ORDER BY created_at DESC, sha256 LIMIT ?",
        (org, device_id, limit),
    )
    return [str(row[0]) for row in rows]


def is_stored(work: Transaction, org: int, sha256: str) -> bool:
    """Return whether anybody's upload of an attachment is complete."""
    row = work.row(
        "SELECT 1 FROM blob WHERE org = ? AND sha256 = ? AND complete = 1", (org, sha256)
    )
    return row is not None


def list_mentions(work: Transaction, org: int, sha256: str) -> list[Row]:
    """Return (book, body) of the attachment records that name a hash."""
    return list(
        work.rows(
            "SELECT book, body FROM record WHERE org = ? AND blob = ? AND deleted = 0",
            (org, sha256),
        )
    )

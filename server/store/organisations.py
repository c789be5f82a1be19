"""The organisation that a server serves, and the epoch of its change log."""

from __future__ import annotations

from dataclasses import dataclass

from server.store.database import Transaction
from server.store.errors import NotInitialisedError


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who this server is, to every device that knows it.

    Attributes:
        server_id: Pinned by devices at enrolment.
        epoch: Changes when the database is restored from a backup.
        name: For the greeting.
    """

    server_id: str
    epoch: str
    name: str


def find_organisation(work: Transaction, org: int) -> Organisation | None:
    """Return the organisation, if it was made."""
    row = work.row("SELECT server_id, epoch, name FROM org WHERE org = ?", (org,))
    return Organisation(*row) if row else None


def read_organisation(work: Transaction, org: int) -> Organisation:
    """Return the organisation.

    Raises:
        NotInitialisedError: There is none yet.
    """
    found = find_organisation(work, org)
    if found is None:
        raise NotInitialisedError(str(org))
    return found


def add_organisation(work: Transaction, org: int, made: Organisation, *, at: int) -> None:
    """Write a new organisation."""
    work.run(
        "INSERT INTO org (org, server_id, epoch, name, created_at) VALUES (?, ?, ?, ?, ?)",
        (org, made.server_id, made.epoch, made.name, at),
    )


def change_epoch(work: Transaction, org: int, epoch: str) -> None:
    """Tell every device that this database is not the one it knew, and since which group."""
    work.run("UPDATE org SET epoch = ? WHERE org = ?", (epoch, org))
    work.run(
        "INSERT INTO device_epoch (org, device_id, epoch, first_seq)"
        " SELECT d.org, d.id, o.epoch, d.expected_seq"
        " FROM device d JOIN org o ON o.org = d.org WHERE d.org = ?",
        (org,),
    )

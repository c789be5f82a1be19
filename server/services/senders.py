"""Who sends a request that is answered in a transaction of its own."""

from __future__ import annotations

from server.services.bearers import Signed, check_signed
from server.services.books import Actor, subscribed_books
from server.store.database import Transaction
from server.store.devices import StoredDevice


def find_sender(
    work: Transaction, org: int, signed: Signed, *, now: int
) -> tuple[Actor, StoredDevice]:
    """Return the person, with the books held, and the device.

    Raises:
        ProblemError: As `check_signed`.
    """
    bearer = check_signed(work, org, signed, now=now)
    device = bearer.device
    books = subscribed_books(
        work, org, user_id=device.user_id, roles=bearer.roles, sector_id=bearer.sector_id
    )
    actor = Actor(device.user_id, device.id, bearer.roles, bearer.sector_id, books)
    return actor, device

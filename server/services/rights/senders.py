"""Who sends a request that is answered in a transaction of its own."""

from __future__ import annotations

from server.services.access.bearers import Signed, check_signed
from server.services.rights.books import Actor, subscribed_books
from server.services.rights.shares import find_shares
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
    who, roles = device.user_id, bearer.roles
    shares = find_shares(work, org, user_id=who, roles=roles, now=now)
    books = subscribed_books(
        work, org, user_id=who, roles=roles, sector_id=bearer.sector_id, shares=shares
    )
    actor = Actor(who, device.id, roles, bearer.sector_id, books, shares)
    return actor, device

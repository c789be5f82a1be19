"""Keeps the change log from growing for ever: departures go when no living device needs them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from server.services.moments import milliseconds
from server.settings import Clock
from server.store.database import Database, Transaction
from server.store.horizon import floors_before, mark_books, oldest_contact, purge_book

LONGEST_ABSENCE = timedelta(days=180)
"""A device that was away longer takes a fresh snapshot; nobody waits for it."""
LEAST_KEPT = timedelta(days=30)


def tidy_departures(
    database: Database,
    org: int,
    *,
    clock: Clock,
    longest_absence: timedelta = LONGEST_ABSENCE,
    least_kept: timedelta = LEAST_KEPT,
) -> int:
    """Purge what left a book before the oldest living device was last here; return how much.

    To be run daily: each run also marks where the books stand, and only what is older than a
    mark can go. A device that comes from beyond the horizon is noticed by its cursor when it
    asks (`pull`), so that nothing depends on this estimate.

    Source: reliability.md X11, finding 11.
    """
    now = milliseconds(clock())
    database.write(lambda work: mark_books(work, org, at=now))
    away_since = now - _milliseconds(longest_absence)
    with database.reading() as work:
        contact = oldest_contact(work, org, since=away_since)
        until = min(contact or now, now - _milliseconds(least_kept))
        floors = floors_before(work, org, until=until)
    return sum(database.write(_purge(org, book, floor)) for book, floor in sorted(floors.items()))


def _purge(org: int, book: str, floor: int) -> Callable[[Transaction], int]:
    return lambda work: purge_book(work, org, book, floor=floor)


def _milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)

"""Takes records off the device: entirely what left its books, as a row what was deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.domain.schema import ENTITIES
from app.store import facts
from app.store.held.books import list_unhoused
from app.store.held.leaving import leave_books, leave_records
from app.store.held.purge import remove_records
from app.store.held.rows import HeldRows
from app.store.unit_of_work import UnitOfWork
from sync.exchange.again import note_again
from sync.exchange.fuse import Fuse
from sync.wire.messages import ChangePage, Gone


def apply_removals(work: UnitOfWork, page: ChangePage, fuse: Fuse, now: int) -> int:
    """Remove what a page says is gone; return how many records were removed.

    What was given to somebody else goes at once and entirely. Deletions that are too many at
    once are held until the user confirms them, and so is what a server does not know that may
    have lost its newest work.
    """
    count = 0
    held = HeldRows(work.connection)
    holds_unknown = work.facts.read(facts.HOLD_UNKNOWN) is not None
    for reason, entity, ids in _sorted(page.gone):
        match reason:
            case "deleted" if fuse.lets_go(work, entity, ids):
                remove_records(work, entity, ids)
                count += len(ids)
                if entity == "account":
                    note_again(work, list_unhoused(work, ids))
            case "unknown" if not holds_unknown and fuse.lets_go(work, entity, ids):
                count += leave_records(work, entity, ids)
            case "deleted" | "unknown":
                held.hold(entity, ids, reason, now)
            case _:
                count += leave_records(work, entity, ids)
    if page.left_books:
        count += leave_books(work, page.left_books)
    return count


def _sorted(gone: Iterable[Gone]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what is gone together, by reason and entity."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in gone:
        if one.entity in ENTITIES:
            named[one.reason, one.entity].append(one.record_id)
    for (reason, entity), ids in named.items():
        yield reason, entity, ids

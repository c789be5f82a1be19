"""Writes one answer of the server into the store, whether it came by line or in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.store import facts
from app.store.journal import JournalGroup
from app.store.unit_of_work import UnitOfWork
from sync.bundle_keys import pin_organisation
from sync.confidence_keys import keep_confidence_key
from sync.exchange.fuse import Fuse
from sync.exchange.pull import apply_page
from sync.exchange.push import settle
from sync.integrity import comparing
from sync.numbers import keep_numbers
from sync.wire.messages import SyncAnswer


@dataclass(frozen=True, slots=True)
class Applied:
    """What an answer did: operations refused, rows written or removed."""

    refused: int
    rows: int


def apply_answer(
    work: UnitOfWork, groups: Sequence[JournalGroup], answer: SyncAnswer, fuse: Fuse, now: int
) -> Applied:
    """Write results, rows and the cursor.

    Args:
        work: The transaction: all or nothing.
        groups: What the results speak of; a group that is not among them stays as it is.
        answer: From the server.
        fuse: Of this round.
        now: Device time in milliseconds.
    """
    rows = 0
    refused = settle(work, groups, answer.results, now)
    if answer.page is not None:
        rows = apply_page(work, answer.page, fuse, now)
        work.facts.write(facts.CURSOR, answer.page.cursor)
        if answer.page.compare:
            comparing.note_due(work, answer.page.compare)
        if not answer.page.has_more:
            work.facts.write(facts.FIRST_SYNC_DONE, b"1")
            work.facts.forget(facts.ROWS_ONLY)
            comparing.begin_counting(work, now)
    keep_numbers(work, answer.numbers)
    if answer.org_keys:
        pin_organisation(work, answer.org_keys, answer.org_key_links, answer.server_time)
    keep_confidence_key(work, answer.confidence_key)
    work.facts.write(facts.EPOCH, answer.epoch)
    work.facts.write(facts.LAST_SYNC_AT, str(now))
    return Applied(refused, rows)

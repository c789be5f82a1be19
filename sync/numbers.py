"""Contract numbers in a sync round: asked for when they run short, kept when they come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from app.domain.contracts.numbers import Series
from app.domain.policy import Action, may
from app.store import facts
from app.store.number_blocks import LeasedBlock, NumberBlocks
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot, UnitOfWork
from sync.wire.messages import NumberBlock, NumberWish

_MILLISECONDS = 1000


def number_wishes(look: Snapshot, now: int) -> tuple[NumberWish, ...]:
    """Return what to ask for; nothing in a usual round, and nothing for who makes no contracts.

    A first sync asks with its first request, when nobody here knows yet who makes contracts: the
    server gives none to others, and whoever leaves the office afterwards has to have them.

    Args:
        look: The device's store.
        now: Device time, milliseconds since 1970 UTC.
    """
    today = dt.datetime.fromtimestamp(now / _MILLISECONDS, dt.UTC).date()
    low = NumberBlocks(look.connection).low_supplies(today)
    if not low or not _may_need_them(look):
        return ()
    return tuple(NumberWish(each.year, each.left, each.blocks) for each in low)


def _may_need_them(look: Snapshot) -> bool:
    if look.facts.read(facts.FIRST_SYNC_DONE) is None:
        return not look.facts.read(facts.CURSOR)
    actor = Rights(look.connection, look.records).actor(look.facts.read_text(facts.USER_ID))
    return actor is not None and may(actor, Action.CREATE, "contract")


def keep_numbers(work: UnitOfWork, blocks: Iterable[NumberBlock]) -> None:
    """Keep the blocks that an answer brings, in the transaction that takes the answer."""
    leased = [
        LeasedBlock(Series(one.prefix, one.year, one.unit), one.first, one.last, one.next)
        for one in blocks
    ]
    if leased:
        NumberBlocks(work.connection).add(leased)

"""Compares this device with the server by digests, and asks again for exactly what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from app.domain.digests import Summary
from app.domain.schema import ENTITIES, SCHEMA_VERSION
from app.store import facts
from app.store.held.books import adopt_books
from app.store.held.digests import Part, list_digests, list_strays, summarise
from app.store.held.rows import UNKNOWN, HeldRows
from app.store.unit_of_work import Snapshot, Store, UnitOfWork
from sync.errors import NotOurServerError, ServerRefusedError, WrongServerError
from sync.exchange.again import Key, note_again
from sync.exchange.fuse import REPAIRED, expects_removals, is_too_much
from sync.integrity.bisection import Branch, Difference
from sync.wire.comparing import LARGEST_SPANS, DigestAnswer, DigestRequest
from sync.wire.messages import AFTER_LOSS, PROTOCOL_VERSION

COMPARED_EVERY_MILLISECONDS = 24 * 3_600_000
_BOOK_MOVED = "digest.book"

Ask = Callable[[DigestRequest], DigestAnswer]
"""Sends a request and returns the answer."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found.

    Attributes:
        books: Books that were compared; others changed meanwhile and come next time.
        wanted: Records that are asked for again: wrong, missing, or here and not there.
        held: Records that the server does not have and that are kept until the user confirms.
    """

    books: tuple[str, ...] = ()
    wanted: tuple[Key, ...] = ()
    held: tuple[Key, ...] = ()


def is_due(look: Snapshot, now: int) -> bool:
    """Return whether this device should compare itself: once a day, or because of a doubt."""
    if look.facts.read(facts.COMPARE_DUE) is not None:
        return True
    last = look.facts.read_text(facts.COMPARED_AT)
    return bool(last) and abs(now - int(last)) >= COMPARED_EVERY_MILLISECONDS


def begin_counting(work: UnitOfWork, now: int) -> None:
    """Let the first comparison come a day after the first sync, which brought everything anew."""
    if work.facts.read(facts.COMPARED_AT) is None:
        work.facts.write(facts.COMPARED_AT, str(now))


def note_due(work: UnitOfWork, reason: str = "doubt") -> None:
    """Let the next round compare, because something makes us doubt.

    Args:
        work: The transaction.
        reason: As the server gave it. After a change of rights or a long absence it is known that
            rows are here which must go; after a loss nothing goes before somebody confirms.
    """
    if reason == AFTER_LOSS:
        work.facts.write(facts.HOLD_UNKNOWN, b"1")
    if not expects_removals(work):
        work.facts.write(facts.COMPARE_DUE, reason)


def compare(store: Store, ask: Ask, now: int) -> Comparison | None:
    """Compare; what differs is asked for again with the next request.

    Unsent work is not touched: only what the server has acknowledged is compared, and what comes
    again is laid under the work that waits.

    Returns:
        What was found; None when it cannot be compared now, because work waits to be sent or
        everything is just changing.

    Raises:
        SyncError: As the transport.
        StoreFault: The device refused.

    Source: sync.md A3 (6), C1 (11); reliability.md X53.
    """
    try:
        return _Comparing(store, ask, now).run()
    except ServerRefusedError as error:
        if error.code != _BOOK_MOVED:
            raise
        return None


class _Comparing:
    """One comparison."""

    def __init__(self, store: Store, ask: Ask, now: int) -> None:
        self._store = store
        self._ask = ask
        self._now = now
        self._cursor = b""

    def run(self) -> Comparison | None:
        with self._store.unit_of_work() as work:
            adopt_books(work)
            self._cursor = work.facts.read(facts.CURSOR) or b""
            is_busy = work.journal.waiting_count() > 0
            work.commit()
        if is_busy:
            return None
        answer = self._question(())
        if not answer.settled:
            return None
        with self._store.snapshot() as look:
            branches = _differing(look, answer)
            strays = list_strays(look, answer.books)
        difference = self._search(branches)
        difference.extra += strays
        return self._note(answer, difference)

    def _search(self, branches: list[Branch]) -> Difference:
        """Narrow differing branches down to records."""
        found = Difference()
        small: list[Branch] = []
        while branches:
            some, branches = branches[:LARGEST_SPANS], branches[LARGEST_SPANS:]
            for branch in self._unequal(some):
                if branch.is_small:
                    small.append(branch)
                else:
                    branches += branch.divided()
        while small:
            some, small = small[:LARGEST_SPANS], small[LARGEST_SPANS:]
            listed = self._question(some, listed=True).singles
            try:
                small = found.note_listed(some, listed) + small
            except ValueError as error:
                raise NotOurServerError from error
        return found

    def _unequal(self, branches: list[Branch]) -> Iterable[Branch]:
        parts = self._question(branches).parts
        if len(parts) != len(branches):
            raise NotOurServerError
        for branch, part in zip(branches, parts, strict=True):
            if branch.summary != Summary(part.count, part.digest):
                yield branch

    def _question(self, branches: Iterable[Branch], *, listed: bool = False) -> DigestAnswer:
        request = DigestRequest(
            protocol=PROTOCOL_VERSION,
            schema=SCHEMA_VERSION,
            cursor=self._cursor,
            spans=tuple(branch.span for branch in branches),
            listed=listed,
        )
        answer = self._ask(request)
        with self._store.snapshot() as look:
            if look.facts.read_text(facts.SERVER_ID) != answer.server_id:
                raise WrongServerError
        return answer

    def _note(self, answer: DigestAnswer, found: Difference) -> Comparison | None:
        with self._store.unit_of_work() as work:
            if (work.facts.read(facts.CURSOR) or b"") != self._cursor:
                return None
            is_whole = set(answer.settled) == set(answer.books)
            if is_whole:
                _release(work, found.extra)
            held = _hold(work, found.extra, self._now)
            doubted = {key for key in found.extra if key not in held}
            wanted = tuple(dict.fromkeys((*found.wanted, *sorted(doubted))))
            note_again(work, wanted)
            if is_whole:
                _settle_doubt(work, found_something=bool(wanted))
            work.facts.write(facts.COMPARED_AT, str(self._now))
            work.commit()
        return Comparison(answer.settled, wanted, tuple(sorted(held)))


def _differing(look: Snapshot, answer: DigestAnswer) -> list[Branch]:
    """Return the settled books' entities that are not alike, with their records."""
    here = summarise(look)
    there = {(one.book, one.entity): Summary(one.count, one.digest) for one in answer.wholes}
    settled = frozenset(answer.settled)
    # Entities of a newer server, that this program has no table for, cannot be compared.
    parts: set[Part] = {
        part for part in here.keys() | there.keys() if part[0] in settled and part[1] in ENTITIES
    }
    unequal = sorted(part for part in parts if here.get(part) != there.get(part))
    return [Branch(part, list_digests(look, part)) for part in unequal]


def _settle_doubt(work: UnitOfWork, *, found_something: bool) -> None:
    """Note that everything was compared; what was to be expected is looked at once more.

    Until then what the server says is gone goes without the fuse.
    """
    work.facts.forget(facts.HOLD_UNKNOWN)
    is_second_look = work.facts.read_text(facts.COMPARE_DUE) == REPAIRED
    if found_something and expects_removals(work) and not is_second_look:
        work.facts.write(facts.COMPARE_DUE, REPAIRED)
    else:
        work.facts.forget(facts.COMPARE_DUE)


def _release(work: UnitOfWork, extra: Collection[Key]) -> None:
    """No longer keep what is on the server again, or left this device meanwhile."""
    rows = HeldRows(work.connection)
    rows.release(row.id for row in rows.read() if (row.entity, row.id) not in extra)


def _hold(work: UnitOfWork, extra: Collection[Key], now: int) -> set[Key]:
    """Keep what must not go without a word; return everything that is kept.

    After the server lost its newest work nothing goes, because another device may offer it again.
    """
    rows = HeldRows(work.connection)
    expected = expects_removals(work)
    holds_all = work.facts.read(facts.HOLD_UNKNOWN) is not None
    counts = Counter(entity for entity, _ in extra)
    held = {(row.entity, row.id) for row in rows.read()} & set(extra)
    for entity, count in counts.items():
        if holds_all or (not expected and is_too_much(work, entity, count)):
            ids = [record_id for name, record_id in extra if name == entity]
            rows.hold(entity, ids, UNKNOWN, now)
            held |= {(entity, record_id) for record_id in ids}
    return held

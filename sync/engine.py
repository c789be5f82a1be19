"""One sync round: one request carries the unsent groups out and the first page in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from app.domain.changes import ChangeSet
from app.domain.schema import SCHEMA_VERSION
from app.store import facts
from app.store.held.table_images import ImageUnusableError
from app.store.journal import JournalGroup
from app.store.sending.rounds import DONE, Round, keep_round, note_round
from app.store.unit_of_work import Store, UnitOfWork
from sync import epochs
from sync.aftercare import Aftercare
from sync.ahead import AskAhead
from sync.bundle_keys import introduction
from sync.confidence_keys import wishes_confidence
from sync.errors import DeviceForkedError, NotOurServerError, ServerRefusedError, SyncError
from sync.exchange.again import Key, note_again, read_again, settle_again
from sync.exchange.fuse import Fuse
from sync.exchange.push import (
    goes_on,
    merged_records,
    next_groups,
    sent_groups,
    settle,
)
from sync.numbers import number_wishes
from sync.tables import ComingTable, read_coming_table, refuse_tables, unpacked
from sync.taking import apply_answer
from sync.transport import Traffic
from sync.wire import codec
from sync.wire.messages import MEDIA_TYPE, PROTOCOL_VERSION, ChangePage, SyncAnswer, SyncRequest

PAGE_ROWS = 2_000
_FORKED = frozenset({"sync.group.reused", "sync.chain.broken"})


class Wire(Protocol):
    """What the engine needs from the network: a signed request."""

    def call(self, method: str, path: str, *, body: bytes = b"", expect: str) -> bytes:
        """Send one request and return the body of the answer."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round has come.

    Attributes:
        rows_received: Rows written so far in this round.
        rows_remaining: Rows that the server still holds for us.
        bytes_received: Bytes of answers so far.
        touched: What the last page touched.
    """

    rows_received: int
    rows_remaining: int
    bytes_received: int
    touched: ChangeSet


@dataclass(frozen=True, slots=True)
class RoundReport:
    """What a finished round did.

    Attributes:
        changes: What it touched here.
        groups_sent: Units of work the server answered.
        operations_refused: Operations that need the rep.
        rows_received: Rows written or removed.
        bytes_sent: Bytes of requests.
        bytes_received: Bytes of answers.
        requests: Round trips.
    """

    changes: ChangeSet
    groups_sent: int
    operations_refused: int
    rows_received: int
    bytes_sent: int
    bytes_received: int
    requests: int


@dataclass(slots=True)
class _Tally:
    """Running sums of a round, and where it began."""

    started: int
    sent: int
    received: int
    groups: int = 0
    refused: int = 0
    rows: int = 0
    requests: int = 0
    fuse: Fuse = field(default_factory=Fuse)
    is_compared: bool = False
    noted_requests: int = 0
    asks_first: bool = False


class SyncEngine:
    """Runs sync rounds; the caller decides when and on which thread."""

    def __init__(
        self,
        store: Store,
        wire: Wire,
        traffic: Traffic,
        now: Callable[[], int],
        *,
        page_rows: int = PAGE_ROWS,
    ) -> None:
        """Take the parts.

        Args:
            store: The device's store.
            wire: Signed requests to the server.
            traffic: Byte counts of the transport under `wire`.
            now: Device time, milliseconds since 1970 UTC; for reports only.
            page_rows: Most rows of one answer; each is one transaction here.
        """
        self._store = store
        self._wire = wire
        self._traffic = traffic
        self._now = now
        self._aftercare = Aftercare(store, wire)
        self._page_rows = page_rows
        self._ahead = AskAhead(self._ask)

    def run_once(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> RoundReport:
        """Send everything that waits, fetch everything that is new.

        Each answer is applied in one transaction with the cursor, so a round may be cut anywhere
        and goes on from there.

        Raises:
            SyncError: The round stopped; what was committed so far stays.
            StoreFault: The device refused to write.
        """
        tally = _Tally(self._now(), self._traffic.sent, self._traffic.received)
        changes: list[ChangeSet] = []
        try:
            has_more = True
            while not should_stop() and (has_more or self._finds_difference(tally)):
                has_more, touched, remaining = self._exchange(tally)
                changes.append(touched)
                if progress is not None:
                    done = self._traffic.received - tally.received
                    progress(Progress(tally.rows, remaining, done, touched))
        except SyncError as error:
            note_round(self._store, self._round(tally, error.code))
            raise
        finally:
            self._ahead.end()
        self._aftercare.finish()
        if tally.noted_requests != tally.requests:
            note_round(self._store, self._round(tally, DONE))
        return RoundReport(
            ChangeSet.union(changes),
            tally.groups,
            tally.refused,
            tally.rows,
            self._traffic.sent - tally.sent,
            self._traffic.received - tally.received,
            tally.requests,
        )

    def _finds_difference(self, tally: _Tally) -> bool:
        """Compare with the server where that is due; return whether something must come again."""
        is_first, tally.is_compared = not tally.is_compared, True
        return is_first and self._aftercare.finds_difference(self._now())

    def _exchange(self, tally: _Tally) -> tuple[bool, ChangeSet, int]:
        with self._store.snapshot() as look:
            groups = next_groups(look)
            standing = epochs.read_standing(look, groups)
            if standing.is_offering:
                groups = epochs.next_offer(look, standing)
            cursor = look.facts.read(facts.CURSOR) or b""
            tally.asks_first = standing.lost_after is not None
            if tally.asks_first or not (cursor or standing.is_offering):
                # Without a place in the log it would not hear that its own work moved away.
                groups = []
            following = next_groups(look, after=groups[-1]) if groups else []
            again = () if standing.is_offering else read_again(look)
            table = read_coming_table(look)
            wishes = number_wishes(look, self._now())
            own_key = introduction(look)
            wants_confidence = wishes_confidence(look)
        request = SyncRequest(
            protocol=PROTOCOL_VERSION,
            schema=SCHEMA_VERSION,
            groups=sent_groups(groups),
            cursor=cursor,
            page_rows=0 if standing.is_offering else self._page_rows,
            images=table.form,
            again=again,
            offers=standing.is_offering,
            numbers=wishes,
            sealing_key=own_key,
            wants_confidence=wants_confidence,
        )
        answer = self._ahead.answer(request)
        tally.requests += 1
        if standing.is_shaken_by(answer):
            return True, self._reconcile(standing, groups, answer, tally), 0
        if following and not standing.is_offering:
            self._send_ahead(request, following, answer)
        elif not groups and not again:
            self._ask_ahead(request, answer.page)
        try:
            return self._take(groups, answer, tally, again, table)
        except ImageUnusableError:
            # The request is repeated as it was; its groups are answered as they were.
            refuse_tables(self._store, table)
            return True, ChangeSet(), 0

    def _ask_ahead(self, request: SyncRequest, page: ChangePage | None) -> None:
        """Fetch the next piece of a table while this one is encrypted and written."""
        if page is not None and page.piece is not None and page.has_more:
            self._ahead.begin(msgspec.structs.replace(request, cursor=page.cursor))

    def _send_ahead(
        self, request: SyncRequest, groups: Sequence[JournalGroup], answer: SyncAnswer
    ) -> None:
        """Send what waits next while the results of what went before are noted."""
        cursor = answer.page.cursor if answer.page is not None else request.cursor
        going = sent_groups(groups)
        self._ahead.begin(msgspec.structs.replace(request, groups=going, cursor=cursor, again=()))

    def _reconcile(
        self,
        standing: epochs.Standing,
        groups: Sequence[JournalGroup],
        answer: SyncAnswer,
        tally: _Tally,
    ) -> ChangeSet:
        """Take the verdicts of a server that forgot, and nothing else."""
        with self._store.unit_of_work() as work:
            tally.refused += settle(work, groups, answer.results, self._now())
            tally.groups += len(answer.results)
            # No log tells what became of them: the place in it is given up with the epoch.
            note_again(work, merged_records(work, groups, answer.results))
            epochs.reconcile(work, standing, answer)
            return work.commit()

    def _take(
        self,
        groups: Sequence[JournalGroup],
        answer: SyncAnswer,
        tally: _Tally,
        again: Sequence[Key],
        table: ComingTable,
    ) -> tuple[bool, ChangeSet, int]:
        table = table.take(answer.page)
        with self._store.unit_of_work() as work, table.joined(work):
            self._apply(work, groups, answer, tally)
            tally.rows += table.apply(work)
            waiting = goes_on(groups, work.journal.first_waiting())
            page = answer.page
            is_cut = page is not None and page.has_more
            has_more = settle_again(work, again) or is_cut or waiting
            if not has_more and (tally.groups or tally.rows):
                # With the rest: a transaction of its own would cost as much as the round.
                keep_round(work, self._round(tally, DONE))
                tally.noted_requests = tally.requests
            touched = work.commit()
        table.tidy()
        return has_more, touched, page.remaining_rows if page else 0

    def _ask(self, request: SyncRequest) -> SyncAnswer:
        body = codec.encode(request)
        try:
            raw = self._wire.call("POST", "/v1/sync", body=body, expect=MEDIA_TYPE)
        except ServerRefusedError as error:
            if error.code in _FORKED:
                raise DeviceForkedError from error
            raise
        try:
            return unpacked(codec.decode(raw, SyncAnswer))
        except codec.MalformedMessageError as error:
            raise NotOurServerError from error

    def _apply(
        self,
        work: UnitOfWork,
        groups: Sequence[JournalGroup],
        answer: SyncAnswer,
        tally: _Tally,
    ) -> None:
        applied = apply_answer(work, groups, answer, tally.fuse, self._now())
        work.facts.write(facts.SERVER_TIME, str(answer.server_time))
        if tally.asks_first:
            work.facts.forget(facts.LOST_AFTER)
        tally.refused += applied.refused
        tally.rows += applied.rows
        tally.groups += len(answer.results)

    def _round(self, tally: _Tally, outcome: str) -> Round:
        return Round(
            started_at=tally.started,
            milliseconds=self._now() - tally.started,
            groups_sent=tally.groups,
            rows_received=tally.rows,
            bytes_sent=self._traffic.sent - tally.sent,
            bytes_received=self._traffic.received - tally.received,
            outcome=outcome,
        )

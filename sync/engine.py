"""One sync round: one request carries the unsent groups out and the first page in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.schema import SCHEMA_VERSION
from app.store import facts
from app.store.journal import JournalGroup
from app.store.rounds import Round, note_round
from app.store.unit_of_work import Store, UnitOfWork
from sync.errors import NotOurServerError, SyncError, WrongServerError
from sync.pull import apply_page
from sync.push import LARGEST_PUSH_BYTES, LARGEST_PUSH_GROUPS, sent_groups, settle
from sync.transport import Traffic
from sync.wire import codec
from sync.wire.messages import MEDIA_TYPE, PROTOCOL_VERSION, SyncAnswer, SyncRequest

PAGE_ROWS = 2_000


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
    """Running sums of a round."""

    groups: int = 0
    refused: int = 0
    rows: int = 0
    requests: int = 0


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
        self._page_rows = page_rows

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
        started, sent, received = self._now(), self._traffic.sent, self._traffic.received
        tally, changes = _Tally(), []
        try:
            has_more = True
            while has_more and not should_stop():
                has_more, touched, remaining = self._exchange(tally)
                changes.append(touched)
                if progress is not None:
                    done = self._traffic.received - received
                    progress(Progress(tally.rows, remaining, done, touched))
        except SyncError as error:
            self._note(started, tally, sent, received, error.code)
            raise
        self._note(started, tally, sent, received, "done")
        return RoundReport(
            ChangeSet.union(changes),
            tally.groups,
            tally.refused,
            tally.rows,
            self._traffic.sent - sent,
            self._traffic.received - received,
            tally.requests,
        )

    def _exchange(self, tally: _Tally) -> tuple[bool, ChangeSet, int]:
        with self._store.snapshot() as look:
            groups = look.journal.next_groups(LARGEST_PUSH_GROUPS, LARGEST_PUSH_BYTES)
            cursor = look.facts.read(facts.CURSOR) or b""
        request = SyncRequest(
            protocol=PROTOCOL_VERSION,
            schema=SCHEMA_VERSION,
            groups=sent_groups(groups),
            cursor=cursor,
            page_rows=self._page_rows,
        )
        answer = self._ask(request)
        tally.requests += 1
        with self._store.unit_of_work() as work:
            self._apply(work, groups, answer, tally)
            waiting = bool(work.journal.next_groups(1, 1))
            touched = work.commit()
        page = answer.page
        has_more = (page is not None and page.has_more) or (waiting and bool(answer.results))
        return has_more, touched, page.remaining_rows if page else 0

    def _ask(self, request: SyncRequest) -> SyncAnswer:
        raw = self._wire.call("POST", "/v1/sync", body=codec.encode(request), expect=MEDIA_TYPE)
        try:
            return codec.decode(raw, SyncAnswer)
        except codec.MalformedMessageError as error:
            raise NotOurServerError from error

    def _apply(
        self,
        work: UnitOfWork,
        groups: Sequence[JournalGroup],
        answer: SyncAnswer,
        tally: _Tally,
    ) -> None:
        if work.facts.read_text(facts.SERVER_ID) != answer.server_id:
            raise WrongServerError
        now = self._now()
        tally.refused += settle(work, groups, answer.results, now)
        tally.groups += len(answer.results)
        if answer.page is not None:
            tally.rows += apply_page(work, answer.page)
            work.facts.write(facts.CURSOR, answer.page.cursor)
            if not answer.page.has_more:
                work.facts.write(facts.FIRST_SYNC_DONE, b"1")
        work.facts.write(facts.EPOCH, answer.epoch)
        work.facts.write(facts.LAST_SYNC_AT, str(now))

    def _note(self, started: int, tally: _Tally, sent: int, received: int, outcome: str) -> None:
        note_round(
            self._store,
            Round(
                started_at=started,
                milliseconds=self._now() - started,
                groups_sent=tally.groups,
                rows_received=tally.rows,
                bytes_sent=self._traffic.sent - sent,
                bytes_received=self._traffic.received - received,
                outcome=outcome,
            ),
        )

"""One sync round: check the sender, apply its groups, build its next page."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.ids import new_id
from server.services.bearers import Signed, check_signed, check_state
from server.services.books import Actor, subscribed_books
from server.services.chain import Break
from server.services.cursor import Cursor, decode_cursor
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.services.pull import Pull, Wish
from server.services.push import Pushed, push
from server.settings import Clock
from server.store.audit import AuditEntry, add_entry
from server.store.database import Database, Transaction
from server.store.devices import lock_device, set_device_state
from server.store.organisations import Organisation
from sync.wire.codec import MalformedMessageError, decode, encode
from sync.wire.messages import (
    LARGEST_GROUPS,
    PROTOCOL_VERSION,
    ChangePage,
    SentGroup,
    SyncAnswer,
    SyncRequest,
)

_LARGEST_SCHEMA = 2**31


@dataclass(frozen=True, slots=True)
class SyncService:
    """Answers sync requests.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        organisation: Who this server is.
        pulls: Builds pages.
        clock: Gives server time.
    """

    database: Database
    org: int
    organisation: Organisation
    pulls: Pull
    clock: Clock

    def sync(self, signed: Signed) -> bytes:
        """Return the encoded answer to an encoded request.

        Raises:
            ProblemError: The request as a whole is refused.
        """
        with self.database.reading() as work:
            actor, expected_seq = self._sender(work, signed)
            request = _read(signed.body)
            cursor = decode_cursor(request.cursor)
            pushed = Pushed((), expected_seq)
            # A round that only asks is answered in the transaction that checked its sender.
            page = None if request.groups else self._page(work, actor, request, cursor, pushed)
        if request.groups:
            pushed = self._push(actor, request.groups)
            with self.database.reading() as work:
                page = self._page(work, actor, request, cursor, pushed)
        return self._answer(pushed, page)

    def _sender(self, work: Transaction, signed: Signed) -> tuple[Actor, int]:
        now = milliseconds(self.clock())
        bearer = check_signed(work, self.org, signed, now=now)
        user_id = bearer.device.user_id
        books = subscribed_books(
            work, self.org, user_id=user_id, roles=bearer.roles, sector_id=bearer.sector_id
        )
        actor = Actor(
            user_id=user_id,
            device_id=bearer.device.id,
            roles=bearer.roles,
            sector_id=bearer.sector_id,
            books=books,
        )
        return actor, bearer.device.expected_seq

    def _push(self, actor: Actor, groups: tuple[SentGroup, ...]) -> Pushed:
        def apply(work: Transaction) -> Pushed:
            found = lock_device(work, self.org, actor.device_id)
            if found is None:
                raise ProblemError("device.revoked", 401)
            device, user_state = found
            # Again, with the row locked: nothing is accepted after a revocation was committed.
            check_state(device, user_state)
            now = milliseconds(self.clock())
            pushed = push(work, self.org, actor=actor, device=device, groups=groups, now=now)
            if pushed.broken is Break.REUSED:
                self._quarantine(work, actor, now)
            return pushed

        pushed = self.database.write(apply)
        match pushed.broken:
            case Break.REUSED:
                raise ProblemError("sync.group.reused", 409, expected_seq=pushed.expected_seq)
            case Break.FORGED:
                raise ProblemError("sync.chain.broken", 409, expected_seq=pushed.expected_seq)
            case _:
                return pushed

    def _quarantine(self, work: Transaction, actor: Actor, now: int) -> None:
        set_device_state(work, self.org, actor.device_id, "suspended")
        entry = AuditEntry(
            id=new_id(self.clock()),
            at=now,
            action="device.suspended",
            user_id=actor.user_id,
            device_id=actor.device_id,
            details="sync.group.reused",
        )
        add_entry(work, self.org, entry)

    def _page(
        self,
        work: Transaction,
        actor: Actor,
        request: SyncRequest,
        cursor: Cursor | None,
        pushed: Pushed,
    ) -> ChangePage | None:
        if request.page_rows <= 0:
            return None
        wish = Wish(
            actor=actor,
            cursor=cursor,
            schema=request.schema,
            rows=request.page_rows,
            exact=pushed.exact,
        )
        return self.pulls.next_page(work, wish)

    def _answer(self, pushed: Pushed, page: ChangePage | None) -> bytes:
        return encode(
            SyncAnswer(
                server_id=self.organisation.server_id,
                epoch=self.organisation.epoch,
                server_time=milliseconds(self.clock()),
                expected_seq=pushed.expected_seq,
                results=pushed.results,
                page=page,
            )
        )


def _read(body: bytes) -> SyncRequest:
    try:
        request = decode(body, SyncRequest)
    except MalformedMessageError as error:
        raise ProblemError("sync.request.malformed", 400) from error
    if request.protocol != PROTOCOL_VERSION:
        raise ProblemError("sync.must_upgrade", 426, protocol=PROTOCOL_VERSION)
    if not 0 <= request.schema <= _LARGEST_SCHEMA:
        raise ProblemError("sync.request.malformed", 400)
    if len(request.groups) > LARGEST_GROUPS:
        raise ProblemError("sync.request.too_large", 413, groups=LARGEST_GROUPS)
    return request

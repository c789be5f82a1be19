"""One sync round: check the sender, apply its groups, build its next page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from app.domain.ids import is_id, new_id
from app.domain.schema import SCHEMA_VERSION
from server.services.access.bearers import KnownTokens, Signed, check_token
from server.services.carrying.confidences import may_have_key
from server.services.cursor import decode_cursor
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.services.numbers.blocks import NumberDesk, asks_for_numbers
from server.services.pokes.watch import Watch
from server.services.rights.books import Actor, subscribed_books
from server.services.rights.shares import find_shares
from server.services.rounds.asked import Asked, known_keys, must_upgrade, read_request
from server.services.rounds.chain import Break
from server.services.rounds.epochs import epoch_started_at, note_offer
from server.services.rounds.pull import Pull, Wish
from server.services.rounds.push import Pushed, push
from server.settings import Clock
from server.store.audit import AuditEntry, add_entry
from server.store.database import Database, Transaction
from server.store.devices import (
    StoredDevice,
    first_answered_after,
    note_sealing_key,
    set_device_state,
)
from server.store.organisations import Organisation
from server.store.people import find_user
from sync.wire.bundles.header import KEY_BYTES
from sync.wire.codec import encode, encode_plain
from sync.wire.messages import IMAGE_FORM, ChangePage, NumberBlock, SyncAnswer, SyncRequest

_SMALL_BYTES = 64 * 1024
_REFUSALS = {Break.REUSED: "sync.group.reused", Break.FORGED: "sync.chain.broken"}


@dataclass(frozen=True, slots=True)
class _Written:
    """What became of one device's groups, and the page if it was read with them."""

    actor: Actor
    pushed: Pushed
    page: ChangePage | None = None
    has_looked: bool = False
    numbers: tuple[NumberBlock, ...] = ()
    confided: bytes = b""
    epoch_seq: int = 0


@dataclass(frozen=True, slots=True)
class SyncService:
    """Answers sync requests.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        organisation: Who this server is.
        pulls: Builds pages.
        clock: Gives server time.
        watch: Told what was committed.
        tokens: Whose keys sign requests.
        told_keys: Gives the organisation's public keys for bundles, as devices pin them, and how
            each generation of them vouches for the next.
        confidence_key: For what is confided about contacts, for devices of those who may read it.
    """

    database: Database
    org: int
    organisation: Organisation
    pulls: Pull
    clock: Clock
    watch: Watch
    tokens: KnownTokens = field(default_factory=KnownTokens)
    told_keys: Callable[[], tuple[bytes, tuple[bytes, ...]]] = lambda: (b"", ())
    confidence_key: bytes = b""

    def sync(self, signed: Signed) -> bytes:
        """Return the encoded answer to an encoded request.

        Raises:
            ProblemError: The request as a whole is refused.
        """
        asked = self.understand(signed)
        if not self.wants_to_write(asked):
            return self.look(asked)
        (answer,) = self.push_together((asked,))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def prepare(self, user_id: str) -> None:
        """Get ready for the first sync of a user's new device, while it makes its store."""
        with self.database.reading() as work:
            user = find_user(work, self.org, user_id)
            if user is not None:
                books = subscribed_books(
                    work, self.org, user_id=user.id, roles=user.roles, sector_id=user.sector_id
                )
                self.pulls.prepare(work, Actor(user.id, "", user.roles, user.sector_id, books))

    def understands_at_once(self, signed: Signed) -> bool:
        """Return whether `understand` takes no longer than the network itself."""
        return len(signed.body) <= _SMALL_BYTES and self.tokens.knows(signed)

    def understand(self, signed: Signed) -> Asked:
        """Return what a request asks for, if the device that its token was given to signed it.

        Raises:
            ProblemError: It did not, or the request cannot be read.
        """
        self.tokens.check(self.database, self.org, signed, now=milliseconds(self.clock()))
        request = read_request(signed.body)
        return Asked(signed, request, decode_cursor(request.cursor))

    def wants_to_write(self, asked: Asked) -> bool:
        """Return whether a round brings work, or asks for numbers."""
        request = asked.request
        return bool(request.groups) or asks_for_numbers(request.numbers, milliseconds(self.clock()))

    def look(self, asked: Asked) -> bytes:
        """Answer a round that brings nothing.

        Raises:
            ProblemError: Token, device or user are no longer good.
        """
        if asked.is_too_old:
            raise must_upgrade()
        with self.database.reading() as work:
            actor, device = self._sender(work, asked)
            pushed = Pushed((), device.expected_seq)
            written = _Written(
                actor,
                pushed,
                self._page(work, actor, asked, pushed),
                confided=self._confided(work, actor, asked),
                epoch_seq=self._epoch_seq(work, actor, asked),
            )
        if asked.request.sealing_key:
            self.database.write(lambda work: self._learn(work, device, asked.request))
        self._note_place(actor, written.page)
        return self._answer(asked, written)

    def push_together(self, several: Sequence[Asked]) -> list[bytes | Exception]:
        """Apply the groups of several devices; return for each its answer or its refusal."""
        outcomes = self.database.write_together([partial(self._push, asked) for asked in several])
        for outcome in outcomes:
            if not isinstance(outcome, Exception):
                self._note_place(outcome.actor, outcome.page)
        self.watch.notice()
        return [
            outcome if isinstance(outcome, Exception) else self._finished(asked, outcome)
            for asked, outcome in zip(several, outcomes, strict=True)
        ]

    def apply_groups(
        self, work: Transaction, actor: Actor, device: StoredDevice, request: SyncRequest
    ) -> Pushed:
        """Apply the groups of a request, whichever way it came.

        Args:
            work: The transaction, in which the device's row is locked.
            actor: Who sends.
            device: Where from.
            request: As it was sent.
        """
        now = milliseconds(self.clock())
        is_offer = request.offers
        pushed = push(
            work,
            self.org,
            actor=actor,
            device=device,
            groups=request.groups,
            now=now,
            offered_since=epoch_started_at(self.organisation.epoch) if is_offer else None,
        )
        if is_offer and pushed.results:
            entry_id = new_id(self.clock())
            note_offer(work, self.org, actor=actor, pushed=pushed, entry_id=entry_id, now=now)
        if pushed.broken is Break.REUSED:
            self._quarantine(work, actor, now)
        return pushed

    def _push(self, asked: Asked, work: Transaction) -> _Written:
        # With the row locked: nothing is accepted after a revocation was committed.
        actor, device = self._sender(work, asked, lock=True)
        self._learn(work, device, asked.request)
        pushed = self.apply_groups(work, actor, device, asked.request)
        if pushed.broken in _REFUSALS or asked.is_too_old:
            return _Written(actor, pushed)
        # After the groups: the numbers that they bring are no longer to be given.
        now = milliseconds(self.clock())
        written = _Written(
            actor,
            pushed,
            numbers=NumberDesk(work, self.org, actor, now).lease(asked.request.numbers),
            confided=self._confided(work, actor, asked),
            epoch_seq=self._epoch_seq(work, actor, asked),
        )
        if not asked.is_up_to_date(actor):
            return written
        return replace(written, page=self._page(work, actor, asked, pushed), has_looked=True)

    def _epoch_seq(self, work: Transaction, actor: Actor, asked: Asked) -> int:
        """Return the first group answered since the epoch that the sender knows; 0 for this one."""
        known = asked.cursor.epoch if asked.cursor else self.organisation.epoch
        if known == self.organisation.epoch:
            return 0
        # An epoch that is no id is older than any that is.
        since = known if is_id(known) else ""
        return first_answered_after(work, self.org, actor.device_id, since)

    def _confided(self, work: Transaction, actor: Actor, asked: Asked) -> bytes:
        """Return the key to what is confided, for who asked and may read it."""
        if not asked.request.wants_confidence:
            return b""
        is_open = may_have_key(work, self.org, actor, now=milliseconds(self.clock()))
        return self.confidence_key if is_open else b""

    def _finished(self, asked: Asked, written: _Written) -> bytes | Exception:
        if asked.is_too_old:
            return must_upgrade()
        pushed = written.pushed
        code = _REFUSALS.get(pushed.broken) if pushed.broken else None
        if code is not None:
            return ProblemError(code, 409, expected_seq=pushed.expected_seq)
        if not written.has_looked:
            # Much is to be read, and nobody else should wait for it.
            with self.database.reading() as work:
                written = replace(written, page=self._page(work, written.actor, asked, pushed))
            self._note_place(written.actor, written.page)
        return self._answer(asked, written)

    def _note_place(self, actor: Actor, page: ChangePage | None) -> None:
        if page is not None:
            self.watch.stands_at(actor.device_id, page.cursor)

    def _learn(self, work: Transaction, device: StoredDevice, request: SyncRequest) -> None:
        """Keep what bundles for a device are to be sealed to."""
        key = request.sealing_key
        if len(key) == KEY_BYTES and key != device.sealing_key:
            note_sealing_key(work, self.org, device.id, key)

    def _sender(
        self, work: Transaction, asked: Asked, *, lock: bool = False
    ) -> tuple[Actor, StoredDevice]:
        now = milliseconds(self.clock())
        bearer = check_token(work, self.org, asked.signed, now=now, lock=lock)
        user_id = bearer.device.user_id
        roles, sector_id = bearer.roles, bearer.sector_id
        shares = find_shares(work, self.org, user_id=user_id, roles=roles, now=now)
        books = subscribed_books(
            work, self.org, user_id=user_id, roles=roles, sector_id=sector_id, shares=shares
        )
        actor = Actor(user_id, bearer.device.id, roles, sector_id, books, shares)
        return actor, bearer.device

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
        asked: Asked,
        pushed: Pushed,
    ) -> ChangePage | None:
        request = asked.request
        if request.page_rows <= 0:
            return None
        again = known_keys(request)
        wish = Wish(
            actor=actor,
            cursor=asked.cursor,
            schema=request.schema,
            rows=request.page_rows,
            exact={key: at for key, at in pushed.exact.items() if key not in again},
            again=again,
            own={} if again else pushed.own,
            takes_images=request.images == IMAGE_FORM and request.schema == SCHEMA_VERSION,
        )
        return self.pulls.next_page(work, wish)

    def _answer(self, asked: Asked, written: _Written) -> bytes:
        pushed, page = written.pushed, written.page
        org_keys, links = self.told_keys() if asked.request.sealing_key else (b"", ())
        answer = SyncAnswer(
            server_id=self.organisation.server_id,
            epoch=self.organisation.epoch,
            server_time=milliseconds(self.clock()),
            expected_seq=pushed.expected_seq,
            results=pushed.results,
            page=page,
            numbers=written.numbers,
            org_keys=org_keys,
            org_key_links=links,
            confidence_key=written.confided,
            epoch_seq=written.epoch_seq,
        )
        return encode_plain(answer) if page is not None and page.piece else encode(answer)

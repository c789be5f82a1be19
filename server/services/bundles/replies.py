"""Writes what a device gets in a file: the fate of its groups, and what changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.services.access.bearers import check_state
from server.services.bundles.keys import KeyRing, OrganisationKeys
from server.services.cursor import Cursor, decode_cursor
from server.services.errors import ProblemError
from server.services.rights.books import Actor, subscribed_books
from server.services.rights.shares import find_shares
from server.services.rounds.pull import Pull, Wish
from server.store.database import Database, Transaction
from server.store.devices import Bearer, find_holder
from server.store.organisations import Organisation
from server.store.records import Key
from sync.wire.bundles.faults import BundleError
from sync.wire.bundles.frames import Basis, FrameKind, Receipts
from sync.wire.bundles.header import DOWN, KEY_BYTES, Header
from sync.wire.bundles.writing import BundleWriter, writing_bundle
from sync.wire.messages import ChangePage, GroupResult, SyncAnswer

PAGE_ROWS = 2_000
LARGEST_PAGES = 500
"""A million rows; what is left follows with the next bundle or over the network."""


@dataclass(frozen=True, slots=True)
class Onward:
    """From where a device's changes go on.

    Attributes:
        cursor: As the device gave it; empty for a whole snapshot.
        schema: Schema version of the device.
        again: Records that it asked for once more.
    """

    cursor: bytes
    schema: int
    again: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Replies:
    """Writes bundles for devices.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        organisation: Who this server is.
        ring: Keys of the organisation.
        pulls: Builds pages.
        now: Server time in milliseconds.
    """

    database: Database
    org: int
    organisation: Organisation
    ring: KeyRing
    pulls: Pull
    now: Callable[[], int]

    @contextmanager
    def writing(
        self, path: Path, device_id: str, recipient: bytes, keys: OrganisationKeys
    ) -> Iterator[Reply]:
        """Write a bundle for a device; it is there in full when this ends, or not at all.

        Args:
            path: Where it goes.
            device_id: The device.
            recipient: What it is sealed to.
            keys: Sign it.

        Raises:
            BundleError: `bundle.no_device_key`, or the disk refused.
        """
        if len(recipient) != KEY_BYTES:
            raise BundleError("bundle.no_device_key")
        # Before anything is read: nothing in the bundle is older than its time.
        made_at = self.now()

        def head(bundle_id: bytes, ephemeral: bytes) -> Header:
            return Header(
                kind=DOWN,
                server_id=self.organisation.server_id,
                epoch=self.organisation.epoch,
                device_id=device_id,
                bundle_id=bundle_id,
                made_at=made_at,
                ephemeral=ephemeral,
                recipient=recipient,
            )

        with writing_bundle(path, head, keys.signing.sign) as writer:
            yield Reply(self, writer, device_id)


class Reply:
    """One bundle for one device."""

    def __init__(self, replies: Replies, writer: BundleWriter, device_id: str) -> None:
        self._replies = replies
        self._writer = writer
        self._device_id = device_id

    def begin(self, onward: Onward) -> None:
        """Say on what the answers build."""
        since = hashlib.sha256(onward.cursor).digest() if onward.cursor else b""
        self._writer.put_message(FrameKind.BASIS, Basis(since, tuple(sorted(onward.again))))

    def add_results(self, results: tuple[GroupResult, ...], expected_seq: int) -> None:
        """Add the fate of groups."""
        self._answer(expected_seq, results, None)

    def add_changes(self, onward: Onward) -> int:
        """Add page after page until the device has everything; return the number of pages."""
        cursor = _cursor(onward.cursor)
        again = onward.again
        for number in range(LARGEST_PAGES):
            with self._replies.database.reading() as work:
                actor, expected_seq = self._actor(work)
                wish = Wish(
                    actor=actor,
                    cursor=cursor,
                    schema=onward.schema,
                    rows=PAGE_ROWS,
                    exact={},
                    again=again,
                )
                page = self._replies.pulls.next_page(work, wish)
            self._answer(expected_seq, (), page)
            if not page.has_more:
                return number + 1
            cursor, again = decode_cursor(page.cursor), frozenset()
        return LARGEST_PAGES

    def add_receipts(self, files: Iterable[str]) -> None:
        """Add which attachments are here in full."""
        self._writer.put_message(FrameKind.RECEIPTS, Receipts(tuple(files)))

    def _answer(
        self, expected_seq: int, results: tuple[GroupResult, ...], page: ChangePage | None
    ) -> None:
        answer = SyncAnswer(
            server_id=self._replies.organisation.server_id,
            epoch=self._replies.organisation.epoch,
            server_time=self._replies.now(),
            expected_seq=expected_seq,
            results=results,
            page=page,
        )
        self._writer.put_message(FrameKind.ANSWER, answer)

    def _actor(self, work: Transaction) -> tuple[Actor, int]:
        holder = welcome_holder(work, self._replies.org, self._device_id)
        replies = self._replies
        return actor_of(work, replies.org, holder, now=replies.now()), holder.device.expected_seq


def welcome_holder(work: Transaction, org: int, device_id: str, *, lock: bool = False) -> Bearer:
    """Return a device with its user, if both may work now.

    Raises:
        BundleError: `bundle.unknown_device`, `device.revoked`, `device.suspended` or
            `user.frozen`.
    """
    holder = find_holder(work, org, device_id, lock=lock)
    if holder is None:
        raise BundleError("bundle.unknown_device")
    try:
        check_state(holder.device, holder.user_state)
    except ProblemError as error:
        raise BundleError(error.code) from error
    return holder


def actor_of(work: Transaction, org: int, holder: Bearer, *, now: int) -> Actor:
    """Return who a device acts for, with the books it may hold."""
    who, roles = holder.device.user_id, holder.roles
    shares = find_shares(work, org, user_id=who, roles=roles, now=now)
    books = subscribed_books(
        work, org, user_id=who, roles=roles, sector_id=holder.sector_id, shares=shares
    )
    return Actor(who, holder.device.id, roles, holder.sector_id, books, shares)


def _cursor(text: bytes) -> Cursor | None:
    try:
        return decode_cursor(text)
    except ProblemError as error:
        raise BundleError("bundle.damaged") from error

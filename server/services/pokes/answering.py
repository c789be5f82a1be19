"""Whether something is new to a device that comes to wait."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern

from server.services.access.bearers import KnownTokens, Signed, check_token
from server.services.cursor import Cursor, decode_cursor
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.services.rights.books import Actor, subscribed_books
from server.services.rights.shares import find_shares
from server.settings import Clock
from server.store.change_log import read_counters
from server.store.database import Database
from sync.wire.codec import MalformedMessageError, decode
from sync.wire.messages import PROTOCOL_VERSION
from sync.wire.pokes import PokeRequest

_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """A device that comes to wait.

    Attributes:
        device_id: The device.
        user_id: Whose it is.
        places: Up to where it knows each book that it may hold.
        has_news: Whether a round would bring something already.
        seconds_left: Until its access token runs out.
    """

    device_id: str
    user_id: str
    places: dict[str, int]
    has_news: bool
    seconds_left: float


@dataclass(frozen=True, slots=True)
class PokeService:
    """Checks who comes to wait, and compares where the device stands with where its books are.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        epoch: Of this server's change log.
        tokens: Whose keys sign requests.
        clock: Gives server time.
    """

    database: Database
    org: int
    epoch: str
    tokens: KnownTokens
    clock: Clock

    def stand(self, signed: Signed) -> Standing:
        """Return where the sender stands.

        Raises:
            ProblemError: 400 `sync.request.malformed` or `cursor.malformed`, 426
                `sync.must_upgrade`, or as `check_signed`.
        """
        now = milliseconds(self.clock())
        self.tokens.check(self.database, self.org, signed, now=now)
        cursor = _read(signed.body)
        with self.database.reading() as work:
            bearer = check_token(work, self.org, signed, now=now)
            user_id = bearer.device.user_id
            roles, sector_id = bearer.roles, bearer.sector_id
            shares = find_shares(work, self.org, user_id=user_id, roles=roles, now=now)
            books = subscribed_books(
                work, self.org, user_id=user_id, roles=roles, sector_id=sector_id, shares=shares
            )
            counters = read_counters(work, self.org, books)
        actor = Actor(user_id, bearer.device.id, roles, sector_id, books, shares)
        # Waiting devices share most of their books, so the names are kept once.
        last = {intern(book): counters.get(book, 0) for book in books}
        return Standing(
            device_id=bearer.device.id,
            user_id=user_id,
            places=last,
            has_news=self._has_news(cursor, last, actor.view),
            seconds_left=(bearer.expires_at - now) / _MILLISECONDS,
        )

    def _has_news(self, cursor: Cursor | None, last: dict[str, int], view: str) -> bool:
        if cursor is None or cursor.snapshot is not None:
            return True
        return (cursor.epoch, cursor.view, cursor.books) != (self.epoch, view, last)


def _read(body: bytes) -> Cursor | None:
    try:
        request = decode(body, PokeRequest)
    except MalformedMessageError as error:
        raise ProblemError("sync.request.malformed", 400) from error
    if request.protocol != PROTOCOL_VERSION:
        raise ProblemError("sync.must_upgrade", 426, protocol=PROTOCOL_VERSION)
    return decode_cursor(request.cursor)

"""Accounts of colleagues on which somebody works along, as deputy or as member of the team."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.domain.accounts.teams import is_in_force, lets_read, lets_write
from app.domain.fields import FieldValue
from server.store.database import Transaction
from server.store.records import decode_body
from server.store.shares import read_memberships

_MILLISECONDS = 1000
_DIGEST_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Shares:
    """What is shared with one person.

    Attributes:
        parts: Part in the team by account.
        places: Book by account.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def books(self) -> frozenset[str]:
        """Where the shared accounts lie."""
        return frozenset(self.places.values())

    def reads(self, entity: str, account_id: FieldValue) -> bool:
        """Return whether the person reads what the owner reads of a record."""
        return lets_read(self.parts.get(str(account_id)), entity)

    def writes(self, entity: str, account_id: FieldValue) -> bool:
        """Return whether the person may do what the owner may."""
        return lets_write(self.parts.get(str(account_id)), entity)

    def spelled(self) -> Iterator[str]:
        """Yield one word that changes whenever something else is shared; nothing for nothing."""
        if self.parts:
            whole = sorted((key, part, self.places[key]) for key, part in self.parts.items())
            digest = hashlib.sha256(repr(whole).encode()).hexdigest()
            yield digest[:_DIGEST_LETTERS]


NO_SHARES = Shares()


def find_shares(
    work: Transaction, org: int, *, user_id: str, roles: frozenset[str], now: int
) -> Shares:
    """Return what is shared with a rep today; the office reads by its own roles.

    Args:
        work: The transaction.
        org: Number of the organisation.
        user_id: The person.
        roles: The person's roles.
        now: Server time in milliseconds.
    """
    if roles - {"rep"}:
        return NO_SHARES
    today = datetime.fromtimestamp(now / _MILLISECONDS, UTC).date().isoformat()
    parts: dict[str, str] = {}
    places: dict[str, str] = {}
    for account_id, book, text in read_memberships(work, org, user_id):
        body = decode_body(text)
        part = str(body.get("role"))
        if body.get("user_id") == user_id and is_in_force(body, today):
            parts[account_id] = "deputy" if parts.get(account_id) == "deputy" else part
            places[account_id] = book
    return Shares(parts, places)

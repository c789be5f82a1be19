"""Asks the policy which rows and fields of a book somebody may read."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain import policy
from app.domain.fields import FieldValue
from app.domain.policy import Action, Role
from app.domain.schema import ENTITIES
from server.services.rights.books import Actor

Body = Mapping[str, FieldValue]

_SECTOR = "sector:"
_RELEVANT: Body = {"purposes": "complaint"}


def policy_actor(actor: Actor) -> policy.Actor:
    """Return the user as the policy knows users."""
    roles = frozenset(role for role in Role if role.value in actor.roles)
    return policy.Actor(id=actor.user_id, roles=roles, sector_id=actor.sector_id or "")


class ReadFilter:
    """Answers for one user which rows of a book the user may read."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._user = policy_actor(actor)
        self._shares = actor.shares
        self._partial = actor.partial_books
        self._whole: dict[tuple[str, str], bool] = {}
        self._some: dict[str, bool] = {}
        self._hidden: dict[str, frozenset[str]] = {}

    def shows(self, entity: str, book: str, record_id: str, body: Body) -> bool:
        """Return whether the user may read a record that lies in a book the user holds."""
        account_id = record_id if entity == "account" else body.get("account_id")
        if self._shares.reads(entity, account_id):
            return policy.may(self._user, Action.READ, entity, self._shared(body))
        if book in self._partial:
            return False
        return self.shows_whole(entity, book) or self._shows_this(entity, _kind(book), body)

    def shows_whole(self, entity: str, book: str) -> bool:
        """Return whether the user may read every record of an entity in a book the user holds."""
        kind = _kind(book)
        if book in self._partial:
            return False
        whole = self._whole.get((entity, kind))
        if whole is None:
            whole = self._shows_all(entity, kind)
            self._whole[entity, kind] = whole
        return whole

    def can_show(self, entity: str, book: str) -> bool:
        """Return whether the user may read some record of an entity in a book the user holds."""
        if entity not in ENTITIES:
            return True
        if book in self._partial:  # it may have moved to an account that is not shared
            return False
        return self.shows_whole(entity, book) or self._shows_this(entity, _kind(book), _RELEVANT)

    def shows_any(self, entity: str) -> bool:
        """Return whether there can be a record of the entity that the user may read."""
        some = self._some.get(entity)
        if some is None:
            some = policy.may(self._user, Action.READ, entity)
            self._some[entity] = some
        return some

    def hidden(self, entity: str) -> frozenset[str]:
        """Return the fields of an entity that the user may not read."""
        hidden = self._hidden.get(entity)
        if hidden is None:
            hidden = frozenset(
                field
                for field in ENTITIES[entity].fields
                if not policy.may(self._user, Action.READ, entity, field=field)
            )
            self._hidden[entity] = hidden
        return hidden

    def _shows_all(self, entity: str, book: str) -> bool:
        return policy.may(self._user, Action.READ, entity, self._context({}, book))

    def _shows_this(self, entity: str, book: str, body: Body) -> bool:
        if not self.shows_any(entity):
            return False
        return policy.may(self._user, Action.READ, entity, self._context(body, book))

    def _shared(self, body: Body) -> dict[str, object]:
        """Who works along reads what the owner reads."""
        sector = self._actor.sector_id or ""
        return {**body, "account_owner_id": self._user.id, "account_sector_id": sector}

    def _context(self, body: Body, book: str) -> dict[str, object]:
        if book == _SECTOR:
            # Stands under no account: its own owner counts.
            return {**body, "account_sector_id": self._actor.sector_id or ""}
        owner = book.removeprefix("rep:") or None
        # Books outside the user's sector are held by people of the group only.
        sector = self._actor.sector_id or ""
        return {**body, "account_owner_id": owner, "account_sector_id": sector}


def _kind(book: str) -> str:
    """Return what the policy asks about a book: whose accounts it holds, or that it holds none."""
    if book.startswith("rep:"):
        return book
    return _SECTOR if book.startswith(_SECTOR) else ""

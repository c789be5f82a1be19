"""How the permission matrix is spelled: a letter for each action, a word for how far it goes."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.policy_terms import Action, Grant, Reach, Role

Grants = Mapping[Role, tuple[Grant, ...]]

_LETTERS = {
    "R": Action.READ,
    "C": Action.CREATE,
    "U": Action.UPDATE,
    "D": Action.DELETE,
    "A": Action.APPROVE,
    "Q": Action.PROPOSE,
    "S": Action.ASSIGN,
    "T": Action.COMMENT,
    "F": Action.CONFIRM,
    "P": Action.PRINT,
}


def own(letters: str, *fields: str) -> Grant:
    """Return a grant on the actor's own records, or only on some of their fields."""
    return _grant(Reach.OWN, letters, *fields)


def pool(letters: str) -> Grant:
    """Return a grant on the records of accounts in the actor's sector that nobody has."""
    return _grant(Reach.POOL, letters)


def sector(letters: str, *fields: str) -> Grant:
    """Return a grant on the records of the actor's sector, or only on some of their fields."""
    return _grant(Reach.SECTOR, letters, *fields)


def group(letters: str, *fields: str) -> Grant:
    """Return a grant on all records, or only on some of their fields."""
    return _grant(Reach.GROUP, letters, *fields)


def _grant(reach: Reach, letters: str, *fields: str) -> Grant:
    return Grant(reach, frozenset(_LETTERS[letter] for letter in letters), frozenset(fields))


def relevant(letters: str) -> Grant:
    """Return a grant on the sector's records that belong to a complaint."""
    return _grant(Reach.RELEVANT, letters)


def readable_by_all(grants: Grants) -> Grants:
    """Return grants with the right to read for every role."""
    return {role: (group("R"), *grants.get(role, ())) for role in Role}

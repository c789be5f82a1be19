"""Accounts that the one being entered may be the same as; asked while somebody types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.accounts.duplicates import Clue, DuplicateKey, Likeness, duplicate_key, find_hints
from app.domain.fields import FieldValue
from app.store.reads.accounts.listing import AccountFilter, find_places, read_summaries
from app.store.reads.accounts.merges import address_keys, candidate_keys, clues_of
from app.store.search import syllables_of
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = ["Clue", "LikelyAccount", "Likeness", "NewEntry", "find_likely_accounts"]

_SHORTEST = 2
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What was typed of a new account so far; empty for what was not."""

    name: str = ""
    phone: str = ""
    code: str = ""
    address: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class LikelyAccount:
    """An account that may be the same.

    Attributes:
        id: Record id.
        name: Its name.
        city: Where it is; None when unknown.
        type: Dealer, retailer …
        principal: Who runs it; None when unknown.
        grade: Class; None when not graded.
        likeness: What the score says.
        clues: What both have in common; empty where only the typed text was found in it.
    """

    id: str
    name: str
    city: str | None
    type: str
    principal: str | None
    grade: str | None
    likeness: Likeness
    clues: tuple[Clue, ...]


def find_likely_accounts(workspace: Workspace, entry: NewEntry) -> tuple[LikelyAccount, ...]:
    """Return accounts of this device that a new one may be the same as, the likeliest first.

    After those that the score or a shared number tells come those in which the typed text is
    found at all, so that a half-typed name shows something.

    Source: domain.md 3.32 (score), R020.
    """
    key = duplicate_key(
        "",
        name=entry.name,
        phones=[entry.phone] if entry.phone else (),
        tax_number=entry.code,
        address=entry.address,
        read_aloud=syllables_of,
    )
    with workspace.store.snapshot() as look:
        matches = find_hints(key, _candidates(look, key, entry).values())[:_MOST]
        found = {match.account_id: (match.likeness, match.clues) for match in matches}
        for account_id in _holding(look, workspace, entry, key):
            found.setdefault(account_id, (Likeness.UNLIKELY, ()))
        ids = list(found)[:_MOST]
        records = look.records.read_many("account", ids)
    return tuple(
        _likely(record_id, records[record_id].fields, *found[record_id]) for record_id in ids
    )


def _candidates(look: Snapshot, key: DuplicateKey, entry: NewEntry) -> dict[str, DuplicateKey]:
    found = candidate_keys(look, clues_of(key))
    return {**found, **address_keys(look, entry.address, entry.city)}


def _holding(
    look: Snapshot, workspace: Workspace, entry: NewEntry, key: DuplicateKey
) -> Sequence[str]:
    """Return the accounts in which a typed text, or what distinguishes the name, is found."""
    found: dict[str, None] = {}
    for words in dict.fromkeys((entry.name.strip(), key.name, entry.phone, entry.code)):
        if sum(map(str.isalnum, words)) < _SHORTEST:
            continue
        places = find_places(look, AccountFilter(today=workspace.today(), text=words))
        if places:
            found |= dict.fromkeys(row.id for row in read_summaries(look, places[:_MOST]))
    return list(found)


def _likely(
    record_id: str,
    fields: Mapping[str, FieldValue],
    likeness: Likeness,
    clues: tuple[Clue, ...],
) -> LikelyAccount:
    city, principal, grade = (fields[name] for name in ("city", "principal", "class"))
    return LikelyAccount(
        id=record_id,
        name=str(fields["name"]),
        city=str(city) if city else None,
        type=str(fields["type"]),
        principal=str(principal) if principal else None,
        grade=str(grade) if grade else None,
        likeness=likeness,
        clues=clues,
    )

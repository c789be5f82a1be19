"""Accounts that were merged or may be the same: aliases, proposals, and what is compared."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.accounts.duplicates import DuplicateKey, duplicate_key
from app.domain.fields import FieldValue
from app.store.search import match_clauses, syllables_of
from app.store.unit_of_work import Snapshot

_MOST = 60
"""Candidates of one clue; a clue that fits more accounts says nothing."""
_MOST_AT_ADDRESS = 400
_LONGEST_CHAIN = 100
_COLUMNS = "id, account_id, loser_id, taken, state, proposed_by, decided_by, decided_at"
_NUMBER = re.compile(r"[0-9]+")
_TAIL = 4
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """A merge that waits for a second person, or was carried out.

    Attributes:
        id: Record id.
        survivor_id: The account that stays.
        loser_id: The account that goes.
        taken: Fields whose value comes from the one that goes.
        state: "proposed", "approved", "declined" or "undone".
        proposed_by: User id; None until the server has seen it.
        decided_by: User id; None before.
        decided_at: Server time in milliseconds; None before.
    """

    id: str
    survivor_id: str
    loser_id: str
    taken: tuple[str, ...]
    state: str
    proposed_by: str | None
    decided_by: str | None = None
    decided_at: int | None = None


def standing_account(look: Snapshot, account_id: str) -> str:
    """Return the account that stands for one that was merged, or its own id."""
    sql = "SELECT account_id FROM account_merge WHERE loser_id = ? AND state = 'approved'"
    for _ in range(_LONGEST_CHAIN):
        if look.records.read("account", account_id) is not None:
            break
        row = look.connection.exec_driver_sql(sql, (account_id,)).fetchone()
        if row is None:
            break
        account_id = str(row[0])
    return account_id


def read_proposals(look: Snapshot, account_id: str) -> list[MergeProposal]:
    """Return the merges that wait for a second person and speak of an account, oldest first."""
    rows = look.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM account_merge WHERE state = 'proposed' AND (account_id = :id"
        " OR loser_id = :id) ORDER BY id",
        {"id": account_id},
    )
    return [_proposal(*row) for row in rows]


def read_last_merge(look: Snapshot, account_id: str) -> MergeProposal | None:
    """Return the last merge that the server carried out into an account and nobody undid.

    Merges in a row are undone from the last.
    """
    row = look.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM account_merge WHERE state = 'approved' AND account_id = ?"
        " AND decided_at IS NOT NULL AND loser_id NOT IN (SELECT id FROM account)"
        " ORDER BY decided_at DESC, id DESC LIMIT 1",
        (account_id,),
    ).fetchone()
    return _proposal(*row) if row else None


def read_key(look: Snapshot, account_id: str) -> DuplicateKey | None:
    """Return what of an account is compared with others, or None."""
    return next(_keys(look, "a.id = ?", (account_id,)), None)


def clues_of(key: DuplicateKey) -> list[str]:
    """Return what to search for so that the accounts worth a comparison are found.

    Half of what distinguishes the name is enough, as it is written or as it sounds.
    """
    half = key.name[: max(_SHORTEST, len(key.name) // 2)]
    aloud = "".join(key.sound[: max(_SHORTEST, len(key.sound) // 2)])
    clues = [half, aloud, *key.phones, key.tax_number]
    return [clue for clue in clues if len(clue) >= _SHORTEST]


def candidate_keys(look: Snapshot, clues: Iterable[str]) -> dict[str, DuplicateKey]:
    """Return what is compared of every account that the search finds by a clue."""
    found: dict[str, DuplicateKey] = {}
    for clue in clues:
        clauses, words = match_clauses(clue)
        if clauses:
            where = " AND ".join(f"a.rowid IN ({clause})" for clause in clauses)
            found |= {key.account_id: key for key in _keys(look, where, tuple(words))}
    return found


def address_keys(look: Snapshot, address: str, city: str) -> dict[str, DuplicateKey]:
    """Return what is compared of the accounts that may stand at an address.

    Args:
        look: The store.
        address: As typed; its house number, or else its end, is looked for.
        city: Narrows it, so that the whole book need not be read; empty when not known yet.
    """
    numbers = _NUMBER.findall(unicodedata.normalize("NFKC", address))
    clue = numbers[-1] if numbers else address.strip()[-_TAIL:]
    if not clue or len(address.strip()) < _TAIL:
        return {}
    where = "a.address LIKE ?"
    values: tuple[str, ...] = (f"%{clue}%",)
    if city:
        where, values = f"a.city = ? AND {where}", (city, *values)
    return {key.account_id: key for key in _keys(look, where, values, _MOST_AT_ADDRESS)}


def keys_of(look: Snapshot, account_ids: Sequence[str]) -> dict[str, DuplicateKey]:
    """Return what is compared of some accounts, by id."""
    ids = json.dumps(list(account_ids))
    found = _keys(look, "a.id IN (SELECT value FROM json_each(?))", (ids,), len(account_ids))
    return {key.account_id: key for key in found}


def _keys(
    look: Snapshot, where: str, values: tuple[str, ...], most: int = _MOST
) -> Iterator[DuplicateKey]:
    rows = look.connection.exec_driver_sql(
        "SELECT a.id, a.name, a.phone, a.uscc, a.tax_number, a.address, (SELECT"
        " group_concat(coalesce(c.mobile, '') || char(10) || coalesce(c.phone, ''), char(10))"
        " FROM contact c WHERE c.account_id = a.id)"
        f" FROM account a WHERE {where} LIMIT {most}",
        values,
    ).fetchall()
    for record_id, name, phone, uscc, tax_number, address, others in rows:
        phones = [one for one in (phone, *(others or "").split("\n")) if one]
        yield duplicate_key(
            str(record_id),
            name=str(name),
            phones=phones,
            tax_number=uscc or tax_number,
            address=address,
            read_aloud=syllables_of,
        )


def _proposal(record_id: str, survivor: str, loser: str, *rest: FieldValue) -> MergeProposal:
    taken, state, proposed_by, decided_by, decided_at = rest
    return MergeProposal(
        id=record_id,
        survivor_id=survivor,
        loser_id=loser,
        taken=tuple(str(taken).split("\n")) if taken else (),
        state=str(state),
        proposed_by=None if proposed_by is None else str(proposed_by),
        decided_by=None if decided_by is None else str(decided_by),
        decided_at=None if decided_at is None else int(decided_at),
    )

"""The state of every account's file in one look: what is missing, old, ownerless or doubled."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.accounts.cleaning import FileState, Problem, types_without_contacts
from app.domain.accounts.completeness import (
    CONTACT_ANY,
    CONTACT_DECIDES,
    CONTACT_PHONE,
    WEIGHTS,
    ContactFacts,
    weights_for,
)
from app.domain.accounts.confirmations import DEFAULT_LIMITS, ConfirmationLimits
from app.domain.accounts.duplicates import Likeness, compare
from app.domain.entities.accounts import BLOCKS
from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from app.store.reads.accounts.merges import keys_of
from app.store.unit_of_work import Snapshot

_BUSINESS = ""
_LIKE_BEGINNING = 6
_FIELDS = tuple(
    name
    for name in ENTITIES["account"].fields
    if name in {"name", "type", "city", "class"}
    or name.endswith("_confirmed_on")
    or any(name in weights_for(kind) for kind in (*WEIGHTS, _BUSINESS))
)
_CONTACT_TERMS = {
    CONTACT_ANY: "(p.account_id IS NOT NULL)",
    CONTACT_PHONE: "coalesce(p.has_phone, 0)",
    CONTACT_DECIDES: "coalesce(p.decides, 0)",
}
_PEOPLE = (
    "SELECT account_id, max(mobile IS NOT NULL OR phone IS NOT NULL) AS has_phone,"
    " max(decision_role IS 'decides') AS decides FROM contact GROUP BY account_id"
)
_MOST_IN_GROUP = 12
"""A clue that more accounts share tells nothing about any two of them."""


@dataclass(frozen=True, slots=True)
class CleaningDates:
    """What counts as old.

    Attributes:
        today: The day.
        visited_since: A last call before this moment (milliseconds) is none.
        limits: Days until a block is stale.
    """

    today: dt.date
    visited_since: int
    limits: ConfirmationLimits = DEFAULT_LIMITS

    def values(self) -> dict[str, object]:
        """Return what the statement binds."""
        days = {"a": "A", "b": "B", "c": "C", "none": None}
        before = {
            f"stale_{key}": (self.today - dt.timedelta(self.limits.days(grade))).isoformat()
            for key, grade in days.items()
        }
        return {**before, "visited_since": self.visited_since}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One account of the clean-up list.

    Attributes:
        id: Record id.
        owner: Name of who is responsible; None for nobody.
        contacts: What its people contribute together, as one.
        last_visit_at: Milliseconds; None when nobody ever called.
        fields: What completeness and age are judged by.
    """

    id: str
    owner: str | None
    contacts: tuple[ContactFacts, ...]
    last_visit_at: int | None
    fields: Mapping[str, FieldValue]


def read_file_states(look: Snapshot, dates: CleaningDates) -> dict[int, FileState]:
    """Return the state of every account's file by row number; archived accounts are left alone.

    Accounts are compared only where they share a code, the reading of the name, or telephone and
    the beginning of the name; what is spelled less alike shows on the account's own page. Names
    of accounts that were just received are read once their cards are made.

    Source: domain.md 3.32, 4.16.
    """
    rows = look.connection.exec_driver_sql(_states_sql(), dates.values()).fetchall()
    doubled = find_doubled(look, (row[1:5] for row in rows))
    duplicate = Problem.DUPLICATE.bit
    return {
        place: FileState(owner, filled, whole, bits | duplicate if key in doubled else bits, sector)
        for place, key, _code, _phone, _reading, owner, sector, filled, whole, bits in rows
    }


def find_doubled(
    look: Snapshot, rows: Iterable[tuple[str, str | None, str | None, str | None]]
) -> dict[str, str]:
    """Return accounts that are certainly or probably another one, each with that other's id.

    Args:
        look: Where the rest of what is compared is read.
        rows: Id, code, telephone and reading of the name, " " and the name.
    """
    groups = [group for group in _groups(rows) if 1 < len(group) <= _MOST_IN_GROUP]
    keys = keys_of(look, sorted({one for group in groups for one in group}))
    doubled: dict[str, str] = {}
    for group in groups:
        for left, right in itertools.combinations(group, 2):
            if left in doubled and right in doubled:
                continue
            if compare(keys[left], keys[right]).likeness is not Likeness.UNLIKELY:
                doubled.setdefault(left, right)
                doubled.setdefault(right, left)
    return doubled


def _groups(
    rows: Iterable[tuple[str, str | None, str | None, str | None]],
) -> Iterator[list[str]]:
    """Yield the accounts that share a clue.

    Of a name the reading is compared, so that a wrong character still meets its twin; a telephone
    alone proves little, so the names must begin alike too.
    """
    codes: dict[str, list[str]] = {}
    readings: dict[str, list[str]] = {}
    phones: dict[str, list[str]] = {}
    for key, code, phone, reading in rows:
        if code:
            codes.setdefault(code, []).append(key)
        if reading:
            readings.setdefault(reading.partition(" ")[0], []).append(key)
        if phone and reading:
            phones.setdefault(phone + reading[:_LIKE_BEGINNING], []).append(key)
    for groups in (codes, readings, phones):
        yield from groups.values()


def read_file_rows(look: Snapshot, places: Sequence[int]) -> dict[int, FileRow]:
    """Return what a line of the clean-up list shows of accounts, by row number."""
    needed = ", ".join(f'a."{name}"' for name in _FIELDS)
    marks = ", ".join("?" * len(places))
    rows = look.connection.exec_driver_sql(
        "SELECT a.rowid, a.id, u.name, p.account_id IS NOT NULL, coalesce(p.has_phone, 0),"
        f" coalesce(p.decides, 0), c.last_visit_at, {needed} FROM account a"
        f" LEFT JOIN ({_PEOPLE}) p ON p.account_id = a.id"
        " LEFT JOIN account_card c ON c.account_rowid = a.rowid"
        f' LEFT JOIN "user" u ON u.id = a.owner_id WHERE a.rowid IN ({marks})',
        tuple(places),
    )
    return {
        int(place): FileRow(
            id=record_id,
            owner=owner,
            contacts=(ContactFacts(has_phone=bool(phone), decides=bool(decides)),) if any_ else (),
            last_visit_at=visited,
            fields=dict(zip(_FIELDS, values, strict=True)),
        )
        for place, record_id, owner, any_, phone, decides, visited, *values in rows
    }


@functools.cache
def _states_sql() -> str:
    kinds = (*WEIGHTS, _BUSINESS)
    filled = _by_type({kind: _filled_sum(kind) for kind in kinds})
    whole = _by_type({kind: str(sum(weights_for(kind).values())) for kind in kinds})
    return (
        "SELECT place, id, code, phone, reading, owner_id, sector_id, filled, whole,"
        f" {_bits()} FROM (SELECT a.rowid AS place, a.id, coalesce(a.uscc, a.tax_number) AS code,"
        " a.phone, c.sort_key AS reading, a.owner_id, a.sector_id, a._revision AS revision, a.type,"
        f" a.status, a.class, {filled} AS filled, {whole} AS whole, {_stale_sum()} AS stale,"
        " p.account_id AS people, c.last_visit_at AS visited"
        f" FROM account a LEFT JOIN ({_PEOPLE}) p ON p.account_id = a.id"
        " LEFT JOIN account_card c ON c.account_rowid = a.rowid"
        " WHERE a.status <> 'archived')"
    )


def _bits() -> str:
    persons = ", ".join(f"'{name}'" for name in sorted(types_without_contacts()))
    terms = {
        Problem.INCOMPLETE: "filled < whole",
        Problem.STALE: "stale > 0",
        # What the server has not seen yet belongs to whoever made it.
        Problem.UNOWNED: "owner_id IS NULL AND revision > 0",
        Problem.NO_CONTACT: f"people IS NULL AND type NOT IN ({persons})",
        Problem.NO_VISIT: "coalesce(visited, 0) < :visited_since AND status <> 'lost'",
        Problem.UNGRADED: "class IS NULL AND status IN ('active', 'loyal', 'at_risk')",
    }
    return " + ".join(f"({term}) * {problem.bit}" for problem, term in terms.items())


def _filled_sum(kind: str) -> str:
    return " + ".join(
        f"{_CONTACT_TERMS.get(name, _has(name))} * {weight}"
        for name, weight in weights_for(kind).items()
    )


def _has(field: str) -> str:
    return f'(a."{field}" IS NOT NULL)'


def _by_type(terms: dict[str, str]) -> str:
    whens = " ".join(f"WHEN '{kind}' THEN {term}" for kind, term in terms.items() if kind)
    return f"CASE a.type {whens} ELSE {terms[_BUSINESS]} END"


def _stale_sum() -> str:
    limit = (
        "CASE a.class WHEN 'A' THEN :stale_a WHEN 'B' THEN :stale_b WHEN 'C' THEN :stale_c"
        " ELSE :stale_none END"
    )
    columns = (f"a.block_{block.lower()}_confirmed_on" for block in BLOCKS)
    return " + ".join(f"(coalesce({column}, '') < {limit})" for column in columns)

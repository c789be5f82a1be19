"""Lists of records of any kind: which ones in which order, and the rows of one page."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.fields import FieldValue, Kind
from app.domain.policy import Action, Actor, Reach, reaches
from app.domain.schema import ENTITIES
from app.store.journal import WAITING
from app.store.reads.directory import NAMES, read_directory, references_in
from app.store.unit_of_work import Snapshot

NEWEST = ""
"""The order of records as they were made, newest first."""

_TEXTS = (Kind.TEXT, Kind.NOTE, Kind.DECIMAL)
_NOT_SORTED = (Kind.DOCUMENT, Kind.LABELS)
_ABOUT_COMPLAINT = "instr(char(10) || r.purposes || char(10), char(10) || 'complaint' || char(10))"
_ACCOUNT_KEY = (
    "SELECT c.sort_key FROM account_card c JOIN account t ON t.rowid = c.account_rowid WHERE t.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """What a list shows.

    Attributes:
        entity: The kind of record.
        account_id: Only what stands under this account; empty for all.
        under: (field, id): only records that point to that record; None for all.
        text: As typed; every word must stand in a text of the record or in the name of a record
            that it points to, or be one of `meant`.
        meant: For each word typed, the (field, value) of choices whose words hold it.
        order: Name of a field, or `NEWEST`.
        descending: Largest first; records without a value come last either way.
    """

    entity: str
    account_id: str = ""
    under: tuple[str, str] | None = None
    text: str = ""
    meant: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    order: str = NEWEST
    descending: bool = False


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of a list.

    Attributes:
        id: Record id.
        values: The fields that were asked for.
        names: What the records are called that it points to, by id.
        waiting: Whether work on it was not sent yet.
    """

    id: str
    values: Mapping[str, FieldValue]
    names: Mapping[str, str]
    waiting: bool


def find_record_places(look: Snapshot, wanted: RecordFilter, user: Actor | None) -> array[int]:
    """Return the row numbers of all records that match and that the user may read, in order."""
    conditions, values = _conditions(wanted, user)
    sql = f'SELECT r.rowid FROM "{ENTITIES[wanted.entity].name}" r'
    sql += " LEFT JOIN account a ON a.id = r.account_id" if _has_account(wanted.entity) else ""
    sql += f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql += f" ORDER BY {_order(wanted)}"
    return array("q", look.connection.exec_driver_sql(sql, values).scalars())


def count_records(look: Snapshot, entity: str, user: Actor | None, account_id: str) -> int:
    """Return how many records of a kind stand under an account that the user may read."""
    conditions, values = _conditions(RecordFilter(entity=entity, account_id=account_id), user)
    sql = f'SELECT count(*) FROM "{ENTITIES[entity].name}" r'
    sql += " LEFT JOIN account a ON a.id = r.account_id" if _has_account(entity) else ""
    sql += f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return int(look.connection.exec_driver_sql(sql, values).scalar_one())


def read_record_rows(
    look: Snapshot, entity: str, fields: Sequence[str], places: Sequence[int]
) -> list[RecordRow]:
    """Return the rows at the given row numbers, in that order; those gone meanwhile are empty."""
    marks = ", ".join("?" * len(places))
    columns = "".join(f', r."{name}"' for name in fields)
    rows = look.connection.exec_driver_sql(
        "SELECT r.rowid, r.id, EXISTS (SELECT 1 FROM journal_operation j WHERE j.record_id = r.id"
        f" AND j.state = '{WAITING}'){columns} FROM \"{ENTITIES[entity].name}\" r"
        f" WHERE r.rowid IN ({marks})",
        tuple(places),
    ).fetchall()
    bodies = {row[0]: dict(zip(fields, row[3:], strict=True)) for row in rows}
    names = read_names(look, entity, bodies.values())
    found = {row[0]: RecordRow(row[1], bodies[row[0]], names, bool(row[2])) for row in rows}
    gone = RecordRow("", dict.fromkeys(fields), {}, waiting=False)
    return [found.get(place, gone) for place in places]


def read_names(
    look: Snapshot, entity: str, bodies: Iterable[Mapping[str, FieldValue]]
) -> Mapping[str, str]:
    """Return what the records are called that some records point to, one query a kind."""
    references = {
        reference
        for body in bodies
        for name, value in body.items()
        for reference in references_in(entity, name, value)
    }
    return read_directory(look, (), sorted(references)).names


def find_named(
    look: Snapshot, entity: str, text: str, account_id: str, most: int
) -> list[tuple[str, str]]:
    """Return (id, name) of records whose name holds a text, newest first.

    Args:
        look: The store.
        entity: Their kind; one without names finds nothing.
        text: Every word must stand in the name.
        account_id: Only records under this account, where records of the kind stand under one.
        most: How many.
    """
    name = NAMES.get(entity)
    if name is None:
        return []
    values: dict[str, object] = {"most": most, "account": account_id}
    conditions = [f"({name}) IS NOT NULL"]
    if account_id and _has_account(entity):
        conditions.append("account_id = :account")
    for at, word in enumerate(text.split()):
        conditions.append(f"instr(lower({name}), lower(:word{at}))")
        values[f"word{at}"] = word
    rows = look.connection.exec_driver_sql(
        f'SELECT id, {name} FROM "{ENTITIES[entity].name}" WHERE {" AND ".join(conditions)}'
        " ORDER BY id DESC LIMIT :most",
        values,
    )
    return [(str(row[0]), str(row[1])) for row in rows]


def _conditions(wanted: RecordFilter, user: Actor | None) -> tuple[list[str], dict[str, object]]:
    values: dict[str, object] = {}
    conditions = []
    if user is not None:
        conditions = _reach_conditions(wanted.entity, user)
        values |= {"user": user.id, "sector": user.sector_id}
    if wanted.account_id:
        conditions.append("r.account_id = :account")
        values["account"] = wanted.account_id
    if wanted.under is not None:
        name = ENTITIES[wanted.entity].fields[wanted.under[0]].name
        conditions.append(f'r."{name}" = :under')
        values["under"] = wanted.under[1]
    for at, word in enumerate(wanted.text.split()):
        conditions.append(_word_condition(wanted, word, at, values))
    return conditions, values


def _reach_conditions(entity: str, user: Actor) -> list[str]:
    """Return what leaves out the records that the user may not read; see `policy.may`."""
    granted = reaches(user, Action.READ, entity)
    if Reach.GROUP in granted:
        return []
    fields = ENTITIES[entity].fields
    side = "a" if _has_account(entity) else "r"
    if side == "r" and not {"owner_id", "sector_id"} <= fields.keys():
        return ["0"]
    # An account that the server has not seen is its author's own.
    new = "(a._revision = 0 AND a.owner_id IS NULL)" if side == "a" else "0"
    in_sector = f"({side}.sector_id = :sector OR {new})"
    ways = []
    if Reach.SECTOR in granted:
        ways.append(in_sector)
    if Reach.OWN in granted:
        ways.append(f"({in_sector} AND ({side}.owner_id = :user OR {new}))")
    if Reach.RELEVANT in granted and "purposes" in fields:
        ways.append(f"({in_sector} AND {_ABOUT_COMPLAINT})")
    return [f"({' OR '.join(ways)})" if ways else "0"]


def _word_condition(wanted: RecordFilter, word: str, at: int, values: dict[str, object]) -> str:
    mark = f"word{at}"
    values[mark] = word
    ways = []
    for name, declared in ENTITIES[wanted.entity].fields.items():
        if declared.kind in _TEXTS:
            ways.append(f"instr(lower(coalesce(r.\"{name}\", '')), lower(:{mark}))")
        elif declared.kind is Kind.REFERENCE and (called := NAMES.get(declared.target)):
            ways.append(
                f'r."{name}" IN (SELECT id FROM "{declared.target}"'
                f" WHERE instr(lower({called}), lower(:{mark})))"
            )
    for number, (name, value) in enumerate(wanted.meant.get(word, ())):
        values[f"{mark}_{number}"] = f"\n{value}\n"
        ways.append(f"instr(char(10) || coalesce(r.\"{name}\", '') || char(10), :{mark}_{number})")
    return f"({' OR '.join(ways)})" if ways else "0"


def _order(wanted: RecordFilter) -> str:
    declared = ENTITIES[wanted.entity].fields.get(wanted.order)
    if declared is None or declared.kind in _NOT_SORTED:
        return "r.id DESC"
    column = f'r."{declared.name}"'
    match declared.kind:
        case Kind.REFERENCE if declared.target == "account":
            column = f"({_ACCOUNT_KEY} = {column})"
        case Kind.REFERENCE if declared.target in NAMES:
            called = NAMES[declared.target]
            column = f'(SELECT {called} FROM "{declared.target}" WHERE id = {column})'
        case Kind.CHOICE:
            places = " ".join(
                f"WHEN '{key}' THEN {place}" for place, key in enumerate(declared.choices)
            )
            column = f"CASE {column} {places} END"
    direction = "DESC" if wanted.descending else "ASC"
    return f"{column} IS NULL, {column} {direction}, r.id DESC"


def _has_account(entity: str) -> bool:
    return "account_id" in ENTITIES[entity].fields

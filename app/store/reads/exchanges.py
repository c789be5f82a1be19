"""What an import must know of this device: names, keys, likenesses, and what it did before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.accounts.duplicates import DuplicateKey, duplicate_key
from app.domain.fields import Scope
from app.domain.schema import ENTITIES
from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class ExchangeSummary:
    """One import or export of the list.

    Attributes:
        id: Record id.
        direction: "in" or "out".
        owner: Name of who did it; "" when unknown.
        subject: Entity or list.
        file_name: As it was called.
        begun_at: Milliseconds since 1970 UTC.
        state: "running", "done" …
        counts: Rows created, updated, unchanged, rejected, reverted, kept.
        is_here: Whether it was done on this device, so that it can be taken back.
    """

    id: str
    direction: str
    owner: str
    subject: str
    file_name: str
    begun_at: int
    state: str
    counts: tuple[int, int, int, int, int, int]
    is_here: bool


def read_columns(
    look: Snapshot, entity: str, fields: Sequence[str]
) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield the id and some fields of every record of an entity.

    Raises:
        KeyError: No such entity or field.
    """
    known = ENTITIES[entity].fields
    columns = ", ".join(f'"{known[name].name}"' for name in fields)
    sql = f'SELECT id, {columns} FROM "{ENTITIES[entity].name}"'
    for row in look.connection.exec_driver_sql(sql):
        yield str(row[0]), tuple(row[1:])


def read_likenesses(look: Snapshot) -> Iterator[DuplicateKey]:
    """Yield what of every account is compared with others."""
    rows = look.connection.exec_driver_sql(
        "SELECT a.id, a.name, a.phone, a.uscc, a.tax_number, a.address,"
        " group_concat(c.mobile, char(10)) FROM account a"
        " LEFT JOIN contact c ON c.account_id = a.id GROUP BY a.id"
    )
    for record_id, name, phone, uscc, tax_number, address, mobiles in rows:
        yield duplicate_key(
            str(record_id),
            name=str(name),
            phones=[one for one in (phone, *(mobiles or "").split("\n")) if one],
            tax_number=uscc or tax_number,
            address=address,
        )


def import_groups(look: Snapshot, exchange_id: str) -> list[int]:
    """Return the numbers of the journal's groups that speak of an import, oldest first."""
    rows = look.connection.exec_driver_sql(
        "SELECT DISTINCT device_seq FROM journal_operation"
        " WHERE record_id = ? AND entity = 'file_exchange' ORDER BY device_seq",
        (exchange_id,),
    )
    return [int(seq) for seq in rows.scalars()]


def made_by_import(look: Snapshot, exchange_id: str, entity: str) -> frozenset[str]:
    """Return the records of an entity that an import has made on this device so far."""
    rows = look.connection.exec_driver_sql(
        "SELECT record_id FROM journal_operation WHERE op = 'create' AND entity = ? AND device_seq"
        " IN (SELECT device_seq FROM journal_operation"
        " WHERE record_id = ? AND entity = 'file_exchange')",
        (entity, exchange_id),
    )
    return frozenset(str(record_id) for record_id in rows.scalars())


def accounts_in_use(look: Snapshot, account_ids: Sequence[str]) -> set[str]:
    """Return those of the accounts under which anything stands."""
    found: set[str] = set()
    wanted = json.dumps(list(account_ids))
    for entity in ENTITIES.values():
        if entity.scope is Scope.ACCOUNT and "account_id" in entity.fields:
            rows = look.connection.exec_driver_sql(
                f'SELECT DISTINCT account_id FROM "{entity.name}"'
                " WHERE account_id IN (SELECT value FROM json_each(?))",
                (wanted,),
            )
            found.update(str(account_id) for account_id in rows.scalars())
    return found


def list_exchanges(look: Snapshot, limit: int) -> list[ExchangeSummary]:
    """Return the newest imports and exports."""
    rows = look.connection.exec_driver_sql(
        "SELECT x.id, x.direction, u.name, x.subject, x.file_name, x.begun_at, x.state,"
        " x.rows_created, x.rows_updated, x.rows_unchanged, x.rows_rejected, x.rows_reverted,"
        " x.rows_kept, EXISTS (SELECT 1 FROM journal_operation j WHERE j.record_id = x.id)"
        ' FROM file_exchange x LEFT JOIN "user" u ON u.id = x.owner_id'
        " ORDER BY x.begun_at DESC, x.id DESC LIMIT ?",
        (limit,),
    )
    return [
        ExchangeSummary(
            id=str(row[0]),
            direction=str(row[1]),
            owner=str(row[2] or ""),
            subject=str(row[3]),
            file_name=str(row[4] or ""),
            begun_at=int(row[5]),
            state=str(row[6]),
            counts=tuple(int(count or 0) for count in row[7:13]),  # type: ignore[arg-type]
            is_here=bool(row[13]),
        )
        for row in rows
    ]


def unfinished_imports(look: Snapshot) -> list[str]:
    """Return the imports that were stopped or cut off and can go on."""
    rows = look.connection.exec_driver_sql(
        "SELECT id FROM file_exchange WHERE direction = 'in' AND state IN ('running', 'cancelled')"
    )
    return [str(record_id) for record_id in rows.scalars()]


def account_ids_at(look: Snapshot, places: Sequence[int]) -> list[str]:
    """Return the accounts at row numbers of the list, in that order."""
    rows = look.connection.exec_driver_sql(
        "SELECT rowid, id FROM account WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(places)),),
    )
    found = {int(place): str(record_id) for place, record_id in rows}
    return [found[place] for place in places if place in found]

"""Generic read and write of synchronised records inside one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from app.store import statements

if TYPE_CHECKING:
    from app.store.connection import Connection

_FIXED_COLUMNS = 4
_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Record:
    """One record as the device has it.

    Attributes:
        entity: Schema name.
        id: Record id.
        book: The book it came in; None while only this device has it.
        revision: Revision of the server that the device knows; 0 while only this device has it.
        fields: Every field of the schema, None where nothing is known.
    """

    entity: str
    id: str
    book: str | None
    revision: int
    fields: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class ServerRows:
    """Rows of one entity as the server sent them, column by column.

    Attributes:
        entity: Schema name.
        names: Names of the columns.
        ids: Record ids.
        books: Book of each record.
        revisions: Revision of each record.
        columns: One list of values for each name.
    """

    entity: str
    names: tuple[str, ...]
    ids: Sequence[str]
    books: Sequence[str]
    revisions: Sequence[int]
    columns: Sequence[Sequence[FieldValue]]


class Records:
    """The synchronised records of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, entity: str, record_id: str) -> Record | None:
        """Return a record, or None."""
        row = self._connection.exec_driver_sql(
            statements.read_record(entity), (record_id,)
        ).fetchone()
        return _record(entity, row) if row else None

    def read_many(self, entity: str, ids: Iterable[str]) -> dict[str, Record]:
        """Return those of the records that exist, by id."""
        wanted, found = list(ids), {}
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            some = tuple(wanted[start : start + _IDS_AT_ONCE])
            sql = statements.read_records(entity, len(some))
            for row in self._connection.exec_driver_sql(sql, some):
                found[str(row[0])] = _record(entity, row)
        return found

    def insert(
        self, entity: str, record_id: str, fields: Mapping[str, FieldValue], book: str | None
    ) -> None:
        """Write a new record."""
        names = tuple(fields)
        self._connection.exec_driver_sql(
            statements.insert_record(entity, names), (record_id, book, *fields.values())
        )

    def update(self, entity: str, record_id: str, fields: Mapping[str, FieldValue]) -> None:
        """Set some fields of a record."""
        if fields:
            self._connection.exec_driver_sql(
                statements.update_record(entity, tuple(fields)), (*fields.values(), record_id)
            )

    def set_revisions(self, entity: str, revisions: Mapping[str, int]) -> list[str]:
        """Note the server's revisions of records.

        Returns:
            Records that are not here, or here in a later revision: with that revision a row came
            and was covered by work that is older than it.
        """
        table = f'"{ENTITIES[entity].name}"'
        touched = self._connection.exec_driver_sql(
            f"UPDATE {table} SET _revision = ? WHERE id = ? AND _revision <= ?",
            [(revision, record_id, revision) for record_id, revision in revisions.items()],
        )
        if touched.rowcount == len(revisions):
            return []
        held = self.read_revisions(entity, revisions)
        return [
            record_id
            for record_id, revision in revisions.items()
            if held.get(record_id, revision + 1) > revision
        ]

    def read_revisions(self, entity: str, ids: Iterable[str]) -> dict[str, int]:
        """Return the revisions of those of the records that are here."""
        rows = self._connection.exec_driver_sql(
            f'SELECT id, _revision FROM "{ENTITIES[entity].name}"'
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {str(record_id): int(revision) for record_id, revision in rows}

    def delete(self, entity: str, record_ids: Iterable[str]) -> None:
        """Remove records; unknown ids are no error."""
        ids = [(record_id,) for record_id in record_ids]
        if ids:
            self._connection.exec_driver_sql(statements.delete_record(entity), ids)

    def replace(self, rows: ServerRows) -> None:
        """Write whole rows as the server has them, in one statement."""
        known = ENTITIES[rows.entity].fields
        held = [name in known for name in rows.names]
        names = tuple(name for name, is_held in zip(rows.names, held, strict=True) if is_held)
        columns = [col for col, is_held in zip(rows.columns, held, strict=True) if is_held]
        extra: Sequence[str | None] = [None] * len(rows.ids)
        if not all(held):
            extra = _extras(rows, held)
        tuples = list(zip(rows.ids, rows.books, rows.revisions, extra, *columns, strict=True))
        if tuples:
            self._connection.exec_driver_sql(statements.replace_records(rows.entity, names), tuples)


def _record(entity: str, row: Sequence[object]) -> Record:
    names = statements.column_names(entity)[_FIXED_COLUMNS:]
    values = dict(zip(names, row[_FIXED_COLUMNS:], strict=True))
    return Record(entity, str(row[0]), row[1], int(row[2]), values)  # type: ignore[arg-type, call-overload]


def _extras(rows: ServerRows, held: Sequence[bool]) -> list[str | None]:
    """Keep fields that this program does not know, so that they can be sent back untouched."""
    unknown = [
        (name, col)
        for name, col, is_held in zip(rows.names, rows.columns, held, strict=True)
        if not is_held
    ]
    lines = ({name: col[at] for name, col in unknown} for at in range(len(rows.ids)))
    return [
        json.dumps(line, ensure_ascii=False, sort_keys=True)
        if any(value is not None for value in line.values())
        else None
        for line in lines
    ]

"""Builds the table of one entity in memory, as the SQLite file that a device keeps it in."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from app.domain.fields import Entity, FieldValue
from app.domain.schema import entity_named

PAGE_BYTES = 65_536
RESERVED_BYTES = 48
"""Left free at the end of every page: devices put the page's seal there."""

_RESERVED_AT = 20
_CONTENT_AT = slice(105, 107)
"""Where SQLite's header has these. Source: sqlite.org/fileformat2.html, sections 1.3 and 1.6."""

Row = tuple[str, int, str]
"""Id, revision and body of a record."""


def build_table(
    name: str, book: str, rows: Iterable[Row], *, hidden: Collection[str] = ()
) -> bytes:
    """Return an SQLite file that holds records of one entity and book, with their indexes.

    Columns and indexes are those of the device's own table, in the same order: only then can a
    device take the file over without unpacking a row.

    Args:
        name: Schema name of the entity.
        book: Book of all the records.
        rows: The records by ascending id.
        hidden: Fields that are left empty.
    """
    entity = entity_named(name)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(_blank_file())
        connection.execute("BEGIN")
        connection.execute(_create(entity))
        shown = tuple(field for field in entity.fields if field not in hidden)
        connection.executemany(_insert(entity, shown), _values(name, shown, book, rows))
        for statement in _indexes(entity):
            connection.execute(statement)
        connection.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()


@cache
def _blank_file() -> bytes:
    """Return an empty file whose pages have the reserved room."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    connection.execute("PRAGMA user_version = 1")
    blank = bytearray(connection.serialize())
    connection.close()
    blank[_RESERVED_AT] = RESERVED_BYTES
    blank[_CONTENT_AT] = (PAGE_BYTES - RESERVED_BYTES).to_bytes(2, "big")
    return bytes(blank)


def _create(entity: Entity) -> str:
    columns = ['"id" TEXT PRIMARY KEY NOT NULL', '"_book" TEXT']
    columns += ['"_revision" INTEGER NOT NULL DEFAULT 0', '"_extra" TEXT']
    for field in entity.fields.values():
        columns.append(f'"{field.name}" {"INTEGER" if field.kind.is_number else "TEXT"}')
    return f'CREATE TABLE "{entity.name}" ({", ".join(columns)})'


def _indexes(entity: Entity) -> Iterator[str]:
    for field in entity.fields.values():
        if field.indexed:
            yield (
                f'CREATE INDEX "{entity.name}_{field.index_suffix}" '
                f'ON "{entity.name}" ({field.index_columns})'
            )
    yield f'CREATE INDEX "{entity.name}__book" ON "{entity.name}" ("_book")'


def _insert(entity: Entity, fields: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in ("id", "_book", "_revision", *fields))
    marks = ", ".join("?" * (len(fields) + 3))
    return f'INSERT INTO "{entity.name}" ({names}) VALUES ({marks})'


def _values(
    name: str, fields: tuple[str, ...], book: str, rows: Iterable[Row]
) -> Iterator[tuple[Any, ...]]:
    decode, spread = _decoder(name, fields).decode, msgspec.structs.astuple
    for record_id, revision, body in rows:
        yield (record_id, book, revision, *spread(decode(body)))


@cache
def _decoder(name: str, fields: tuple[str, ...]) -> msgspec.json.Decoder[Any]:
    """Return what reads a body into a tuple of fields; much faster than a dict and look-ups."""
    form = msgspec.defstruct(name, [(field, FieldValue, None) for field in fields])
    return msgspec.json.Decoder(form)

"""SQL text of the generic reads and writes, made once per entity and column list."""

from __future__ import annotations

from functools import cache, lru_cache

from app.domain.schema import ENTITIES, entity_named

_FIXED = ("id", "_book", "_revision", "_extra")


@cache
def column_names(entity: str) -> tuple[str, ...]:
    """Return the columns of a record in the order in which `read_record` selects them."""
    return (*_FIXED, *entity_named(entity).fields)


@cache
def read_record(entity: str) -> str:
    """Select one record by id."""
    return f"SELECT {_quoted(column_names(entity))} FROM {_table(entity)} WHERE id = ?"


@cache
def read_records(entity: str, count: int) -> str:
    """Select several records by id."""
    marks = ", ".join("?" * count)
    return f"SELECT {_quoted(column_names(entity))} FROM {_table(entity)} WHERE id IN ({marks})"


@lru_cache(maxsize=1_000)
def insert_record(entity: str, names: tuple[str, ...]) -> str:
    """Insert a record made here; `names` are its fields."""
    columns = ("id", "_book", *names)
    return f"INSERT INTO {_table(entity)} ({_quoted(columns)}) VALUES ({_marks(columns)})"


@lru_cache(maxsize=1_000)
def update_record(entity: str, names: tuple[str, ...]) -> str:
    """Set the fields `names` of one record."""
    pairs = ", ".join(f'"{_known(entity, name)}" = ?' for name in names)
    return f"UPDATE {_table(entity)} SET {pairs} WHERE id = ?"


@lru_cache(maxsize=1_000)
def replace_records(entity: str, names: tuple[str, ...]) -> str:
    """Write whole records as the server has them; a field not named becomes empty.

    An upsert rather than a replacement, so that the row keeps its place and the search index,
    which points to places, stays true.
    """
    columns = ("id", "_book", "_revision", "_extra", *names)
    absent = [name for name in entity_named(entity).fields if name not in names]
    pairs = [f'"{name}" = excluded."{name}"' for name in columns[1:]]
    pairs += [f'"{name}" = NULL' for name in absent]
    return (
        f"INSERT INTO {_table(entity)} ({_quoted(columns)}) VALUES ({_marks(columns)})"
        f" ON CONFLICT (id) DO UPDATE SET {', '.join(pairs)}"
    )


def delete_record(entity: str) -> str:
    """Delete one record by id."""
    return f"DELETE FROM {_table(entity)} WHERE id = ?"


def _table(entity: str) -> str:
    if entity not in ENTITIES:
        raise KeyError(entity)
    return f'"{entity}"'


def _known(entity: str, name: str) -> str:
    if name not in ENTITIES[entity].fields:
        raise KeyError(name)
    return name


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _marks(names: tuple[str, ...]) -> str:
    return ", ".join("?" * len(names))

"""Lets this process be a program of another version, as far as its schema and protocol go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest

from app.domain import schema
from app.domain.fields import Entity, Field
from app.store import migrate, statements
from app.store.held import books, leaving, redaction
from sync import engine
from sync.integrity import comparing
from sync.wire.messages import PROTOCOL_VERSION

_STEPS = 10_000
_CACHED = (
    *(schema._required_fields, schema._glances, schema.server_fields, schema.account_references),
    *(statements.column_names, statements.read_record, statements.read_records),
    *(statements.insert_record, statements.update_record, statements.replace_records),
)


def without(entities: Mapping[str, Entity], *fields: str) -> dict[str, Entity]:
    """Return a schema without some fields ("account.staff") or whole entities ("account_merge")."""
    found = dict(entities)
    for name in fields:
        entity, _, field = name.partition(".")
        if not field:
            del found[entity]
            continue
        kept = {one: what for one, what in found[entity].fields.items() if one != field}
        found[entity] = replace(found[entity], fields=kept)
    return found


def with_field(entities: Mapping[str, Entity], entity: str, field: Field) -> dict[str, Entity]:
    """Return a schema with one more field."""
    fields = {**entities[entity].fields, field.name: field}
    return {**entities, entity: replace(entities[entity], fields=fields)}


@contextmanager
def other_program(
    version: int, entities: Mapping[str, Entity], *, protocol: int = PROTOCOL_VERSION
) -> Iterator[None]:
    """Be a program of another schema or protocol; a server must run in a process of its own."""
    known = schema.ENTITIES
    assert isinstance(known, dict)
    usual = dict(known)
    with pytest.MonkeyPatch.context() as patch:
        for module in (schema, migrate, engine, comparing):
            patch.setattr(module, "SCHEMA_VERSION", version)
        for module in (engine, comparing):
            patch.setattr(module, "PROTOCOL_VERSION", protocol)
        patch.setattr(migrate, "CURRENT_FORM", migrate.STORE_REVISION * _STEPS + version)
        under = tuple(name for name in redaction.UNDER_ACCOUNTS if name in entities)
        for module in (redaction, books, leaving):
            patch.setattr(module, "UNDER_ACCOUNTS", under)
        _become(known, entities)
        try:
            yield
        finally:
            _become(known, usual)


def _become(known: dict[str, Entity], entities: Mapping[str, Entity]) -> None:
    held = dict(entities)
    known.clear()
    known.update(held)
    for cached in _CACHED:
        cached.cache_clear()

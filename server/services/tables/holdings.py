"""What stands on the server already, as far as the rows of a file ask for it."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.accounts.duplicates import Match
from app.domain.fields import FieldValue
from app.domain.importing.plans import CALLED, ImportPlan
from app.domain.importing.vocabulary import key_word
from app.domain.schema import entity_named
from server.store.database import Transaction
from server.store.records import each_body


class OfficeHoldings:
    """Read once at the beginning; of each key only a hash is kept, for there may be millions.

    Args:
        work: A moment of the database.
        org: Number of the organisation.
        plan: What is to be done.
    """

    def __init__(self, work: Transaction, org: int, plan: ImportPlan) -> None:
        self._by_key: dict[int, tuple[bytes, ...]] = {}
        for record_id, body in each_body(work, org, plan.entity) if plan.key else ():
            key = tuple(key_word(body.get(name)) for name in plan.key)
            if all(key):
                held = self._by_key.get(hash(key), ())
                self._by_key[hash(key)] = (*held, bytes.fromhex(record_id))
        self._called: dict[str, list[dict[str, tuple[str, ...]]]] = {}
        known = entity_named(plan.entity).fields
        for target in sorted({known[name].target for name in plan.fields} - {""}):
            self._called[target] = _names(work, org, target)

    def find_by_key(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """Return the records that have these values."""
        return tuple(found.hex() for found in self._by_key.get(hash(key), ()))

    def find_called(self, entity: str, word: str) -> tuple[str, ...]:
        """Return the records that a cell means."""
        plain = key_word(word)
        return next((found[plain] for found in self._called.get(entity, ()) if plain in found), ())

    def find_twins(self, _values: Mapping[str, FieldValue], _line: int) -> tuple[Match, ...]:
        """Return nothing: facts of the books have no likeness, only keys."""
        return ()


def _names(work: Transaction, org: int, entity: str) -> list[dict[str, tuple[str, ...]]]:
    """Return ids by what records are called, a table for each way of calling them."""
    fields = CALLED.get(entity, ())
    tables: list[dict[str, tuple[str, ...]]] = [{} for _ in fields]
    for record_id, body in each_body(work, org, entity):
        for field, table in zip(fields, tables, strict=True):
            if word := body.get(field):
                plain = key_word(word)
                table[plain] = (*table.get(plain, ()), record_id)
    return tables

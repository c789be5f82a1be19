"""What stands on this device already, as far as the rows of a file ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.domain.accounts.duplicates import Likeness, Match, normalised_name
from app.domain.fields import FieldValue
from app.domain.identifiers.text import compact_code
from app.domain.importing.matching import LikenessIndex, account_key
from app.domain.importing.plans import CALLED, ImportPlan, Mode
from app.domain.importing.vocabulary import key_word
from app.domain.schema import ENTITIES
from app.store.reads.exchanges import made_by_import, read_columns, read_likenesses
from app.store.unit_of_work import Snapshot

_ACCOUNT = "account"


class DeviceHoldings:
    """Read once at the beginning; the rows of the file itself are learned as they come.

    Args:
        look: A moment of the store.
        plan: What is to be done.
        exchange_id: The import, where it goes on: what it made itself is left out, so that its
            rows are judged as if it had never stopped.
    """

    def __init__(self, look: Snapshot, plan: ImportPlan, exchange_id: str = "") -> None:
        self._called = read_names(look, plan)
        own = made_by_import(look, exchange_id, plan.entity) if exchange_id else frozenset()
        self._by_key: dict[tuple[str, ...], tuple[str, ...]] = {}
        if plan.key:
            for record_id, values in read_columns(look, plan.entity, plan.key):
                key = tuple(key_word(value) for value in values)  # type: ignore[arg-type]
                if all(key) and record_id not in own:
                    self._by_key[key] = (*self._by_key.get(key, ()), record_id)
        self._compares = plan.entity == _ACCOUNT and plan.mode is not Mode.UPDATE
        others = read_likenesses(look) if self._compares else ()
        self._likely = LikenessIndex(key for key in others if key.account_id not in own)
        self._lines: dict[int, tuple[int, int]] = {}

    def find_by_key(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """Return the records that have these values."""
        return self._by_key.get(key, ())

    def find_called(self, entity: str, word: str) -> tuple[str, ...]:
        """Return the records that a cell means; a number or code counts before a short name."""
        return called(self._called, entity, word)

    def find_twins(self, values: Mapping[str, FieldValue], line: int) -> tuple[Match, ...]:
        """Return the accounts, of this device or of the file so far, that may be the same."""
        if not self._compares:
            return ()
        twins = self._likely.likely(account_key("", values))
        return twins or self._twins_in_file(values, line)

    def _twins_in_file(self, values: Mapping[str, FieldValue], line: int) -> tuple[Match, ...]:
        # Whole keys of 200,000 rows would fill the memory; a name and a code decide here.
        tax = compact_code(str(values.get("uscc") or values.get("tax_number") or ""))
        name = normalised_name(str(values.get("name") or ""))
        tax_hash = hash(("tax", tax)) if tax else 0
        by_tax = self._lines.setdefault(tax_hash, (line, tax_hash)) if tax else (line, 0)
        by_name = self._lines.setdefault(hash(name), (line, tax_hash)) if name else (line, 0)
        if by_tax[0] < line:
            return (Match(_line(by_tax[0]), Decimal(1), Likeness.CERTAIN),)
        differs = tax_hash and by_name[1] and by_name[1] != tax_hash
        if by_name[0] < line and not differs:
            return (Match(_line(by_name[0]), Decimal(1), Likeness.PROBABLE),)
        return ()


Called = Mapping[str, Sequence[Mapping[str, tuple[str, ...]]]]
"""By entity, a table for each way of calling its records: ids by word as `key_word` spells it."""


def read_names(look: Snapshot, plan: ImportPlan) -> Called:
    """Return what the records are called that columns of a plan refer to."""
    known = ENTITIES[plan.entity].fields
    targets = {known[name].target for name in plan.fields} - {""}
    return {
        target: [_names(look, target, word) for word in CALLED.get(target, ())]
        for target in sorted(targets)
    }


def called(names: Called, entity: str, word: str) -> tuple[str, ...]:
    """Return the records that a word means, by the first table that knows it."""
    plain = key_word(word)
    return next((found[plain] for found in names.get(entity, ()) if plain in found), ())


def _names(look: Snapshot, entity: str, field: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for record_id, (word,) in read_columns(look, entity, (field,)):
        if word:
            plain = key_word(str(word))
            found[plain] = (*found.get(plain, ()), record_id)
    return found


def _line(line: int) -> str:
    return f"line:{line}"

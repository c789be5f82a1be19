"""Questions behind an export: the rows of any list, with names in place of ids."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.domain.fields import Field, FieldValue, Kind
from app.domain.money import to_major
from app.domain.schema import ENTITIES, split_labels
from app.exchange.table_writing import ExportValue
from app.store.reads.exchanges import account_ids_at
from app.store.records import Record
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = ["ExportValue", "ListExport", "account_ids", "export_fields", "export_rows"]

_AT_ONCE = 500
_BASIS = 100
_MILLISECONDS = 1000
_MAIN: Mapping[str, tuple[str, ...]] = {
    "account": (
        *("number", "name", "short_name", "type", "tier", "status", "class", "segment"),
        *("province", "city", "address", "phone", "principal", "uscc", "dealings_since_on"),
        *("owner_id", "remark"),
    ),
    "contract": (
        *("number", "draft_number", "title", "account_id", "state", "total_minor", "currency"),
        *("valid_from_on", "valid_to_on", "signed_on", "drafted_by"),
    ),
    "visit_log": (
        *("account_id", "author_id", "started_at", "ended_at", "way", "purposes", "content"),
        *("result",),
    ),
}
ChoiceWords = Callable[[str, str, str], str]
"""Returns what a choice is called, by entity, field and value."""


@dataclass(frozen=True, slots=True)
class ListExport:
    """What of a list is written.

    Attributes:
        entity: Schema name.
        ids: Its records in the order of the list.
        fields: One a column.
    """

    entity: str
    ids: Sequence[str]
    fields: tuple[str, ...]


def export_fields(entity: str, *, is_whole: bool, has_personal: bool) -> tuple[str, ...]:
    """Return the fields that an export writes.

    Args:
        entity: Schema name.
        is_whole: Every field rather than the main ones.
        has_personal: Those with personal data, too; without it they are left out, not masked, so
            that no mask is ever taken in again as a value.
    """
    known = ENTITIES[entity].fields
    names = tuple(known) if is_whole else tuple(n for n in _MAIN.get(entity, known) if n in known)
    return tuple(
        name
        for name in names
        if known[name].kind is not Kind.DOCUMENT and (has_personal or not known[name].personal)
    )


def account_ids(workspace: Workspace, places: array[int]) -> list[str]:
    """Return the accounts of a listing in its order."""
    found: list[str] = []
    with workspace.store.snapshot() as look:
        for start in range(0, len(places), _AT_ONCE):
            found += account_ids_at(look, places[start : start + _AT_ONCE])
    return found


def export_rows(
    workspace: Workspace, export: ListExport, choice_words: ChoiceWords
) -> Iterator[tuple[ExportValue, ...]]:
    """Yield the rows of an export; a record that left meanwhile is left out."""
    writer = _RowWriter(export, choice_words, ZoneInfo(workspace.zone))
    for start in range(0, len(export.ids), _AT_ONCE):
        with workspace.store.snapshot() as look:
            records = look.records.read_many(export.entity, export.ids[start : start + _AT_ONCE])
            names = _names(look, writer.references, records.values())
        for record_id in export.ids[start : start + _AT_ONCE]:
            if record_id in records:
                yield writer.row(records[record_id], names)


class _RowWriter:
    """Spells the values of records as a spreadsheet shows them."""

    def __init__(self, export: ListExport, choice_words: ChoiceWords, zone: ZoneInfo) -> None:
        known = ENTITIES[export.entity].fields
        self._entity, self._choice_words, self._zone = export.entity, choice_words, zone
        self._fields = tuple(known[name] for name in export.fields)
        self.references = tuple(field for field in self._fields if field.kind is Kind.REFERENCE)

    def row(self, record: Record, names: Mapping[str, str]) -> tuple[ExportValue, ...]:
        """Return the cells of one record."""
        return tuple(self._value(field, record.fields[field.name], names) for field in self._fields)

    def _value(self, field: Field, value: FieldValue, names: Mapping[str, str]) -> ExportValue:
        match value:
            case None:
                return None
            case int():
                return self._number(field, value)
            case _ if field.kind is Kind.REFERENCE:
                return names.get(value, "")
            case _:
                return self._text(field, value)

    def _text(self, field: Field, value: str) -> ExportValue:
        words = self._choice_words
        match field.kind:
            case Kind.DATE:
                return dt.date.fromisoformat(value)
            case Kind.DECIMAL:
                return Decimal(value)
            case Kind.CHOICE:
                return words(self._entity, field.name, value)
            case Kind.LABELS:
                return "、".join(words(self._entity, field.name, w) for w in split_labels(value))
            case _:
                return value

    def _number(self, field: Field, value: int) -> ExportValue:
        if field.name.endswith("_basis_points"):
            return f"{Decimal(value) / _BASIS:f}%"
        match field.kind:
            case Kind.MONEY:
                return to_major(value)
            case Kind.MOMENT:
                return dt.datetime.fromtimestamp(value / _MILLISECONDS, self._zone)
            case Kind.FLAG:
                return bool(value)
            case _:
                return value


def _names(
    look: Snapshot, references: Sequence[Field], records: Collection[Record]
) -> dict[str, str]:
    """Return what the records are called that others name."""
    found: dict[str, str] = {}
    for field in references:
        wanted = {str(each.fields[field.name]) for each in records if each.fields[field.name]}
        named = look.records.read_many(field.target, wanted - found.keys())
        found |= {record_id: _called(record) for record_id, record in named.items()}
    return found


def _called(record: Record) -> str:
    for name in ("name", "title", "number", "code"):
        if record.fields.get(name):
            return str(record.fields[name])
    return ""

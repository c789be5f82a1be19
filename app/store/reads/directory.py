"""Names and accounts of records by id, one query a kind, for screens that mix many kinds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.changes import Operation
from app.domain.fields import FieldValue, Kind
from app.domain.ids import is_id
from app.domain.schema import ENTITIES, split_labels
from app.store.unit_of_work import Snapshot

Reference = tuple[str, str]
"""Entity and record id."""

_LONGEST_NAME = 60
_DAY = "strftime('%Y-%m-%d', started_at / 1000, 'unixepoch', 'localtime')"

NAMES: Mapping[str, str] = {
    **dict.fromkeys(("account", "contact", "user", "sector", "company", "product"), "name"),
    **dict.fromkeys(("price_list", "contract_template", "contract_line"), "name"),
    **dict.fromkeys(("competitor", "evaluation_scheme", "credit_policy"), "name"),
    "contract": "coalesce(number, draft_number, title)",
    "complaint": "coalesce(number, content)",
    "commitment": "content",
    "visit_plan": "planned_on",
    "visit_log": f"{_DAY} || ' ' || substr(coalesce(content, result, ''), 1, {_LONGEST_NAME})",
    "attachment": "coalesce(caption, file_name)",
    "receivable": "coalesce(document_number, issued_on)",
    "sales_record": "coalesce(document_number, sold_on)",
    "collection": "collected_on",
    "credit_investigation": "coalesce(source_name, received_on, ordered_on)",
    "designated_account": "bank || ' ' || number",
    "field_order": "ordered_on",
    "trip": "from_on || ' ' || coalesce(area, '')",
}
"""What a record is called, as SQL over its columns."""

_LISTED_CONTACTS = "contact_ids"


@dataclass(frozen=True, slots=True)
class Directory:
    """What records are called, and whose they are.

    Attributes:
        names: By record id.
        account_ids: Account by id of a record under it.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    account_ids: Mapping[str, str] = field(default_factory=dict)

    def name(self, record_id: str | None) -> str:
        """Return what a record is called; empty when this device does not know."""
        return self.names.get(record_id or "", "")

    def account_of(self, entity: str, record_id: str) -> str:
        """Return the account that a record is or stands under; empty when unknown."""
        return record_id if entity == "account" else self.account_ids.get(record_id, "")


def read_directory(
    look: Snapshot, operations: Iterable[Operation], references: Iterable[Reference] = ()
) -> Directory:
    """Return names and accounts of everything that operations and references speak of.

    A record that is gone from this device keeps the name and the account of its operation.
    """
    wanted: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    accounts: dict[str, str] = {}
    for operation in operations:
        _collect(operation, wanted, names, accounts)
    for entity, record_id in references:
        wanted.setdefault(entity, set()).add(record_id)
    _add_accounts(look, wanted, accounts)
    wanted.setdefault("account", set()).update(accounts.values())
    for entity, ids in wanted.items():
        names.update(_read_pairs(look, entity, NAMES.get(entity, ""), ids))
    return Directory(names, accounts)


def references_in(entity: str, name: str, value: FieldValue) -> list[Reference]:
    """Return the records that a value points to."""
    declared = ENTITIES[entity].fields.get(name) if entity in ENTITIES else None
    if declared is None or not isinstance(value, str):
        return []
    if declared.kind is Kind.REFERENCE:
        return [(declared.target, value)]
    if name == _LISTED_CONTACTS:
        return [("contact", word) for word in split_labels(value) if is_id(word)]
    return []


def _collect(
    operation: Operation,
    wanted: dict[str, set[str]],
    names: dict[str, str],
    accounts: dict[str, str],
) -> None:
    wanted.setdefault(operation.entity, set()).add(operation.record_id)
    for name, values in operation.fields.items():
        for value in values:
            for target, record_id in references_in(operation.entity, name, value):
                wanted.setdefault(target, set()).add(record_id)
        said = values[1] if values[1] is not None else values[0]
        if name == "account_id" and isinstance(said, str):
            accounts[operation.record_id] = said
        elif name == "name" and isinstance(said, str):
            names[operation.record_id] = said


def _add_accounts(look: Snapshot, wanted: Mapping[str, set[str]], accounts: dict[str, str]) -> None:
    for entity, ids in wanted.items():
        if entity in ENTITIES and "account_id" in ENTITIES[entity].fields:
            accounts.update(_read_pairs(look, entity, "account_id", ids - accounts.keys()))


def _read_pairs(look: Snapshot, entity: str, expression: str, ids: Iterable[str]) -> dict[str, str]:
    """Return what an expression says of each record, in one query however many there are."""
    listed = json.dumps(sorted(ids))
    if not expression or listed == "[]":
        return {}
    rows = look.connection.exec_driver_sql(
        f'SELECT id, {expression} FROM "{ENTITIES[entity].name}"'
        " WHERE id IN (SELECT value FROM json_each(?))",
        (listed,),
    )
    return {str(row[0]): str(row[1]) for row in rows if row[1] is not None}

"""Reads ahead what the rules of a request's groups can ask about, so that no rule asks alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from app.domain.changes import Operation
from app.domain.contracts.life import contract_above
from app.domain.fields import FieldValue
from app.domain.ids import is_id
from app.domain.schema import ENTITIES
from server.services.desk.blacklist import Barring
from server.services.rounds.chain import Link
from server.store.database import Transaction
from server.store.records import Key, StoredRecord, read_records

_NOTHING = (None, None)
_NAMED = {
    "account_id": "account",
    "contract_id": "contract",
    "parent_id": "account",
    "loser_id": "account",
    "to_user_id": "user",
    "order_id": "field_order",
    "price_id": "price",
    "quotation_id": "quotation",
}


def read_foreseen(
    work: Transaction, org: int, links: Iterable[Link], barring: Barring
) -> dict[Key, StoredRecord]:
    """Read every record that the groups' rules can ask about, as a rule in two queries.

    Args:
        work: The transaction.
        org: Number of the organisation.
        links: The groups that were not answered before.
        barring: Says which marks decide about new accounts.
    """
    asked = _asked_about(links) | {*barring.mark_keys(_operations(links))}
    loaded = found = read_records(work, org, asked)
    wanted = {*_templates(links, loaded), *_all_above(found)}
    while more := wanted - asked:
        asked |= more
        found = read_records(work, org, more)
        loaded |= found
        wanted = {*_all_above(found)}
    return loaded


def _operations(links: Iterable[Link]) -> Iterator[Operation]:
    for link in links:
        yield from link.group.operations if link.group else ()


def _asked_about(links: Iterable[Link]) -> set[Key]:
    own: set[Key] = set()
    named: set[tuple[str, FieldValue]] = set()
    for operation in _operations(links):
        if operation.entity not in ENTITIES:
            continue
        if is_id(operation.record_id):
            own.add((operation.entity, operation.record_id))
        for name, entity in _named_by(operation.entity):
            if name in operation.fields:
                named.add((entity, operation.fields[name][1]))
        if operation.entity == "attachment":
            sent = {name: after for name, (_, after) in operation.fields.items()}
            named.add(("contract", contract_above("attachment", sent)))
    # Many records name the same few others: whether that is an id at all is asked once.
    return own | {(entity, str(value)) for entity, value in named if is_id(value)}


@cache
def _named_by(entity: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of an entity that name records the rules ask about, and what those are."""
    fields = ENTITIES[entity].fields
    return tuple((name, named) for name, named in _NAMED.items() if name in fields)


def _all_above(records: Mapping[Key, StoredRecord]) -> Iterator[Key]:
    for record in records.values():
        yield from _above(record)


def _above(record: StoredRecord) -> Iterator[Key]:
    if record.account_id:
        yield "account", record.account_id
    if record.entity in {"contract_line", "attachment"}:
        contract_id = contract_above(record.entity, record.body)
        if contract_id:
            yield "contract", contract_id
    elif record.entity == "contract" and record.body.get("quotation_id"):
        yield "quotation", str(record.body["quotation_id"])
    elif record.entity == "field_order_line":
        yield "field_order", str(record.body.get("order_id"))
        yield "price", str(record.body.get("price_id"))
    elif record.entity == "price":
        yield "price_list", str(record.body.get("price_list_id"))
    elif record.entity == "account_merge":
        yield "account", str(record.body.get("loser_id"))
    elif record.entity == "owner_request" and record.body.get("to_user_id"):
        yield "user", str(record.body["to_user_id"])
    elif record.survivor_id is not None:
        yield "account", record.survivor_id


def _templates(links: Iterable[Link], loaded: Mapping[Key, StoredRecord]) -> Iterator[Key]:
    """Yield the templates of contracts that are printed: large, and seldom asked for."""
    named: dict[str, FieldValue] = {}
    for link in links:
        for operation in link.group.operations if link.group else ():
            if operation.entity != "contract":
                continue
            if "template_id" in operation.fields:
                named[operation.record_id] = operation.fields["template_id"][1]
            if operation.fields.get("state", _NOTHING)[1] == "printed":
                known = loaded.get(("contract", operation.record_id))
                template_id = known.body.get("template_id") if known else None
                yield "contract_template", str(template_id or named.get(operation.record_id))

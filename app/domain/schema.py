"""Every synchronised entity and field: the single source of tables, wire, search and documents."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping

from app.domain.entities import (
    account_merges,
    accounts,
    channel,
    claims,
    conflicts,
    contract_papers,
    contracts,
    credit,
    evaluation,
    exchanges,
    expenses,
    field_notes,
    letters,
    market,
    orders,
    organisation,
    ownership,
    people,
    sales,
    settings,
    targets,
    trips,
    visits,
    warnings,
)
from app.domain.errors import ValidationError
from app.domain.fields import Entity, Field, FieldValue, Kind, Merge
from app.domain.ids import is_id

SCHEMA_VERSION = 6
"""Raised whenever a field, an entity or an index is added; sent in every sync request."""

LARGEST_INTEGER = 2**53 - 1
"""Beyond this, JSON readers and spreadsheets lose digits; nothing in the trade comes near it."""

ENTITIES: Mapping[str, Entity] = {
    entity.name: entity
    for entity in (
        organisation.COMPANY,
        organisation.SECTOR,
        organisation.USER,
        settings.SETTING,
        sales.PRODUCT,
        targets.PRODUCT_COST,
        targets.COMPANY_TARGET,
        sales.PRICE_LIST,
        sales.PRICE,
        contracts.CONTRACT_TEMPLATE,
        credit.CREDIT_POLICY,
        credit.BLACKLIST_MARK,
        claims.DESIGNATED_ACCOUNT,
        evaluation.EVALUATION_SCHEME,
        market.COMPETITOR,
        accounts.ACCOUNT,
        people.CONTACT,
        people.CONTACT_PRIVATE,
        people.ACCOUNT_MEMBER,
        trips.TRIP,
        visits.VISIT_PLAN,
        warnings.WARNING,
        visits.VISIT_LOG,
        trips.VISIT_ADDENDUM,
        trips.INCIDENT,
        visits.STOCK_COUNT,
        visits.COMMITMENT,
        visits.COLLECTION,
        accounts.COMPLAINT,
        sales.RECEIVABLE,
        claims.COLLECTION_MATCH,
        claims.STATEMENT,
        claims.DEBT_EVENT,
        credit.CREDIT_INVESTIGATION,
        credit.CREDIT_LIMIT,
        credit.SECURITY,
        credit.CREDIT_MEASURE,
        credit.RED_FLAG,
        evaluation.EVALUATION,
        contracts.CONTRACT,
        contracts.CONTRACT_LINE,
        contracts.PRINT_RECORD,
        contracts.CONTRACT_EVENT,
        contracts.CONTRACT_LOAN,
        contracts.ATTACHMENT,
        orders.FIELD_ORDER,
        orders.FIELD_ORDER_LINE,
        market.COMPETITOR_SIGHTING,
        field_notes.CUSTOMER_NEED,
        field_notes.VISIT_COMMENT,
        field_notes.TASK,
        field_notes.ACCOUNT_RELATION,
        field_notes.INSPECTION,
        market.DISTRIBUTION_PLAN,
        people.OWNER_CHANGE,
        sales.SALES_PLAN,
        sales.SALES_RECORD,
        conflicts.CONFLICT,
        # Later ones go to the end: a first sync under way counts entities by their places.
        account_merges.ACCOUNT_MERGE,
        exchanges.FILE_EXCHANGE,
        ownership.OWNER_REQUEST,
        people.CONFIDENCE_LOOK,
        letters.LETTER,
        letters.QUOTATION,
        letters.QUOTATION_LINE,
        credit.BLACKLIST_KEY,
        credit.BLACKLIST_ENTRY,
        claims.DEBT_MARK,
        claims.COLLECTION_COURSE,
        contract_papers.CONTRACT_SENDING,
        contract_papers.CONTRACT_RETURN,
        contract_papers.PEN_SIGNATURE,
        contracts.CLAUSE_BLOCK,
        credit.GOOD_CUSTOMER,
        sales.DEMAND_PLAN,
        expenses.SELLING_EXPENSE,
        expenses.EXPENSE_BUDGET,
        channel.CHANNEL_SALE,
        targets.SHARE_TARGET,
    )
}
"""By name, in the order in which a first sync brings them: what a rep needs first comes first."""


def entity_named(name: str) -> Entity:
    """Return an entity.

    Raises:
        ValidationError: No such entity; `entity.unknown`.
    """
    entity = ENTITIES.get(name)
    if entity is None:
        raise ValidationError("entity.unknown", entity=name[:100])
    return entity


def check_fields(name: str, fields: Mapping[str, object]) -> dict[str, FieldValue]:
    """Return `fields` with clean values, refusing what the schema forbids.

    Blank text becomes None, so that "nothing there" has one spelling.

    Raises:
        ValidationError: `field.unknown`, `field.type`, `field.blank`, `field.too_long`,
            `field.choice`, `field.date`, `field.range` with `entity` and `field`.
    """
    entity = entity_named(name)
    glances = _glances(name)
    clean: dict[str, FieldValue] = {}
    for field_name, value in fields.items():
        is_good = glances.get(field_name)
        if is_good is not None and is_good(value):
            clean[field_name] = value  # type: ignore[assignment]
            continue
        field = entity.fields.get(field_name)
        if field is None:
            raise ValidationError("field.unknown", entity=name, field=field_name[:100])
        clean[field_name] = _clean_value(entity, field, value)
    return clean


def check_new_fields(name: str, fields: Mapping[str, object]) -> dict[str, FieldValue]:
    """Return the clean values of a new record; where nothing is there, nothing stands.

    Raises:
        ValidationError: As `check_fields`.
    """
    glances = _glances(name)
    for field_name, value in fields.items():
        is_good = glances.get(field_name)
        if is_good is None or not is_good(value):
            clean = check_fields(name, fields)
            return {name: value for name, value in clean.items() if value is not None}
    return dict(fields)  # type: ignore[arg-type]


def check_complete(name: str, fields: Mapping[str, FieldValue]) -> None:
    """Refuse a new record that lacks a required field.

    Raises:
        ValidationError: `field.blank` with the first field that lacks a value.
    """
    for field_name in _required_fields(name):
        if fields.get(field_name) is None:
            raise ValidationError("field.blank", entity=name, field=field_name)


@functools.cache
def _required_fields(name: str) -> tuple[str, ...]:
    return tuple(field.name for field in entity_named(name).fields.values() if field.required)


Glance = Callable[[object], bool]
"""Returns whether a value is good as it is; False leaves it open."""


@functools.cache
def _glances(name: str) -> Mapping[str, Glance]:
    """Return what recognises most good values of an entity's fields without a closer look."""
    glances = {field.name: _glance(field) for field in entity_named(name).fields.values()}
    return {name: glance for name, glance in glances.items() if glance is not None}


def _glance(field: Field) -> Glance | None:
    length, choices = field.length, frozenset(field.choices)

    def is_text(value: object) -> bool:
        # Printable text has no NUL and no half of a surrogate pair.
        if type(value) is not str or not 0 < len(value) <= length:
            return False
        return value[0] != " " and value.isprintable()

    def is_choice(value: object) -> bool:
        return type(value) is str and value in choices

    def is_number(value: object) -> bool:
        return type(value) is int and -LARGEST_INTEGER <= value <= LARGEST_INTEGER

    match field.kind:
        case Kind.TEXT | Kind.NOTE | Kind.DOCUMENT:
            return is_text
        case Kind.CHOICE:
            return is_choice
        case Kind.REFERENCE:
            return is_id
        case Kind.INTEGER | Kind.MONEY | Kind.MOMENT:
            return is_number
        case _:
            return None


def _clean_value(entity: Entity, field: Field, value: object) -> FieldValue:
    def refuse(code: str, **params: object) -> ValidationError:
        return ValidationError(code, entity=entity.name, field=field.name, **params)

    if value is None or (isinstance(value, str) and not value.strip()):
        if field.required:
            raise refuse("field.blank")
        return None
    if field.kind.is_number:
        problem = _number_problem(field, value)
        if problem:
            raise refuse(problem)
        return int(value)  # type: ignore[call-overload, no-any-return]
    if not isinstance(value, str):
        raise refuse("field.type")
    problem = _text_problem(field, value) or _form_problem(field, value)
    if problem:
        raise refuse(problem, length=field.length)
    return join_labels(value.split("\n")) if field.kind is Kind.LABELS else value


def _number_problem(field: Field, value: object) -> str:
    if not isinstance(value, int):
        return "field.type"
    is_out = abs(value) > LARGEST_INTEGER or (field.kind is Kind.FLAG and value not in {0, 1})
    return "field.range" if is_out else ""


def _text_problem(field: Field, value: str) -> str:
    if len(value) > field.length:
        return "field.too_long"
    return "" if _is_writable(value) else "field.letters"


def _is_writable(value: str) -> bool:
    """PostgreSQL cannot store NUL, and no encoding can write half a surrogate pair."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in value


def _form_problem(field: Field, value: str) -> str:
    match field.kind:
        case Kind.CHOICE if value not in field.choices:
            return "field.choice"
        case Kind.DATE if not _is_date(value):
            return "field.date"
        case Kind.REFERENCE if not is_id(value):
            return "field.reference"
        case Kind.DECIMAL if not value.lstrip("-").replace(".", "", 1).isdecimal():
            return "field.decimal"
        case _:
            return ""


def _is_date(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def join_labels(words: list[str] | tuple[str, ...] | set[str] | frozenset[str]) -> str | None:
    """Spell a set of words as the value of a LABELS field; None when empty."""
    return "\n".join(sorted({word.strip() for word in words if word.strip()})) or None


def split_labels(value: FieldValue) -> tuple[str, ...]:
    """Read the value of a LABELS field."""
    return tuple(value.split("\n")) if isinstance(value, str) else ()


@functools.cache
def account_references(name: str) -> tuple[str, ...]:
    """Return the fields that name an account."""
    fields = entity_named(name).fields.values()
    return tuple(field.name for field in fields if field.target == "account")


@functools.cache
def server_fields(name: str) -> frozenset[str]:
    """Return the fields that a device may never write."""
    fields = entity_named(name).fields.values()
    return frozenset(field.name for field in fields if field.merge is Merge.SERVER)

"""Who may do what to which record: one pure function, the same on both ends."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from app.domain.contracts.life import ANNEX, DRAFT_STATES, open_fields
from app.domain.policy_grants import GRANTS
from app.domain.policy_terms import Action, Actor, Grant, Reach, Role
from app.domain.schema import ENTITIES, server_fields
from app.domain.warnings.rules import NARROW_READERS, watched_by

__all__ = ["Action", "Actor", "Reach", "Role", "governed_fields", "may", "reaches"]

Record = Mapping[str, object]

_GOVERNED = {entity: server_fields(entity) for entity in ENTITIES}
_WATCHED = {role: watched_by(role) for role in NARROW_READERS}
_WRITING = frozenset({Action.CREATE, Action.UPDATE})
_FIELDWISE = _WRITING | {Action.APPROVE, Action.ASSIGN}
_WITH_SUBJECT = frozenset({"attachment", "conflict"})
_NEVER_CHANGED = dict.fromkeys(
    ("print_record", "contract_sending", "contract_return", "pen_signature"),
    frozenset({Action.UPDATE, Action.DELETE}),
)
_HIDDEN: Mapping[tuple[str, str], frozenset[Role]] = {
    ("user", "login"): frozenset(
        {Role.SECTOR_ADMIN, Role.GROUP_MANAGEMENT, Role.GROUP_MARKETING, Role.SYSTEM_ADMIN}
    ),
    ("user", "away_since_on"): frozenset(
        {Role.SECTOR_HEAD, Role.SECTOR_ADMIN, Role.GROUP_MANAGEMENT, Role.GROUP_MARKETING}
    ),
}
# Same person must not do both. Source: domain.md 5.4; for merges 4.16 ("two people see it").
_INCOMPATIBLE: Mapping[tuple[str, Action], tuple[str, ...]] = {
    ("contract", Action.APPROVE): ("drafted_by",),
    ("credit_limit", Action.APPROVE): ("proposed_by",),
    ("blacklist_entry", Action.APPROVE): ("proposed_by",),
    ("debt_mark", Action.APPROVE): ("proposed_by",),
    ("credit_policy", Action.APPROVE): ("proposed_by",),
    ("account", Action.APPROVE): ("owner_id", "proposed_by"),
    ("collection", Action.CONFIRM): ("collected_by", "created_by"),
    ("collection", Action.APPROVE): ("collected_by", "created_by"),
    ("account_merge", Action.UPDATE): ("proposed_by",),
    ("sales_plan", Action.APPROVE): ("maker_id",),
    ("field_order", Action.APPROVE): ("author_id",),
    ("selling_expense", Action.APPROVE): ("author_id",),
    ("evaluation_scheme", Action.APPROVE): ("maker_id",),
    ("user", Action.APPROVE): ("id", "proposed_by"),
    ("user", Action.UPDATE): ("id",),
}


def may(
    user: Actor,
    action: Action,
    entity: str,
    record: Record | None = None,
    field: str | None = None,
) -> bool:
    """Return whether a user may do something.

    Args:
        user: Who asks.
        action: What for.
        entity: Name of the entity; an unknown one permits nothing.
        record: The record as it is (for CREATE: as it would be); None asks in general, for
            example whether to show a button. Besides its own fields it holds `account_owner_id`
            and `account_sector_id` of the account it belongs to; without them nothing that is
            not the user's own by `owner_id` or `sector_id` is permitted. An attachment or a
            conflict is judged with its subject's entity as well.
        field: The field to read or write; None asks about any field.

    Source: domain.md 5.2 (matrix), 5.3 (sectors), 5.4 (incompatible duties).
    """
    if user.is_frozen or action in _NEVER_CHANGED.get(entity, ()):
        return False
    if record is not None and not _allows_state(user, action, entity, record, field):
        return False
    if record is not None and _is_incompatible(user, action, entity, record):
        return False
    if action is Action.READ and not _shows(user, entity, field):
        return False
    if entity in _WITH_SUBJECT and not _allows_subject(user, action, record):
        return False
    roles = _roles_for(user, record) if entity == "warning" and record is not None else user.roles
    return any(
        _covers_record(reach, user, action, entity, record)
        for reach in _reaches(roles, action, entity, field)
    )


def _roles_for(user: Actor, warning: Record) -> frozenset[Role]:
    """Return the roles in which a user meets a warning: some see only those that they watch."""
    rule = warning.get("rule")
    return frozenset(
        role for role in user.roles if role not in NARROW_READERS or rule in _WATCHED[role]
    )


def reaches(user: Actor, action: Action, entity: str) -> frozenset[Reach]:
    """Return how far a user's grants go for an action; nothing for what is not permitted at all.

    A list asks this once and lets the store leave out the rows that no reach covers.
    """
    return frozenset() if user.is_frozen else frozenset(_reaches(user.roles, action, entity, None))


@functools.cache
def _reaches(
    roles: frozenset[Role], action: Action, entity: str, field: str | None
) -> tuple[Reach, ...]:
    """Return how far each grant of some roles goes that allows an action on a field."""
    return tuple(
        grant.reach
        for role in roles
        for grant in GRANTS.get(entity, {}).get(role, ())
        if action in grant.actions and _covers_field(grant, action, entity, field)
    )


def governed_fields(entity: str) -> frozenset[str]:
    """Return the fields that only the office writes."""
    return _GOVERNED.get(entity, frozenset())


def _covers_field(grant: Grant, action: Action, entity: str, field: str | None) -> bool:
    if field is None or action not in _FIELDWISE:
        return True
    if grant.fields:
        return field in grant.fields
    return field not in governed_fields(entity)


def _covers_record(
    reach: Reach, user: Actor, action: Action, entity: str, record: Record | None
) -> bool:
    if record is None or reach is Reach.GROUP:
        return True
    sector_id = record.get("account_sector_id", record.get("sector_id"))
    is_new_account = entity == "account" and action is Action.CREATE
    if is_new_account and sector_id is None:
        sector_id = user.sector_id
    if sector_id != user.sector_id:
        return False
    match reach:
        case Reach.SECTOR:
            return True
        case Reach.RELEVANT:
            return _is_about_complaint(record)
        case Reach.POOL:
            return _owner_of(record) is None
        case Reach.OWN:
            owner_id = _owner_of(record)
            return owner_id == user.id or (is_new_account and owner_id is None)


def _owner_of(record: Record) -> object:
    return record.get("account_owner_id", record.get("owner_id"))


def _is_about_complaint(record: Record) -> bool:
    purposes = str(record.get("purposes") or "").split("\n")
    return "complaint" in purposes or record.get("complaint_id") is not None


def _allows_state(
    user: Actor, action: Action, entity: str, record: Record, field: str | None
) -> bool:
    """A contract is free while it is a draft; later only its steps write in it."""
    if action not in {Action.UPDATE, Action.DELETE}:
        return True
    if entity == "contract_line":
        return record.get("contract_state", "draft") in DRAFT_STATES
    if entity != "contract" or record.get("state", "draft") in DRAFT_STATES:
        return True
    fields = open_fields(record.get("state"), user.roles) if action is Action.UPDATE else ()
    return bool(fields) and (field is None or field in fields)


def _is_incompatible(user: Actor, action: Action, entity: str, record: Record) -> bool:
    doers = _INCOMPATIBLE.get((entity, action), ())
    return any(record.get(doer) == user.id for doer in doers)


def _shows(user: Actor, entity: str, field: str | None) -> bool:
    readers = _HIDDEN.get((entity, field or ""))
    return readers is None or bool(readers & user.roles)


def _allows_subject(user: Actor, action: Action, record: Record | None) -> bool:
    """A file or a conflict shows nothing of a record that its reader may not see.

    Whoever fills in a contract adds and takes away what is part of it; until when asks its rule.
    """
    subject = record.get("subject_entity") if record is not None else None
    if record is None or not isinstance(subject, str) or subject in _WITH_SUBJECT:
        return True
    if record.get("purpose") == ANNEX and action is not Action.READ:
        contract = {**record, "state": "draft"}
        return may(user, Action.UPDATE, "contract", contract, "terms")
    return may(user, Action.READ, subject, record)

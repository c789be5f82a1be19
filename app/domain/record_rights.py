"""What a user may do with one record of any kind, so that a form offers no more than that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.fields import Custody, Scope
from app.domain.policy import Action, Actor, may
from app.domain.schema import ENTITIES, server_fields

FIXED = frozenset({"account_id"})
"""Never changed once a record is there: it would leave its book."""


@dataclass(frozen=True, slots=True)
class RecordRights:
    """What may be done with a record.

    Attributes:
        fields: Those that may be written.
        deletes: Whether it may be deleted; of a new one, whether it could be taken back.
        refusal: Code of the sentence why nothing may be written; empty while something may.
    """

    fields: frozenset[str] = frozenset()
    deletes: bool = False
    refusal: str = ""


def may_begin(user: Actor | None, entity: str) -> bool:
    """Return whether a user may make records of a kind at all; an unknown user is let pass.

    The server judges who the device does not know.
    """
    kind = ENTITIES[entity]
    if kind.custody is Custody.SERVER or kind.scope is Scope.SUBJECT:
        return False
    return user is None or may(user, Action.CREATE, entity)


def rights_to_new(user: Actor | None, entity: str, record: Mapping[str, object]) -> RecordRights:
    """Return what a user may write into a new record.

    Args:
        user: Who asks; None when the device does not know the roles.
        entity: Of the record.
        record: As it would be, in context.
    """
    if not may_begin(user, entity) or not _is_granted(user, Action.CREATE, entity, record):
        return RecordRights(refusal="record.not_allowed")
    fields = _granted_fields(user, Action.CREATE, entity, record)
    return RecordRights(fields, _may_delete(user, entity, record))


def rights_to(user: Actor | None, entity: str, record: Mapping[str, object]) -> RecordRights:
    """Return what a user may do with a record that is there; see `rights_to_new`."""
    kind = ENTITIES[entity]
    match kind.custody:
        case Custody.SERVER:
            return RecordRights(refusal="entity.read_only")
        case Custody.APPEND:
            return RecordRights(refusal="entity.append_only")
        case Custody.SHARED:
            fields = _granted_fields(user, Action.UPDATE, entity, record) - FIXED
    deletes = _may_delete(user, entity, record)
    return RecordRights(fields, deletes, "" if fields else "record.not_allowed")


def _may_delete(user: Actor | None, entity: str, record: Mapping[str, object]) -> bool:
    kind = ENTITIES[entity]
    if kind.custody is not Custody.SHARED or kind.scope is Scope.SUBJECT:
        return False
    return _is_granted(user, Action.DELETE, entity, record)


def _is_granted(
    user: Actor | None,
    action: Action,
    entity: str,
    record: Mapping[str, object],
    field: str | None = None,
) -> bool:
    return user is None or may(user, action, entity, record, field)


def _granted_fields(
    user: Actor | None, action: Action, entity: str, record: Mapping[str, object]
) -> frozenset[str]:
    open_fields = ENTITIES[entity].fields.keys() - server_fields(entity)
    return frozenset(
        name for name in open_fields if _is_granted(user, action, entity, record, name)
    )

"""Decides what one operation does to its record: refused, applied, or merged."""

from __future__ import annotations

from app.domain.changes import Op, Operation
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import Custody, Entity, Scope
from app.domain.ids import is_id
from app.domain.schema import entity_named
from server.services.desk.desk import Desk
from server.services.operating.creating import create
from server.services.operating.deleting import delete
from server.services.operating.editing import edit
from sync.wire.messages import OperationResult

_LARGEST_REVISION = 2**53


def decide(desk: Desk, operation: Operation) -> OperationResult:
    """Work one operation out and write its outcome into the desk's draft.

    Raises:
        DomainError: The operation is refused; nothing of it was written.
    """
    entity = entity_named(operation.entity)
    _check_form(entity, operation)
    match operation.op:
        case Op.CREATE:
            return create(desk, entity, operation)
        case Op.EDIT:
            return edit(desk, entity, operation)
        case Op.DELETE:
            return delete(desk, entity, operation)


def _check_form(entity: Entity, operation: Operation) -> None:
    if not is_id(operation.record_id) or not is_id(operation.op_id):
        raise ValidationError("record.id", entity=entity.name)
    if not 0 <= operation.base_revision <= _LARGEST_REVISION:
        raise ValidationError("record.revision", entity=entity.name)
    if entity.custody is Custody.SERVER:
        raise NotAllowedError("entity.read_only", entity=entity.name)
    if entity.scope is Scope.SUBJECT and operation.op is not Op.EDIT:
        raise NotAllowedError("entity.read_only", entity=entity.name)
    if entity.custody is Custody.APPEND and operation.op is not Op.CREATE:
        raise NotAllowedError("entity.append_only", entity=entity.name)

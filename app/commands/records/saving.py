"""Make, change and delete records of any kind, by the rules of the schema and of their kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.commands.records.rules import rule_of
from app.domain.changes import ChangeSet
from app.domain.errors import NotAllowedError
from app.domain.faults import refuse_first
from app.domain.fields import FieldValue
from app.domain.record_lives import first_values, life_of, record_faults
from app.domain.schema import check_fields, server_fields
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

Fields = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class RemovedRecord:
    """What was deleted, so that it can be brought back.

    Attributes:
        entity: Its kind.
        fields: What stood in it.
    """

    entity: str
    fields: Fields


def create_record(workspace: Workspace, entity: str, fields: Fields) -> tuple[str, ChangeSet]:
    """Make a record.

    Args:
        workspace: Who makes it, where and when.
        entity: Its kind.
        fields: What the user said; what only commands write begins by the rules of the kind.

    Raises:
        NotFoundError: Its account is not on this device.
        NotAllowedError: The user may not, or a field is none that a form writes.
        ValidationError: A field, or the record as a whole, breaks a rule; nothing was written.
    """
    _check_written(entity, fields)
    clean = check_fields(entity, fields)
    refuse_first(record_faults(entity, clean, today=workspace.today()))
    create = rule_of(entity).create
    if create is not None:
        return create(workspace, clean)
    with workspace.store.unit_of_work() as work:
        whole = {**_kept_first(workspace, work, entity), **clean}
        record_id = _create(workspace, work, entity, whole)
        return record_id, work.commit(workspace.author)


def change_record(workspace: Workspace, entity: str, record_id: str, fields: Fields) -> ChangeSet:
    """Set fields of a record.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: The user may not, or a field is none that a form writes.
        ValidationError: A field, or the record as a whole, breaks a rule; nothing was written.
    """
    _check_written(entity, fields)
    clean = check_fields(entity, fields)
    change = rule_of(entity).change
    if change is not None:
        return change(workspace, record_id, clean)
    with workspace.store.unit_of_work() as work:
        before = work.need(entity, record_id).fields
        refuse_first(record_faults(entity, {**before, **clean}, today=workspace.today()))
        work.edit(entity, record_id, clean, workspace.author)
        return work.commit(workspace.author)


def put_back(workspace: Workspace, entity: str, record_id: str, fields: Fields) -> ChangeSet:
    """Write the values back that a change has just replaced; they were good before.

    Raises:
        NotFoundError: The record is not on this device.
        NotAllowedError: The user may not any more.
    """
    with workspace.store.unit_of_work() as work:
        work.edit(entity, record_id, fields, workspace.author)
        return work.commit(workspace.author)


def delete_record(
    workspace: Workspace, entity: str, record_id: str
) -> tuple[RemovedRecord, ChangeSet]:
    """Delete a record; the server keeps its history.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: The user may not delete it.
    """
    with workspace.store.unit_of_work() as work:
        fields = _filled(work.need(entity, record_id))
        work.delete(entity, record_id, workspace.author)
        return RemovedRecord(entity, fields), work.commit(workspace.author)


def restore_record(workspace: Workspace, removed: RemovedRecord) -> tuple[str, ChangeSet]:
    """Bring a deleted record back as a new one.

    Raises:
        NotFoundError: Its account is not on this device any more.
        NotAllowedError: The user may not make such a record.
    """
    with workspace.store.unit_of_work() as work:
        record_id = _create(workspace, work, removed.entity, removed.fields)
        return record_id, work.commit(workspace.author)


def _check_written(entity: str, fields: Fields) -> None:
    """Refuse fields that no form writes: what the server fills in, what has commands of its own.

    Raises:
        NotAllowedError: `field.not_allowed`.
    """
    closed = server_fields(entity) | life_of(entity).kept
    for name in sorted(closed & fields.keys()):
        raise NotAllowedError("field.not_allowed", entity=entity, field=name)


def _kept_first(workspace: Workspace, work: UnitOfWork, entity: str) -> Fields:
    user = work.rights.actor(workspace.user_id)
    begun = first_values(
        entity,
        {},
        user_id=workspace.user_id,
        sector_id=user.sector_id if user else "",
        today=workspace.today(),
        now=workspace.now_milliseconds(),
    )
    kept = life_of(entity).kept
    return {name: value for name, value in begun.items() if name in kept}


def _create(workspace: Workspace, work: UnitOfWork, entity: str, fields: Fields) -> str:
    account_id = fields.get("account_id")
    if account_id is not None:
        work.need("account", str(account_id))
    return work.create(entity, fields, workspace.author)


def _filled(record: Record) -> Fields:
    return {name: value for name, value in record.fields.items() if value is not None}

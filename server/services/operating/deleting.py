"""Deletes a record, unless somebody wrote in it meanwhile."""

from __future__ import annotations

from msgspec.structs import replace as with_changes

from app.domain.changes import Operation
from app.domain.fields import Entity
from app.domain.merge import FieldConflict
from app.domain.policy_check import check_delete
from server.services.desk.conflicts import DELETED
from server.services.desk.desk import Desk
from server.services.operating.judged_records import (
    is_foreign,
    record_in_context,
    result_of,
    stamp_of,
    with_values,
)
from server.store.records import StoredRecord
from sync.wire.messages import OperationResult


def delete(desk: Desk, entity: Entity, operation: Operation) -> OperationResult:
    """Delete the record of an operation.

    Raises:
        DomainError: It is refused.
    """
    record = desk.existing(operation)
    check_delete(desk.user, entity.name, record_in_context(desk, entity, record))
    if record.is_deleted:
        return result_of(desk, operation, record, is_exact=True)
    foreign = [s for s in record.stamps.values() if is_foreign(desk, operation, s)]
    if foreign:
        return _keep(desk, entity, operation, record)
    gone = with_changes(record, revision=record.revision + 1, is_deleted=True)
    gone = with_changes(gone, stamps={**gone.stamps, DELETED: stamp_of(desk, gone.revision)})
    desk.write(gone, operation, {})
    return result_of(desk, operation, gone, is_exact=True)


def _keep(
    desk: Desk, entity: Entity, operation: Operation, record: StoredRecord
) -> OperationResult:
    """Let a deletion lose against an edit that it did not know.

    Source: domain.md 4.17, row "deletion".
    """
    desk.write_conflict(
        record, FieldConflict(DELETED, None, kept=0, lost=1, reason=DELETED, incoming_won=False)
    )
    written = with_values(desk, entity, record, {})
    desk.write(written, operation, {})
    return result_of(desk, operation, written, is_exact=False)

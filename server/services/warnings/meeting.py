"""Lets the warning that a device found be the one that the office found meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace as with_changes

from app.domain.changes import Operation
from app.domain.errors import ValidationError
from app.domain.fields import FieldValue
from app.domain.warnings.identity import warning_id
from app.domain.warnings.rules import Rule
from server.services.desk.desk import Desk
from server.store.records import StoredRecord

NAME = "warning"

Body = Mapping[str, FieldValue]


def check_own_id(operation: Operation, body: Body) -> None:
    """Refuse a warning under another id than its own: it could stand twice.

    Raises:
        ValidationError: `record.id`.
    """
    rule = Rule(str(body.get("rule")))
    if operation.record_id != warning_id(str(body.get("account_id")), rule):
        raise ValidationError("record.id", entity=NAME)


def meet(desk: Desk, operation: Operation, present: StoredRecord, body: Body) -> StoredRecord:
    """Return the warning that is there, under a new revision so that the sender receives it.

    Its id follows from its account and rule, so both mean the same; the office's numbers hold.

    Raises:
        ValidationError: `record.exists`; any other record is made once.

    Source: domain.md 4.2 (one open warning per rule and account).
    """
    is_same = (
        operation.entity == NAME
        and present.book in desk.books
        and not present.is_deleted
        and all(present.body.get(name) == body.get(name) for name in ("account_id", "rule"))
    )
    if not is_same:
        raise ValidationError("record.exists", entity=operation.entity)
    written = with_changes(present, revision=present.revision + 1)
    desk.write(written, operation, {}, is_merged=True)
    return written

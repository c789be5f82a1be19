"""Makes the record of a conflict: both values, who wrote them, when and where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from app.domain.fields import FieldValue
from app.domain.ids import new_id
from app.domain.merge import FieldConflict
from server.services.rights.books import Actor
from server.store.records import WHOLE_RECORD, Stamp, StoredRecord

DELETED = "deleted"
"""Reason of a conflict about a deletion, and the name its field has when it is about a record."""


def conflict_record(
    subject: StoredRecord, found: FieldConflict, *, actor: Actor, now: int, lost_at: int
) -> StoredRecord:
    """Return the record that shows a conflict to those who have its subject.

    Args:
        subject: The record as it was before the operation.
        found: The two values.
        actor: Who sent the operation.
        now: Server time in milliseconds.
        lost_at: When the sender made the change, by the device's clock; shown only.
    """
    other = _other_side(subject, found)
    mine = (actor.user_id, actor.device_id, now if found.incoming_won else lost_at)
    theirs = (other.user_id, other.device_id, other.at)
    kept, lost = (mine, theirs) if found.incoming_won else (theirs, mine)
    body: Mapping[str, FieldValue] = {
        "subject_entity": subject.entity,
        "subject_id": subject.id,
        "field": found.field,
        "base": _document(found.base),
        "kept": _document(found.kept),
        "lost": _document(found.lost),
        "kept_by": kept[0] or None,
        "lost_by": lost[0] or None,
        "kept_at": kept[2],
        "lost_at": lost[2],
        "lost_device": lost[1] or None,
        "reason": found.reason,
        "state": "open",
    }
    return StoredRecord(
        entity="conflict",
        id=new_id(datetime.fromtimestamp(now / 1000, UTC)),
        book=subject.book,
        revision=1,
        body={name: value for name, value in body.items() if value is not None},
        stamps={WHOLE_RECORD: Stamp(1, "", "", True, now)},
        account_id=subject.id if subject.entity == "account" else subject.account_id,
    )


def _other_side(subject: StoredRecord, found: FieldConflict) -> Stamp:
    if found.reason != DELETED:
        return subject.stamp(found.field)
    # Who deleted it, or who edited it after the deletion's base: in both cases the latest.
    return max(subject.stamps.values(), key=lambda stamp: stamp.revision)


def _document(value: FieldValue) -> str:
    return msgspec.json.encode(value).decode()

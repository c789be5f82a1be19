"""Conflict records: what two people wrote in one field, kept until somebody decides."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    document,
    entity,
    moment,
    reference,
    text,
)

CONFLICT = entity(
    "conflict",
    Scope.SUBJECT,
    Custody.SHARED,
    text("subject_entity", required=True, merge=Merge.SERVER),
    text("subject_id", required=True, merge=Merge.SERVER, indexed=True),
    text("field", required=True, merge=Merge.SERVER),
    document("base", merge=Merge.SERVER),
    document("kept", merge=Merge.SERVER),
    document("lost", merge=Merge.SERVER),
    reference("kept_by", "user", merge=Merge.SERVER),
    reference("lost_by", "user", merge=Merge.SERVER),
    moment("kept_at", merge=Merge.SERVER),
    moment("lost_at", merge=Merge.SERVER),
    text("lost_device", merge=Merge.SERVER),
    choice("reason", "both_changed", "office_governs", "deleted", merge=Merge.SERVER),
    choice("state", "open", "kept", "reversed", required=True, indexed=True),
    reference("decided_by", "user"),
    moment("decided_at"),
)

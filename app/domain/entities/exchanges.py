"""What went in and out through files: who, when, what, how much; never what stood in them."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    entity,
    flag,
    integer,
    moment,
    reference,
    text,
)

FILE_EXCHANGE = entity(
    "file_exchange",
    Scope.SECTOR,
    Custody.SHARED,
    choice("direction", "in", "out", required=True, indexed=True),
    reference("owner_id", "user"),
    reference("sector_id", "sector"),
    text("subject", required=True),
    text("file_name", length=255),
    text("sha256", length=64),
    choice("mode", "create", "update", "both"),
    moment("begun_at", required=True),
    moment("ended_at"),
    choice(
        "state",
        *("running", "done", "cancelled", "failed", "reverting", "reverted"),
        required=True,
    ),
    integer("rows_done"),
    integer("rows_created"),
    integer("rows_updated"),
    integer("rows_unchanged"),
    integer("rows_rejected"),
    integer("rows_reverted"),
    integer("rows_kept"),
    flag("has_personal"),
    since=3,
)
"""`subject` names the entity or the list; `has_personal` says that telephone
numbers and the like went out; `rows_done` is the last line of the file that was dealt
with, so that an interrupted import can go on. Source: reliability.md T15, T18; domain.md R254."""

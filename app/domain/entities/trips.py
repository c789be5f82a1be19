"""Trips of several days, and what is added to visit logs afterwards."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    date,
    entity,
    moment,
    note,
    reference,
    text,
)

TRIP = entity(
    "trip",
    Scope.SECTOR,
    Custody.SHARED,
    reference("owner_id", "user", required=True),
    reference("sector_id", "sector", required=True),
    date("from_on", required=True, indexed=True),
    date("to_on", required=True),
    text("area"),
    choice(
        "state",
        *("planned", "approved", "under_way", "uploaded", "reviewed"),
        merge=Merge.OFFICE,
    ),
    note("remark"),
    since=3,
)

VISIT_ADDENDUM = entity(
    "visit_addendum",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log", required=True),
    reference("author_id", "user", required=True),
    moment("written_at", required=True),
    note("content", required=True),
    since=3,
)

INCIDENT = entity(
    "incident",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("visit_log_id", "visit_log"),
    choice(
        "kind",
        "theft",
        "accident",
        "family_split",
        "illness",
        "fire",
        "flood",
        "death",
        "lawsuit",
        "other",
        required=True,
    ),
    date("happened_on", required=True, indexed=True),
    reference("author_id", "user"),
    note("content"),
    since=3,
)

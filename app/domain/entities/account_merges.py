"""Merges of accounts that are one party: proposed by one person, decided by another, undone."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    entity,
    integer,
    labels,
    moment,
    note,
    reference,
)

ACCOUNT_MERGE = entity(
    "account_merge",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("loser_id", "account", required=True),
    labels("taken", merge=Merge.LATEST),
    note("reason"),
    choice("state", "proposed", "approved", "declined", "undone", required=True, indexed=True),
    reference("proposed_by", "user", merge=Merge.SERVER),
    moment("proposed_at", merge=Merge.SERVER),
    reference("decided_by", "user", merge=Merge.SERVER),
    moment("decided_at", merge=Merge.SERVER),
    integer("survivor_revision", merge=Merge.SERVER),
    since=3,
)
"""`account_id` survives; `taken` names the fields whose value it gets from the one that goes.

Source: domain.md 4.16 (two people see it, survivor chosen, all children moved, undo kept).
"""

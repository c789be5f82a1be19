"""Who asks for an account to change hands, and what was decided."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
    Scope,
    choice,
    document,
    entity,
    moment,
    note,
    reference,
)

OWNER_REQUEST = entity(
    "owner_request",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    choice("kind", "claim", "hand_over", "release", required=True),
    reference("to_user_id", "user"),
    note("reason"),
    document("open_things"),
    choice("state", "proposed", "approved", "declined", required=True, indexed=True),
    reference("proposed_by", "user", merge=Merge.SERVER),
    moment("proposed_at", merge=Merge.SERVER),
    reference("decided_by", "user", merge=Merge.SERVER),
    moment("decided_at", merge=Merge.SERVER),
    since=4,
)
"""A claim of an account that nobody has, a hand-over to a colleague, or a return to the pool;
`open_things` is the list that goes with a hand-over, as `app.domain.accounts.handover` writes it.

Source: domain.md 4.11 (transfer and release; the head rules).
"""

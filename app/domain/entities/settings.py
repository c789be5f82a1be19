"""Figures that the company sets for its own rules."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    date,
    document,
    entity,
    moment,
    note,
    reference,
    text,
)

SETTING = entity(
    "setting",
    Scope.COMPANY,
    Custody.SHARED,
    text("name", required=True),
    document("value", required=True),
    date("valid_from_on"),
    reference("changed_by", "user"),
    moment("changed_at"),
    note("reason"),
    since=3,
)

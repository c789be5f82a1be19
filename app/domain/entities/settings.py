"""Figures that the company sets for its own rules."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    date,
    document,
    entity,
    text,
)

SETTING = entity(
    "setting",
    Scope.COMPANY,
    Custody.SERVER,
    text("name", required=True),
    document("value", required=True),
    date("valid_from_on"),
    since=3,
)

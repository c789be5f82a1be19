"""The question who may grant which discount, and who set that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.contracts.checks.discount_typing import SET_ROLES
from app.domain.contracts.checks.discounts import (
    ALL_CLASSES,
    CLASSES,
    DEFAULT_AUTHORITY,
    SETTING,
    read_authority,
)
from app.domain.policy import Action, may
from app.domain.policy_terms import Role
from app.store.reads.settings import list_setting_rows, list_settings
from app.store.rights import Rights
from app.workspace import Workspace

GRADES = (ALL_CLASSES, *CLASSES)
"""All classes first."""


@dataclass(frozen=True, slots=True)
class DiscountRow:
    """What one role may grant.

    Attributes:
        role: Whose authority it is.
        percents: By class that is named, as it is typed; `ALL_CLASSES` always among them.
        default: For all classes, where the company sets nothing.
    """

    role: Role
    percents: Mapping[str, str]
    default: str


@dataclass(frozen=True, slots=True)
class DiscountPage:
    """The matrix.

    Attributes:
        rows: From the smallest authority to the largest.
        changed_by: Name of who set it last; empty when it was set on the server or never.
        changed_at: When, milliseconds since 1970; None when it is not known.
        is_set: Whether the company set it.
        reason: Why.
        may_write: Whether the user may set it.
    """

    rows: tuple[DiscountRow, ...]
    changed_by: str
    changed_at: int | None
    is_set: bool
    reason: str
    may_write: bool


def read_discount_page(workspace: Workspace) -> DiscountPage:
    """Return the matrix as it holds today; without known roles the server judges."""
    with workspace.store.snapshot() as look:
        settings = list_settings(look, SETTING)
        latest = next(iter(reversed(list_setting_rows(look, SETTING))), None)
        actor = Rights(look.connection, look.records).actor(workspace.user_id)
    held = read_authority(settings, today=workspace.today()).granted
    rows = tuple(
        DiscountRow(
            role=role,
            percents={ALL_CLASSES: "0", **held.get(role, {})},
            default=DEFAULT_AUTHORITY.granted[role][ALL_CLASSES],
        )
        for role in SET_ROLES
    )
    return DiscountPage(
        rows=rows,
        changed_by=latest.changed_by if latest else "",
        changed_at=latest.changed_at if latest else None,
        is_set=latest is not None,
        reason=latest.reason if latest else "",
        may_write=actor is None or may(actor, Action.CREATE, "setting"),
    )

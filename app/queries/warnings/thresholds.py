"""Questions about the thresholds of the warning rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.policy import Action, may
from app.domain.warnings.threshold_cards import ALL, CARDS, ThresholdCard, typed
from app.domain.warnings.thresholds import CLASSES, PREFIX, read_thresholds
from app.store.reads.settings import SettingRow, list_setting_rows
from app.store.rights import Rights
from app.workspace import Workspace

GRADES = tuple(grade for grade in CLASSES if grade)
"""Classes that may differ from the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRow:
    """One threshold with what the company made of it.

    Attributes:
        card: Rule, unit, limits.
        default: As it is typed.
        values: What holds today, as it is typed: `ALL` and each class.
        own: Classes that differ from the others.
        is_set: Whether the company set it.
        changed_by: Who did; empty when it was set on the server.
        changed_at: When, milliseconds since 1970; None when it is not known.
        valid_from_on: Since when it holds.
        reason: Why.
    """

    card: ThresholdCard
    default: str
    values: Mapping[str, str]
    own: frozenset[str]
    is_set: bool = False
    changed_by: str = ""
    changed_at: int | None = None
    valid_from_on: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ThresholdPage:
    """All thresholds.

    Attributes:
        rows: In the order of the rules.
        may_write: Whether the user may set them.
    """

    rows: tuple[ThresholdRow, ...]
    may_write: bool


def read_threshold_page(workspace: Workspace) -> ThresholdPage:
    """Return every threshold with the company's value; without known roles the server judges."""
    today = workspace.today()
    with workspace.store.snapshot() as look:
        rows = list_setting_rows(look, PREFIX)
        actor = Rights(look.connection, look.records).actor(workspace.user_id)
    held = read_thresholds([(row.name, row.value, row.valid_from_on) for row in rows], today=today)
    latest = {row.name: row for row in rows}
    found = []
    for card in CARDS:
        values = {grade: typed(card, getattr(held[grade], card.field)) for grade in GRADES}
        values[ALL] = typed(card, getattr(held[""], card.field))
        own = frozenset(grade for grade in GRADES if values[grade] != values[ALL])
        found.append(_row(card, values, own, latest.get(card.name)))
    may_write = actor is None or may(actor, Action.CREATE, "setting")
    return ThresholdPage(tuple(found), may_write)


def _row(
    card: ThresholdCard, values: Mapping[str, str], own: frozenset[str], row: SettingRow | None
) -> ThresholdRow:
    default = typed(card, card.default)
    if row is None:
        return ThresholdRow(card=card, default=default, values=values, own=own)
    return ThresholdRow(
        card=card,
        default=default,
        values=values,
        own=own,
        is_set=True,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        valid_from_on=row.valid_from_on,
        reason=row.reason,
    )

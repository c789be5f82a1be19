"""Says of accounts that a new one may be the same as what they have in common with it."""

from __future__ import annotations

from collections.abc import Mapping

from app.queries.accounts.likely import (
    Clue,
    LikelyAccount,
    Likeness,
    NewEntry,
    find_likely_accounts,
)
from app.workspace import Workspace
from ui.field_texts import choice_label
from ui.screens.account.rows import LikelyView
from ui.texts import _

TELLING = ("name", "phone", "uscc", "address", "city")
"""Fields of the form that tell who it is."""


def find_likely(workspace: Workspace, typed: Mapping[str, str]) -> tuple[LikelyView, ...]:
    """Return accounts that may be the same; a hint, never a refusal.

    Args:
        workspace: Where to look.
        typed: What was typed into the fields `TELLING` so far.
    """
    entry = NewEntry(
        name=typed.get("name", ""),
        phone=typed.get("phone", ""),
        code=typed.get("uscc", ""),
        address=typed.get("address", ""),
        city=typed.get("city", ""),
    )
    return tuple(_view(found) for found in find_likely_accounts(workspace, entry))


def find_by_text(workspace: Workspace, text: str) -> tuple[LikelyView, ...]:
    """Return accounts in which a text is found: a name, a number or a code."""
    return find_likely(workspace, {"name": text})


def clue_words(clue: Clue) -> str:
    """Return what two accounts have in common."""
    words = {
        Clue.CODE: _("same credit code or tax number"),
        Clue.NAME: _("like name"),
        Clue.SOUND: _("name sounds the same"),
        Clue.PHONE: _("same telephone"),
        Clue.ADDRESS: _("same address"),
    }
    return words[clue]


def _view(found: LikelyAccount) -> LikelyView:
    kind = choice_label("account", "type", found.type)
    note = " · ".join(part for part in (found.city, kind, found.principal) if part)
    why = ", ".join(clue_words(clue) for clue in found.clues)
    tone = {Likeness.CERTAIN: "bad", Likeness.PROBABLE: "warn"}.get(found.likeness, "text2")
    return LikelyView(found.id, found.name, note, found.grade or "", why, tone)

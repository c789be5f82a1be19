"""Finds accounts that a new one may be the same as; a hint, never a refusal."""

from __future__ import annotations

from app.domain.duplicates import normalised_name
from app.queries.account_list import AccountFilter, find_accounts, read_accounts
from app.workspace import Workspace
from ui.field_texts import choice_label
from ui.screens.account.rows import LikelyView

_SHORTEST = 2
_SHOWN = 4


def find_likely(workspace: Workspace, text: str) -> tuple[LikelyView, ...]:
    """Return accounts found by what was typed, or by what distinguishes it as a name.

    Args:
        workspace: Where to look.
        text: A name, telephone number or credit code.
    """
    found: dict[str, LikelyView] = {}
    for words in dict.fromkeys((text.strip(), normalised_name(text))):
        if sum(map(str.isalnum, words)) < _SHORTEST:
            continue
        listing = find_accounts(workspace, AccountFilter(today=workspace.today(), text=words))
        for row in read_accounts(workspace, listing, 0, _SHOWN):
            kind = choice_label("account", "type", row.type)
            note = " · ".join(part for part in (row.city, kind, row.principal) if part)
            found.setdefault(row.id, LikelyView(row.id, row.name, note, row.grade or ""))
    return tuple(found.values())[:_SHOWN]

"""Keeping the derived account cards in step; begun by the composition root after every change."""

from __future__ import annotations

from app.domain.changes import ChangeSet
from app.store import facts
from app.workspace import Workspace

CARD = "account_card"
"""Named in the change set of a refresh, though it is no synchronised entity."""


def refresh_cards(workspace: Workspace, limit: int = 400) -> tuple[ChangeSet, int]:
    """Bring some marked accounts up to date; return what was touched and how many still wait.

    A new calendar day marks all of them, because what is late depends on it.
    """
    today = workspace.today()
    with workspace.store.unit_of_work() as work:
        if work.facts.read_text(facts.CARDS_AS_OF) != today.isoformat():
            work.cards.mark_everything()
            work.facts.write(facts.CARDS_AS_OF, today.isoformat())
        done = work.cards.refresh(today, limit)
        if done.done:
            work.touch_entity(CARD)
        return work.commit(), done.remaining

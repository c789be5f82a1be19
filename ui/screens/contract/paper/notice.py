"""Says on the contract page what its papers lack, or what came back changed."""

from __future__ import annotations

from app.domain.contracts.life import DRAFT_STATES, RUNNING
from app.queries.contracts.page import ContractSheet
from ui.texts import _, n_

_DISCUSSED = DRAFT_STATES | {"in_review", "approved"}


def paper_notice(stored: ContractSheet) -> tuple[str, str]:
    """Return what is to be said about the papers of a contract, and the words of the link to them.

    A signed contract asks for its signed copy; one that is still discussed tells what the other
    side changed, so that whoever reviews it looks there first.
    """
    if stored.state in RUNNING and not stored.has_signed_copy:
        words = _("Signed, but no scan or photo of the signed copy lies here yet.")
        return words, _("Add the signed copy…")
    last = stored.last_return
    if stored.state in _DISCUSSED and last is not None and last.verdict == "changed":
        words = n_(
            "The copy that came back has {count} change, {silent} of them without tracking.",
            "The copy that came back has {count} changes, {silent} of them without tracking.",
            last.changes,
        )
        return words.format(count=last.changes, silent=last.silent), _("Look at it")
    return "", ""

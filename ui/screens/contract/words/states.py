"""The states of a contract: colour, icon, step, and why nothing can be changed any more."""

from __future__ import annotations

from app.domain.contracts import life
from ui.screens.contract.rows import Tone
from ui.texts import _

_LOOKS: dict[str, tuple[Tone, str]] = {
    "draft": ("quiet", "pencil"),
    "in_review": ("info", "hourglass"),
    "returned": ("bad", "undo-2"),
    "approved": ("warn", "stamp"),
    "printed": ("warn", "signature"),
    "signed": ("ok", "circle-check"),
    "effective": ("ok", "circle-check"),
    "archived": ("ok", "circle-check"),
    "performing": ("ok", "circle-check"),
    "breached": ("bad", "octagon-alert"),
    "amended": ("quiet", "git-compare-arrows"),
    "renewed": ("quiet", "refresh-cw"),
    "expired": ("quiet", "clock-alert"),
    "terminated": ("quiet", "ban"),
    "void": ("quiet", "ban"),
}
SIGNING_STATES = frozenset({"draft", "approved", "printed"})
CHECKED_STATES = frozenset({"draft", "returned", "in_review", "approved"})
_FILLING, _CHECKING, _APPROVAL, _SEAL, _RETURN, _ARCHIVE, _DONE = range(7)
_NO_STEP = -1
_STEPS = {
    "in_review": _APPROVAL,
    "approved": _SEAL,
    "printed": _RETURN,
    "signed": _ARCHIVE,
    "effective": _ARCHIVE,
    "void": _NO_STEP,
    "terminated": _NO_STEP,
}


def state_look(state: str) -> tuple[Tone, str]:
    """Return colour and icon of a state."""
    return _LOOKS.get(state, ("quiet", ""))


def step_of(state: str, *, has_gaps: bool, has_errors: bool, is_free: bool) -> int:
    """Return which of the six steps is the current one; 6 when all are done, -1 for none.

    Args:
        state: Where the contract stands.
        has_gaps: Whether required fields are empty.
        has_errors: Whether anything must be mended.
        is_free: Whether it may be printed for signing now.

    Source: domain.md 4.5.
    """
    if state in life.DRAFT_STATES:
        if has_gaps:
            return _FILLING
        # Approval begins when the contract is handed in; until then it is nobody's but the rep's.
        return _SEAL if is_free and not has_errors else _CHECKING
    return _STEPS.get(state, _DONE)


def lock_words(state: str, note: str = "") -> str:
    """Return why a contract cannot be changed, or why it came back; empty while it is a draft."""
    match state:
        case "draft" | "returned":
            return _("Returned: {reason}").format(reason=note) if note and state != "draft" else ""
        case "in_review":
            return _("Under review: nothing can be changed until it comes back.")
        case "approved":
            return _("Approved as it stands: print it for signing. Changes need a new approval.")
        case "printed":
            return _(
                "Printed for signing: what is on paper stays. To change it, void it and begin anew."
            )
        case "void":
            return _("Void: its number is never used again.")
        case _:
            return _("Signed: a signed contract is never changed, only amended by another one.")

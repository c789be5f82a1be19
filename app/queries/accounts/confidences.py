"""The question whether the user may keep and see what was confided about a contact."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.accounts.confidences import ENTITY, SEALED_FIELDS
from app.domain.policy import Action, may
from app.domain.policy_check import in_context
from app.store import facts
from app.store.reads.accounts.confidences import is_off, private_id
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = ["SEALED_FIELDS", "ConfidenceState", "read_confidence_state"]


@dataclass(frozen=True, slots=True)
class ConfidenceState:
    """What can be done about a contact's confided record.

    Attributes:
        exists: Whether there is one.
        may_look: Whether the user may reveal it; needs the key.
        may_write: Whether the user may write it; needs the key.
    """

    exists: bool
    may_look: bool
    may_write: bool


def read_confidence_state(workspace: Workspace, contact_id: str) -> ConfidenceState:
    """Return what can be done; nothing when it is switched off, or is not the user's to see."""
    with workspace.store.snapshot() as look:
        contact = look.records.read("contact", contact_id)
        actor = Rights(look.connection, look.records).actor(workspace.user_id)
        has_key = look.facts.read(facts.CONFIDENCE_KEY) is not None
        if contact is None or actor is None or not has_key:
            return ConfidenceState(exists=False, may_look=False, may_write=False)
        if is_off(look, workspace.today().isoformat()):
            return ConfidenceState(exists=False, may_look=False, may_write=False)
        account = look.records.read("account", str(contact.fields["account_id"]))
        context = in_context(contact.fields, account=account.fields if account else None)
        return ConfidenceState(
            exists=private_id(look, contact_id) is not None,
            may_look=may(actor, Action.READ, ENTITY, context),
            may_write=may(actor, Action.CREATE, ENTITY, context),
        )

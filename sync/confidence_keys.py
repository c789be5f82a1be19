"""Asks for the key to what is confided about contacts, once, where the person may read that."""

from __future__ import annotations

from app.domain.accounts.confidences import ENTITY
from app.domain.policy import Action, may
from app.store import facts
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot, UnitOfWork

_KEY_BYTES = 32


def wishes_confidence(look: Snapshot) -> bool:
    """Return whether this device lacks a key that its person may have."""
    if look.facts.read(facts.CONFIDENCE_KEY) is not None:
        return False
    user_id = look.facts.read_text(facts.USER_ID)
    actor = Rights(look.connection, look.records).actor(user_id)
    return actor is not None and may(actor, Action.READ, ENTITY)


def keep_confidence_key(work: UnitOfWork, key: bytes) -> None:
    """Keep a key that came; it lies in the encrypted store and goes with it."""
    if len(key) == _KEY_BYTES:
        work.facts.write(facts.CONFIDENCE_KEY, key)

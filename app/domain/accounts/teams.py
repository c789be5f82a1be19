"""What the team of an account may do beside its owner."""

from __future__ import annotations

from collections.abc import Mapping

DEPUTY = "deputy"
_CONFIDED = frozenset({"contact_private", "confidence_look"})


def is_in_force(member: Mapping[str, object], today: str) -> bool:
    """Return whether a membership holds on a day ("2026-11-21"), both ends included."""
    first, last = member.get("from_on"), member.get("to_on")
    return (not first or str(first) <= today) and (not last or today <= str(last))


def lets_read(part: str | None, entity: str) -> bool:
    """Return whether somebody with a part in the team reads what the owner reads.

    What was confided to the owner about a contact goes to nobody else.

    Source: domain.md 2.2 (sensitive sub-record), R016.
    """
    return part is not None and entity not in _CONFIDED


def lets_write(part: str | None, entity: str) -> bool:
    """Return whether somebody with a part in the team may do what the owner may.

    Incompatible duties stay with the person, so a deputy inherits the ban.

    Source: domain.md 5.4, R016.
    """
    return part == DEPUTY and entity not in _CONFIDED

"""What is still open with an account when it changes hands, and who may be given one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from app.domain.errors import ValidationError

MOST_LINES = 200
"""Lines that go with one hand-over; an account with more needs a talk, not a list."""


class HandoverKind(StrEnum):
    """How an account changes hands.

    Attributes:
        CLAIM: A rep asks for an account that nobody has.
        HAND_OVER: It goes to a colleague.
        RELEASE: It goes back to the pool, from where the head gives it away.
    """

    CLAIM = "claim"
    HAND_OVER = "hand_over"
    RELEASE = "release"


class OpenKind(StrEnum):
    """What can be open."""

    DEBT = "debt"
    CONTRACT = "contract"
    COMMITMENT = "commitment"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One line of the list that goes with a hand-over.

    Attributes:
        kind: What it is.
        words: Number or content.
        due_on: By when, as "2026-11-21"; None where there is no day.
        amount_minor: What is still owed, or the total of the contract; None without money.
    """

    kind: OpenKind
    words: str
    due_on: str | None = None
    amount_minor: int | None = None


def write_open_things(things: Iterable[OpenThing]) -> str | None:
    """Spell a list as it travels; None for an empty one."""
    lines = [asdict(thing) for thing in things][:MOST_LINES]
    return json.dumps(lines, ensure_ascii=False) if lines else None


def read_open_things(text: object) -> tuple[OpenThing, ...]:
    """Read a list as it travels; what cannot be read is no list."""
    if not isinstance(text, str):
        return ()
    try:
        return tuple(
            OpenThing(OpenKind(line["kind"]), line["words"], line["due_on"], line["amount_minor"])
            for line in json.loads(text)
        )
    except (ValueError, TypeError, KeyError):
        return ()


def check_handover(
    kind: str, *, owner_id: object, to_user_id: object, state: object = "proposed"
) -> None:
    """Refuse a change of hands that makes no sense for the account as it is.

    Args:
        kind: As `HandoverKind`.
        owner_id: Who has the account now; None for nobody.
        to_user_id: Who is to have it; None for the pool.
        state: What the request is to begin as.

    Raises:
        ValidationError: `owner_request.state`, `owner_request.person`, `owner_request.taken` for a
            claim of an account that somebody has, `owner_request.unowned` for one that nobody
            has, `owner_request.same`.

    Source: domain.md 4.11.
    """
    if state not in {"proposed", "approved"}:
        raise ValidationError("owner_request.state")
    if (kind == HandoverKind.RELEASE) != (to_user_id is None):
        raise ValidationError("owner_request.person", field="to_user_id")
    if kind == HandoverKind.CLAIM and owner_id is not None:
        raise ValidationError("owner_request.taken")
    if kind == HandoverKind.RELEASE and owner_id is None:
        raise ValidationError("owner_request.unowned")
    if to_user_id is not None and to_user_id == owner_id:
        raise ValidationError("owner_request.same")

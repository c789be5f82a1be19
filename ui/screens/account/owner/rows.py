"""What the account page says about whose the account is, as finished words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody of the team.

    Attributes:
        id: Record id; empty for the owner.
        name: The person.
        role: Part in the team, and until when.
        can_remove: Whether the user may take the person out.
    """

    id: str
    name: str
    role: str
    can_remove: bool = False


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request that waits.

    Attributes:
        id: Record id.
        words: Who asks for what, and why.
        things: What goes along, one line a thing.
        can_decide: Whether the user decides about it.
    """

    id: str
    words: str
    things: tuple[str, ...]
    can_decide: bool


@dataclass(frozen=True, slots=True)
class OwnershipView:
    """Whose the account is.

    Attributes:
        people: Owner and team.
        requests: What waits, the first first.
        history: Changes of hands in words, the last first.
        can_claim, can_give, can_name: What the user may ask for or do.
        marks: Mark, whether it is to be set, and the verb; what the user may do.
    """

    people: tuple[MemberView, ...]
    requests: tuple[RequestView, ...]
    history: tuple[str, ...]
    can_claim: bool
    can_give: bool
    can_name: bool
    marks: tuple[tuple[str, bool, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HandoverView:
    """What the dialog that changes hands asks and says.

    Attributes:
        title: The question.
        body: What will happen.
        people: (id, name) of who can be chosen; empty where nobody is chosen.
        roles: (key, words) of the parts in a team; empty when it is about the owner.
        things: What goes along, one line a thing.
        act: The verb.
        asks_reason: Whether a reason is asked for.
    """

    title: str
    body: str
    people: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    things: tuple[str, ...]
    act: str
    asks_reason: bool = True

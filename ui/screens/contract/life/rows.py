"""What the life panel of a contract is given to show, in finished words."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class FactView:
    """One thing that is known about the paper.

    Attributes:
        label: What it is.
        words: Its value.
        tone: Colour of the value; "quiet" for the usual ink.
    """

    label: str
    words: str
    tone: Tone = "quiet"


@dataclass(frozen=True, slots=True)
class KinView:
    """A contract before or after this one.

    Attributes:
        id: Record id.
        words: How the two stand to each other, with the number.
    """

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class MomentView:
    """One thing that happened.

    Attributes:
        icon: Its sign.
        title: What happened.
        when: The day.
        body: The rest.
        tone: Colour of the sign.
    """

    icon: str
    title: str
    when: str
    body: str = ""
    tone: Tone = "quiet"


@dataclass(frozen=True, slots=True)
class LifeView:
    """The whole panel.

    Attributes:
        marks: Short words at its head, such as "notarised".
        facts: What is known, in order.
        kin: Contracts before and after it.
        moments: What happened, newest first.
    """

    marks: tuple[str, ...]
    facts: tuple[FactView, ...]
    kin: tuple[KinView, ...]
    moments: tuple[MomentView, ...]

"""What the palette shows, as finished words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ui.theme.tokens import Tone

Pin = Literal["", "off", "on"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a row's words; a hit is what was typed."""

    words: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A status tag at the end of a row."""

    words: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row that can be chosen.

    Attributes:
        key: Tells the row apart; the view hands it back.
        parts: The words, with what was typed marked.
        act: The verb of Enter ("Open").
        note: Quiet words behind.
        icon: Sign at the left, unless a class stands there.
        grade: Class of the account.
        state: Status tag.
        keys: Key that does the same anywhere ("F5").
        pin: Whether the row can be pinned, and is.
    """

    key: str
    parts: tuple[Part, ...]
    act: str
    note: str = ""
    icon: str = ""
    grade: str = ""
    state: State | None = None
    keys: str = ""
    pin: Pin = ""

    @property
    def words(self) -> str:
        """The words without marks."""
        return "".join(part.words for part in self.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    hits: tuple[Hit, ...]


def marked(words: str, spans: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """Return words cut at the spans of what was typed; spans may overlap."""
    typed = {at for begin, end in spans for at in range(begin, end)}
    parts: list[Part] = []
    for at, letter in enumerate(words):
        is_hit = at in typed
        if parts and parts[-1].is_hit == is_hit:
            parts[-1] = Part(parts[-1].words + letter, is_hit)
        else:
            parts.append(Part(letter, is_hit))
    return tuple(parts)

"""What stands in the way, in finished words, with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TroubleTone = Literal["bad", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A notice above a form.

    Attributes:
        words: What happened and what to do.
        actions: Key and words of each link, at most two.
        tone: How grave it is.
        icon: In place of the tone's own.
    """

    words: str
    actions: tuple[tuple[str, str], ...] = ()
    tone: TroubleTone = "bad"
    icon: str = ""

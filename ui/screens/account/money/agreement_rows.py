"""What stands below the credit of an account: its terms, and what is due by agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One line.

    Attributes:
        key: "terms", "statement" or "demand_plan".
        icon: Its sign.
        words: What holds or is due.
        verb: What can be done about it; empty for nothing.
    """

    key: str
    icon: str
    words: str
    verb: str


@dataclass(frozen=True, slots=True)
class TermsForm:
    """The question which terms hold.

    Attributes:
        choices: Id and name; the first one, without an id, holds for all.
        chosen: Id of the terms; empty for those that hold for all.
        deviation: What differs and why.
    """

    choices: Sequence[tuple[str, str]]
    chosen: str
    deviation: str

"""What a check found out about a typed code or text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How sure the check is that something is wrong."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one check; it informs, it never blocks the saving of a draft.

    Attributes:
        level: ERROR only when the issuing standard makes the value impossible.
        code: Stable dotted name of the finding; empty when the level is OK.
        params: Values for the translated sentence.
        compact: The form to store and to compare.
        shown: The form to display, grouped for the eye.
    """

    level: Level
    compact: str
    shown: str
    code: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_ok(self) -> bool:
        """Whether nothing was found."""
        return self.level is Level.OK


def passed(compact: str, shown: str | None = None) -> Verdict:
    """Say that nothing was found."""
    return Verdict(Level.OK, compact, compact if shown is None else shown)


def doubted(code: str, compact: str, shown: str | None = None, **params: object) -> Verdict:
    """Say that the value is unusual but possible."""
    return Verdict(Level.WARNING, compact, compact if shown is None else shown, code, params)


def refused(code: str, compact: str, shown: str | None = None, **params: object) -> Verdict:
    """Say that the value cannot be right."""
    return Verdict(Level.ERROR, compact, compact if shown is None else shown, code, params)

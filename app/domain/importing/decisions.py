"""What a person decided about words of a file that stand for choices or other records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.fields import Field, Kind


class Way(StrEnum):
    """What is done with a cell that holds a word.

    Attributes:
        TAKE: It means a value.
        EMPTY: It says nothing, as if it were blank; the report tells it.
        REJECT: Its row waits for a person.
    """

    TAKE = "take"
    EMPTY = "empty"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with one word.

    Attributes:
        way: What is done.
        value: The choice or the record id that it means; "" but for `TAKE`.
    """

    way: Way
    value: str = ""


Decisions = Mapping[str, Mapping[str, Decision]]
"""By field and by word as `key_word` spells it."""

REFUSED = Decision(Way.REJECT)
LEFT_EMPTY = Decision(Way.EMPTY)


def can_be_decided(field: Field) -> bool:
    """Return whether the words of a column have to mean one of a list."""
    return field.kind in {Kind.CHOICE, Kind.REFERENCE}


def decisions_body(decisions: Decisions) -> dict[str, dict[str, list[str]]]:
    """Return decisions as they are kept."""
    return {
        name: {word: [one.way.value, one.value] for word, one in words.items()}
        for name, words in decisions.items()
    }


def decisions_from(body: Mapping[str, Mapping[str, Iterable[str]]]) -> Decisions:
    """Return the decisions that `decisions_body` kept."""
    return {
        name: {word: _decision(*kept) for word, kept in words.items()}
        for name, words in body.items()
    }


def _decision(way: str, value: str) -> Decision:
    return Decision(Way(way), value)

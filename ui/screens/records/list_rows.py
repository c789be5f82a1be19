"""What the place of the records shows, as finished words: made by its presenter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind in the list of kinds.

    Attributes:
        entity: Schema name.
        icon: Its sign.
        words: What its records are called.
        count: How many there are; None where nothing was counted.
    """

    entity: str
    icon: str
    words: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Kinds under one heading."""

    words: str
    kinds: tuple[KindRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLook:
    """What stands around a list.

    Attributes:
        count: How many records there are.
        is_filtered: Whether a word was typed.
        new_words: The verb of the button that makes one; empty where none may be made.
        order: Field by which the rows are ordered; empty for the newest first.
        descending: Largest first.
    """

    count: int
    is_filtered: bool
    new_words: str
    order: str
    descending: bool

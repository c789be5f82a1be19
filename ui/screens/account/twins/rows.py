"""What the account page says about accounts that may be the same, as finished words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TwinNotice:
    """The banner about another account.

    Attributes:
        words: The sentence.
        link: What can be done; empty for nothing.
        twin_id: The account that is compared.
        merge_id: The proposal to decide about, or the merge to undo; empty while there is none.
        is_done: Whether the merge was carried out, so that the link undoes it.
    """

    words: str
    link: str
    twin_id: str
    merge_id: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class TwinLine:
    """One field in which both differ.

    Attributes:
        field: Name in the schema.
        label: What it is called.
        ours: Value of the account that stays; empty when it has none.
        theirs: Value of the one that goes.
        is_taken: Whether the value of the one that goes is taken.
    """

    field: str
    label: str
    ours: str
    theirs: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class TwinComparison:
    """Two accounts side by side.

    Attributes:
        title: The question.
        body: What will happen.
        lines: Fields that differ.
        act: The verb that does it.
        decline: The verb that declines somebody's proposal; empty when proposing.
    """

    title: str
    body: str
    lines: tuple[TwinLine, ...]
    act: str
    decline: str = ""

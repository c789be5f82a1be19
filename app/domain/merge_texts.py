"""Puts two versions of a long text into one, under a divider; nothing typed is dropped."""

from __future__ import annotations

DIVIDER = "────"
"""A divider line begins and ends with it; people do not type it."""


def divider_line(above: str, below: str) -> str:
    """Return the line between two versions.

    Args:
        above: Who wrote what stands above, and when, in no particular language.
        below: The same for what follows.
    """
    return f"{DIVIDER} ↑ {_one_line(above)} · ↓ {_one_line(below)} {DIVIDER}"


def merge_texts(theirs: str | None, mine: str | None, *, divider: str) -> str | None:
    """Return one text that holds everything of both.

    What both begin with stands once. Where one holds the other, nothing is added to it, so that
    merging again, or the same text once more, does not pile up dividers.

    Args:
        theirs: What is there.
        mine: What arrives.
        divider: The line between them; see `divider_line`.
    """
    if not mine or (theirs and mine in theirs):
        return theirs
    if not theirs or theirs in mine:
        return mine
    start, their_rest, my_rest = _parted(theirs, mine)
    if my_rest in their_rest:
        return theirs
    if their_rest in my_rest:
        return mine
    return "\n".join((*start, their_rest, divider, my_rest))


def continue_text(now: str | None, before: str | None, after: str | None) -> str | None:
    """Return what an edit becomes whose own earlier version was merged into a longer text.

    Somebody who saves several times while offline writes each time on top of the time before;
    the first of them was joined with what others wrote, and the next must not push that out.

    Args:
        now: What is there.
        before: What the writer saw: the version before, as it was sent.
        after: What the writer made of it.
    """
    if not now or not before or not after:
        return after
    start, rest, mine = _parted(now, before)
    if not mine or not rest.endswith(mine):
        return after
    others = rest.removesuffix(mine).removesuffix("\n").split("\n")
    if not _is_divider(others[-1]):
        return after
    is_same_start = after.split("\n")[: len(start)] == start
    new = after.split("\n")[len(start) :] if is_same_start else [after]
    return "\n".join((*start, *others, *new))


def _parted(one: str, other: str) -> tuple[list[str], str, str]:
    """Return the lines that both begin with, and what follows in each."""
    left, right = one.split("\n"), other.split("\n")
    common = 0
    while common < min(len(left), len(right)) and left[common] == right[common]:
        common += 1
    return left[:common], "\n".join(left[common:]), "\n".join(right[common:])


def _is_divider(line: str) -> bool:
    return line.startswith(f"{DIVIDER} ↑ ") and line.endswith(f" {DIVIDER}")


def _one_line(text: str) -> str:
    return " ".join(text.split())

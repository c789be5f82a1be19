"""Cuts a text into the words that a reader compares: numbers, Latin words, single characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from app.domain.redline.folding import folded

Mark = Literal["kept", "out", "in"]
_WORD = re.compile(
    r"\d+(?:[,.:/-]\d+)*%?"  # numbers with their separators stay whole
    r"|[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z]+)*"
    r"|\s+|.",
    re.DOTALL,
)
MOST_WORDS = 6_000
"""Beyond this a passage is told as replaced as a whole: nobody reads so long a difference."""
_ISLAND = 2
"""A few letters that stayed between two changes are read as a part of the change."""


@dataclass(frozen=True, slots=True)
class Part:
    """Letters that stayed, were taken out, or were put in."""

    mark: Mark
    text: str


def words_of(text: str) -> list[str]:
    """Return the words of a text; joined they are the text again."""
    return _WORD.findall(text)


def word_parts(sent: str, returned: str) -> tuple[Part, ...]:
    """Return how one text became the other, as letters of the texts themselves.

    Words that are spelled differently but mean the same count as kept, and stand as returned.
    """
    old, new = words_of(sent), words_of(returned)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return (Part("out", sent), Part("in", returned))
    return _joined(_steps(old, new))


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Part]:
    old_keys, new_keys = [folded(word) for word in old], [folded(word) for word in new]
    head = _common(old_keys, new_keys)
    tail = _common(old_keys[head:][::-1], new_keys[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    parts = [Part("kept", "".join(new[:head]))]
    matcher = SequenceMatcher(None, old_keys[head:old_end], new_keys[head:new_end], autojunk=False)
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        was = "".join(old[head + from_old : head + to_old])
        now = "".join(new[head + from_new : head + to_new])
        if kind == "equal":
            parts.append(Part("kept", now))
        else:
            parts += [Part("out", was), Part("in", now)]
    parts.append(Part("kept", "".join(new[new_end:])))
    return parts


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Join neighbours, and draw small islands into the change around them."""
    made: list[Part] = []
    out, into = "", ""
    for place, part in enumerate(parts):
        is_island = part.mark == "kept" and _is_island(parts, place, bool(out or into))
        if part.mark == "out" or is_island:
            out += part.text
        if part.mark == "in" or is_island:
            into += part.text
        if part.mark == "kept" and not is_island and part.text:
            made += _change(out, into)
            out, into = "", ""
            made.append(part)
    made += _change(out, into)
    return tuple(made)


def _is_island(parts: Sequence[Part], place: int, has_change_before: bool) -> bool:
    text = parts[place].text
    if not has_change_before or len(folded(text)) > _ISLAND or text.isdigit():
        return False
    return any(part.mark != "kept" and folded(part.text) for part in parts[place + 1 :])


def _change(out: str, into: str) -> list[Part]:
    if folded(out) == folded(into):
        return [Part("kept", into)] if into else []
    return [Part(mark, text) for mark, text in _pair(out, into) if text]


def _pair(out: str, into: str) -> tuple[tuple[Mark, str], tuple[Mark, str]]:
    return ("out", out), ("in", into)

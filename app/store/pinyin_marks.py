"""Finds in a name what was typed: as characters, as pinyin, or as initials."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

Span = tuple[int, int]
"""Where a match begins and where it has ended, in characters of the name."""

MOST_RUNS = 6
LONGEST_RUN = 40

_SHORTEST_NUMBER = 3
_RUN = re.compile(r"[0-9a-z]+|[^\W\x00-\x7f]+")
_NOT_IN_NUMBERS = re.compile(r"[^0-9a-z]")


def typed_runs(text: str) -> tuple[str, ...]:
    """Return the stretches of Han characters and of letters or digits in what was typed.

    Full-width letters count as plain ones. At most six runs of 40 characters are looked at, so
    that a pasted page costs no more than a name.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    return tuple(run[:LONGEST_RUN] for run in _RUN.findall(plain)[:MOST_RUNS])


def find_spans(name: str, runs: tuple[str, ...]) -> tuple[Span, ...]:
    """Return the parts of a name that the runs speak of, in order; a run may match nothing."""
    found = (find_span(name, run) for run in runs)
    return tuple(sorted({span for span in found if span is not None}))


def find_span(name: str, run: str) -> Span | None:
    """Return the first part of a name that a run speaks of.

    Pinyin must begin with a syllable and may stop within one; every syllable may be shortened to
    its first letter: 百禾 is found by "baihe", "baih", "bhe" and "bh", not by "aihe".
    """
    at = name.lower().find(run)
    if at >= 0:
        return at, at + len(run)
    if not run.isascii() or name.isascii():
        return None
    sounds = _sounds(name)
    for start in range(len(sounds)):
        end = _reach(sounds, start, run)
        if end:
            return start, end
    return None


def number_has(number: str | None, runs: tuple[str, ...]) -> bool:
    """Return whether a number, read without blanks and dashes, holds one of the runs.

    Less than three letters are in too many numbers to mean one.
    """
    plain = _NOT_IN_NUMBERS.sub("", (number or "").lower())
    return any(run in plain for run in runs if run.isascii() and len(run) >= _SHORTEST_NUMBER)


def prepare_pinyin() -> None:
    """Load the dictionaries ahead of the first letter, which should not wait for them."""
    _sounds("行册")


def _reach(sounds: tuple[str, ...], at: int, run: str) -> int:
    """Return where a run that is read from a character on has ended; 0 when it does not fit."""
    if at == len(sounds):
        return 0
    sound = sounds[at]
    if sound.startswith(run):
        return at + 1
    for taken in {sound, sound[:1]}:
        if taken and run.startswith(taken):
            end = _reach(sounds, at + 1, run[len(taken) :])
            if end:
                return end
    return 0


@lru_cache(maxsize=20_000)
def _sounds(name: str) -> tuple[str, ...]:
    """Return one syllable a character; a character that is not Han sounds like itself."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take long to load

    sounds = tuple(part.lower() for part in lazy_pinyin(name, errors=_apart))
    return sounds if len(sounds) == len(name) else tuple(name.lower())


def _apart(letters: str) -> Any:
    """Keep what is not Han letter by letter; the library's own annotation forgets lists."""
    return list(letters)

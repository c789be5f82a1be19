"""Finds what a word probably means among known words: by its sound, then by its letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from app.domain.importing.vocabulary import key_word

Spell = Callable[[str], tuple[str, str]]
"""Returns the pinyin of a word and its initials."""

LEAST_LIKENESS = 0.6
"""Share of pairs of letters from which on two words are near."""
_SHORTEST_SOUND = 2
_COMMON = 200
_OFFERED = 12


class NearWords:
    """Known words by sound and by pairs of letters.

    Args:
        known: Word as it is written and the value that it means.
        spell: How words sound.
    """

    def __init__(self, known: Iterable[tuple[str, str]], spell: Spell) -> None:
        self._spell = spell
        self._sounds: dict[str, set[str]] = {}
        self._pairs: dict[str, list[int]] = {}
        self._words: list[tuple[int, str]] = []
        for word, value in known:
            for sound in set(spell(word)):
                if len(sound) >= _SHORTEST_SOUND:
                    self._sounds.setdefault(sound, set()).add(value)
            self._learn_pairs(word, value)

    def _learn_pairs(self, word: str, value: str) -> None:
        pairs = _pairs(word)
        place = len(self._words)
        self._words.append((len(pairs), value))
        for pair in pairs:
            places = self._pairs.setdefault(pair, [])
            if len(places) < _COMMON:
                places.append(place)

    def meant(self, word: str) -> str:
        """Return the one value that sounds the same or is nearest; "" where none or several are."""
        whole, _initials = self._spell(word)
        same = self._sounds.get(whole.replace(" ", ""), set())
        if len(same) == 1:
            return next(iter(same))
        near = self._likeness(word)
        best = [value for value, share in near if share == near[0][1]]
        return best[0] if near and near[0][1] >= LEAST_LIKENESS and len(best) == 1 else ""

    def nearest(self, word: str) -> tuple[str, ...]:
        """Return the values that share any pair of letters or the sound, the nearest first."""
        whole, _initials = self._spell(word)
        found = dict.fromkeys(sorted(self._sounds.get(whole, ())))
        found |= dict.fromkeys(value for value, _share in self._likeness(word))
        return tuple(found)[:_OFFERED]

    def _likeness(self, word: str) -> list[tuple[str, float]]:
        pairs = _pairs(word)
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._pairs.get(pair, ()))
        best: dict[str, float] = {}
        for place, count in shared.items():
            size, value = self._words[place]
            share = 2 * count / (size + len(pairs))
            best[value] = max(best.get(value, 0.0), share)
        return sorted(best.items(), key=lambda one: (-one[1], one[0]))


def _pairs(word: str) -> set[str]:
    return {left + right for left, right in pairwise(key_word(word))}

"""Finds the accounts of a whole company that are the same party, without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from app.domain.accounts.duplicates import DuplicateKey, Likeness, Match, compare

_COMMON = 150
"""Accounts that share a part of their names from which on it says nothing ("商行")."""
_SHORT = 3
_LEAST_ALIKE_PERCENT = 68
_SHARED_NUMBER = 60
"""Accounts with one telephone from which on it is that of a hotline or of a typist."""
_BESIDE = 20
"""Accounts after it, by name and address, that one of a crowd is still compared with."""

_Pair = tuple[int, int]

SETTLED = frozenset({"declined", "undone"})
"""States of a merge after which nobody is asked about its two accounts again."""


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two accounts that are certainly or probably one.

    Attributes:
        first: Account id; the smaller of both.
        second: Account id.
        match: How alike they are; names the second.
    """

    first: str
    second: str
    match: Match


def find_pairs(keys: Iterable[DuplicateKey]) -> tuple[DuplicatePair, ...]:
    """Return the pairs that `compare` takes for duplicates, the likeliest first.

    Compared are accounts with the same tax number, with the same telephone, or with a pair of
    neighbouring characters of the name in common that is not common to many. Every pair that can
    reach the threshold by its name has such characters in common, save where all of them are
    common ones: then the rarest counts. Where a crowd shares a tax number or all of its characters
    ("000000", "便民超市"), each is compared with those beside it only. 20,000 accounts take
    seconds, whatever stands in them.

    Source: domain.md 3.32, 4.16.
    """
    ordered = sorted(keys, key=lambda key: key.account_id)
    found = [
        DuplicatePair(ordered[one].account_id, ordered[other].account_id, match)
        for one, other in _candidates(ordered)
        if (match := compare(ordered[one], ordered[other])).likeness is not Likeness.UNLIKELY
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.match.score, pair.first, pair.second)))


def _candidates(keys: list[DuplicateKey]) -> set[_Pair]:
    numbered = list(enumerate(keys))
    pairs: set[_Pair] = set()
    taxed = ((key.tax_number, place) for place, key in numbered if key.tax_number)
    pairs.update(_together(keys, _blocks(taxed)))
    phones = _blocks((phone, place) for place, key in numbered for phone in key.phones)
    pairs.update(_together(keys, [block for block in phones if len(block) <= _SHARED_NUMBER]))
    for one, other in _together(keys, _blocks(_named(keys))):
        if _may_be_alike(keys[one], keys[other]):
            pairs.add((one, other))
    return pairs


def _blocks(named: Iterable[tuple[str, int]]) -> Collection[list[int]]:
    """Return the places that stand under the same word, in order."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for word, place in named:
        blocks[word].append(place)
    return blocks.values()


def _together(keys: list[DuplicateKey], blocks: Iterable[list[int]]) -> Iterator[_Pair]:
    """Yield the pairs of every block; of a crowd only those whose names stand beside each other."""
    for block in blocks:
        if len(block) <= _COMMON:
            yield from combinations(block, 2)
            continue
        crowd = sorted(block, key=lambda place: (keys[place].name, keys[place].address))
        for at, one in enumerate(crowd):
            for other in crowd[at + 1 : at + 1 + _BESIDE]:
                yield min(one, other), max(one, other)


def _named(keys: list[DuplicateKey]) -> Iterator[tuple[str, int]]:
    parts = [_parts(key.name) for key in keys]
    frequency = Counter(part for some in parts for part in some)
    for place, some in enumerate(parts):
        for part in _telling(some, frequency):
            yield part, place


def _parts(name: str) -> frozenset[str]:
    """Return what a name is looked up by; very short ones may differ in their only middle."""
    parts = {name[at : at + 2] for at in range(len(name) - 1)}
    if 0 < len(name) <= _SHORT:
        parts.add(f"{name[0]}…{name[-1]}")
    return frozenset(parts)


def _telling(parts: Collection[str], frequency: Counter[str]) -> Collection[str]:
    rare = [part for part in parts if frequency[part] <= _COMMON]
    return rare or sorted(parts, key=lambda part: (frequency[part], part))[:1]


def _may_be_alike(left: DuplicateKey, right: DuplicateKey) -> bool:
    """Return whether two accounts can still reach the threshold, by what is quick to see.

    With different telephones 0.6 of 0.8 is the most; with the same and with equal addresses the
    names must be alike by 0.68. Equal letters, wherever they stand, are the most that can agree.
    """
    if left.phones and right.phones and left.phones.isdisjoint(right.phones):
        return False
    ours, theirs = left.name, right.name
    alike = min(sum(letter in theirs for letter in ours), sum(letter in ours for letter in theirs))
    return alike * 2 * 100 >= _LEAST_ALIKE_PERCENT * (len(ours) + len(theirs))

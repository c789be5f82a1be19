"""How alike two texts are, by the pairs of letters that both hold."""

from __future__ import annotations

from collections import Counter


def pairs_of_letters(key: str) -> Counter[str]:
    """Return every pair of neighbouring letters with how often it stands in a text."""
    return Counter(key[at : at + 2] for at in range(max(len(key) - 1, 1)))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of common pairs of letters, from 0 to 1."""
    total = one.total() + other.total()
    if len(one) > len(other):
        one, other = other, one
    return 2 * sum(min(count, other[gram]) for gram, count in one.items()) / total

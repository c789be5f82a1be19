"""The official class of every account, from its share of the group's sales."""

from __future__ import annotations

from collections.abc import Sequence

_UP_TO_A, _UP_TO_B = 75, 95
_HUNDRED = 100


def grade(sales_minor: Sequence[int]) -> tuple[str, ...]:
    """Grade accounts by cumulative share; who crosses a line belongs to the higher class.

    Source: domain.md 3.2.
    """
    total = sum(sales_minor)
    grades = ["C"] * len(sales_minor)
    before = 0
    for place in sorted(range(len(sales_minor)), key=lambda place: -sales_minor[place]):
        if sales_minor[place] > 0:
            grades[place] = _letter(before, total)
        before += sales_minor[place]
    return tuple(grades)


def _letter(before: int, total: int) -> str:
    if before * _HUNDRED < _UP_TO_A * total:
        return "A"
    return "B" if before * _HUNDRED < _UP_TO_B * total else "C"

"""A promise that was broken."""

from __future__ import annotations


class ViolationError(AssertionError):
    """The simulation found what must never be."""


def expect(holds: bool, told: str) -> None:
    if not holds:
        raise ViolationError(told)

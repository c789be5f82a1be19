"""How a bug is planted: a function of the product is replaced, and put back afterwards."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Replacement = Callable[[Any], Any]
"""Takes what stands there and returns what the bug puts in its place."""


@dataclass(frozen=True)
class PlantedBug:
    """One bug.

    Attributes:
        told: What goes wrong, for people.
        place: Module, and behind the colon the name in it.
        replacement: Makes the faulty function.
        also: Further places that the same bug needs.
    """

    told: str
    place: str
    replacement: Replacement
    also: tuple[tuple[str, Replacement], ...] = ()

    @contextlib.contextmanager
    def switched_on(self) -> Iterator[None]:
        with contextlib.ExitStack() as stack:
            for place, replacement in ((self.place, self.replacement), *self.also):
                stack.enter_context(replaced(place, replacement))
            yield


@contextlib.contextmanager
def replaced(place: str, replacement: Replacement) -> Iterator[None]:
    """Put something else in the place of what a module has under a name."""
    module, _, path = place.partition(":")
    *holders, name = path.split(".")
    holder: Any = importlib.import_module(module)
    for part in holders:
        holder = getattr(holder, part)
    original = getattr(holder, name)
    setattr(holder, name, replacement(original))
    try:
        yield
    finally:
        setattr(holder, name, original)

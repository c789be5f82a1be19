"""By what the figures of this device can be narrowed."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.reads.figures.choices import (
    read_account_types,
    read_people,
    read_product_lines,
    read_sectors,
)
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What there is to choose from.

    Attributes:
        sectors: Id, name and English name of those that have accounts here.
        lines: Product lines.
        types: Account types that occur.
        people: Id and name of those who are responsible for accounts here.
    """

    sectors: tuple[tuple[str, str, str], ...]
    lines: tuple[str, ...]
    types: tuple[str, ...]
    people: tuple[tuple[str, str], ...]


def read_filter_choices(workspace: Workspace) -> FilterChoices:
    """Return by what the figures of this device can be narrowed."""
    with workspace.store.snapshot() as look:
        return FilterChoices(
            tuple(read_sectors(look)),
            tuple(read_product_lines(look)),
            tuple(read_account_types(look)),
            tuple(read_people(look)),
        )

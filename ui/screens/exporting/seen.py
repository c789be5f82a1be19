"""What a list shows, as a table for a file: its columns with what stands below in a cell. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.exchange.table_writing import ExportValue
from ui.formats import MISSING
from ui.models.cells import Cell, Name, Num, Two, cell_text, cell_value
from ui.texts import _


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column that a list shows.

    Attributes:
        title: Its heading.
        cell: What a row shows in it.
        has_personal_below: Whether the quiet second line may hold personal data.
    """

    title: str
    cell: Callable[[Any], Cell]
    has_personal_below: bool = False


SeenTable = tuple[list[str], list[tuple[ExportValue, ...]]]
"""Headings and rows."""


def seen_table(
    columns: Sequence[SeenColumn],
    rows: Iterable[Any],
    *,
    has_personal: bool,
    is_paper: bool = False,
) -> SeenTable:
    """Return what a list shows: exact figures, and the second lines in columns of their own.

    Args:
        columns: As they stand on the screen.
        rows: All rows of the list, in its order.
        has_personal: Whether second lines with personal data go out, too.
        is_paper: Whether the second line of words stands below the first one, as on the screen.
    """
    cells = [tuple(column.cell(row) for column in columns) for row in rows]
    headings: list[str] = []
    parts: list[Callable[[tuple[Cell, ...]], ExportValue]] = []
    for at, column in enumerate(columns):
        headings.append(column.title)
        is_open = has_personal or not column.has_personal_below
        has_below = is_open and any(below(row[at]) for row in cells)
        is_stacked = is_paper and not any(isinstance(row[at], Num) for row in cells)
        parts.append(_Stacked(at) if has_below and is_stacked else _Main(at))
        if has_below and not is_stacked:
            headings.append(_("{title} (second line)").format(title=column.title))
            parts.append(_Below(at))
    return headings, [tuple(part(row) for part in parts) for row in cells]


def below(cell: Cell) -> str:
    """Return the quiet second line of a cell."""
    return cell.sub if isinstance(cell, Name | Two | Num) else ""


@dataclass(frozen=True, slots=True)
class _Main:
    place: int

    def __call__(self, row: tuple[Cell, ...]) -> ExportValue:
        value = cell_value(row[self.place])
        return None if value == MISSING else value


@dataclass(frozen=True, slots=True)
class _Stacked:
    place: int

    def __call__(self, row: tuple[Cell, ...]) -> ExportValue:
        lines = (cell_text(row[self.place]), below(row[self.place]))
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class _Below:
    place: int

    def __call__(self, row: tuple[Cell, ...]) -> ExportValue:
        return below(row[self.place])

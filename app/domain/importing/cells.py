"""What one cell of a foreign table holds, and what is to be said about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import StrEnum


class CellKind(StrEnum):
    """What a spreadsheet knows about a cell that is no plain text.

    Attributes:
        NUMBER: A number as the sheet shows it, with the zeros that its format puts in front.
        LOST: A number of more digits than a spreadsheet keeps; the last ones are zeros by now.
        DATE: "2026-11-21", or "2026-11-21T09:30:00" where a time was written.
        TRUTH: "1" or "0".
        FAULT: What the sheet shows in place of a value: "#N/A", "#REF!"; "" where a formula was
            never worked out.
    """

    NUMBER = "number"
    LOST = "lost"
    DATE = "date"
    TRUTH = "truth"
    FAULT = "fault"


@dataclasses.dataclass(frozen=True, slots=True)
class SheetValue:
    """A cell of a spreadsheet that is not plain text."""

    kind: CellKind
    text: str


Cell = str | SheetValue
"""A plain text is itself, as in every cell of a CSV file."""


@dataclasses.dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file.

    Attributes:
        line: Number of the row as a spreadsheet or an editor counts it, from 1.
        cells: Left to right; rows may be of different lengths.
    """

    line: int
    cells: tuple[Cell, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class CellProblem:
    """Something to be said about a cell or a row.

    Attributes:
        code: Stable dotted name; the catalogues hold its sentence.
        field: Name of the field; "" where the whole row is meant.
        params: Values for the sentence.
        is_fault: Whether the row is rejected for it; else the row is taken as the sentence says.
    """

    code: str
    field: str = ""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    is_fault: bool = True


def cell_text(cell: Cell) -> str:
    """Return what a person sees in a cell."""
    if isinstance(cell, str):
        return cell
    if cell.kind is CellKind.DATE:
        return cell.text.removesuffix("T00:00:00").replace("T", " ")
    return cell.text


def is_blank(cell: Cell) -> bool:
    """Return whether a cell says nothing."""
    if isinstance(cell, str):
        return not cell or not cell.strip()
    return cell.kind is not CellKind.FAULT and not cell.text

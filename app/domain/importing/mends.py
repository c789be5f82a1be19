"""Cells that a person wrote anew before a file came in; the file itself is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.importing.cells import RawRow


@dataclass(frozen=True, slots=True)
class Mend:
    """One cell.

    Attributes:
        line: Of the file.
        place: Column from 0.
        written: What the file shows there.
        text: What counts in place of it; "" for a cell that says nothing.
    """

    line: int
    place: int
    written: str
    text: str


def with_mend(mends: Iterable[Mend], new: Mend) -> tuple[Mend, ...]:
    """Return mends with one more; the same cell counts once, and not at all as the file has it."""
    others = [one for one in mends if (one.line, one.place) != (new.line, new.place)]
    return tuple(others if new.text == new.written else [*others, new])


def by_line(mends: Iterable[Mend]) -> dict[int, dict[int, str]]:
    """Return by line and place what counts."""
    found: dict[int, dict[int, str]] = {}
    for one in mends:
        found.setdefault(one.line, {})[one.place] = one.text
    return found


def mend_row(row: RawRow, mended: Mapping[int, str]) -> RawRow:
    """Return a row with cells written anew; a short row grows as far as it must."""
    if not mended:
        return row
    width = max(len(row.cells), *(place + 1 for place in mended))
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    for place, text in mended.items():
        cells[place] = text
    return replace(row, cells=tuple(cells))


def mends_body(mends: Iterable[Mend]) -> list[list[str | int]]:
    """Return mends as they are kept."""
    return [[one.line, one.place, one.written, one.text] for one in mends]


def mends_from(body: Iterable[Iterable[str | int]]) -> tuple[Mend, ...]:
    """Return the mends that `mends_body` kept."""
    return tuple(Mend(*kept) for kept in body)  # type: ignore[arg-type]

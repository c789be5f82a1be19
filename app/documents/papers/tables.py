"""Tables of the papers: plain columns in, widths by content, figures never wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.setting.characters import Run, TickBox
from app.documents.setting.fonts import FontSet
from app.documents.setting.page import TYPE_WIDTH
from app.documents.setting.tables import (
    PAD_X,
    Table,
    TableContent,
    TotalLine,
    cut_row,
    set_heads,
    total_line,
)
from app.documents.setting.typesetting import Align, Paragraph, Style, set_runs, set_text

SIZE, LEADING = 8.5, 1.36
BETWEEN_TABLES = 4.0
"""White space that keeps the rules of two tables in a row apart, in points."""

_SMALLEST, _STEP = 6.4, 0.3
_SAFETY, _HEAD_SAVING, _LEAST = 3.4, 3.0, 22.0
_ROOM_FOR_WORDS, _LEAST_WORDS = 90.0, 40.0

CellText = str | Sequence[Run | TickBox]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        heading: What stands above it.
        align: Where its text stands.
        share: Of the room that the others leave; 0 makes it as wide as its widest entry.
        most: Widest it may be in points where it is as wide as its entries; they wrap then.
    """

    heading: str
    align: Align = "left"
    share: float = 0.0
    most: float = TYPE_WIDTH


@dataclass(frozen=True, slots=True)
class Foot:
    """One line below a table; the value stands at the right or at the left."""

    label: str
    value: str
    is_right: bool = True
    is_bold: bool = True


def plain_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[CellText]],
    fonts: FontSet,
    *,
    feet: Sequence[Foot] = (),
    blank_note: str = "",
    air: float = 0.0,
) -> Table:
    """Set a table over the full width.

    Args:
        columns: At least one of them has a share.
        rows: Text of each cell, or runs with boxes to tick.
        fonts: The loaded fonts.
        feet: Lines below the last row.
        blank_note: Struck through below the last row, so that nothing can be added.
        air: Added to the leading, for tables that are written in by hand.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 5.
    """
    size, widths = _fit(columns, rows, fonts)
    body = Style(fonts.sans, size, size * LEADING + air)
    inner = [width - 2 * PAD_X for width in widths]
    styles = [replace(body, align=column.align) for column in columns]
    set_rows = [
        piece for row in rows for piece in cut_row(tuple(map(_set_cell, row, styles, inner)))
    ]
    head = Style(fonts.sans_bold, size, size * LEADING, "center")
    content = TableContent(
        widths=tuple(widths),
        heads=set_heads([column.heading for column in columns], widths, head),
        rows=tuple(set_rows),
        amounts=(),
        totals=tuple(_foot(foot, fonts) for foot in feet),
        body=body,
        blank_note=blank_note,
        page_sum_label="",
    )
    return Table(content, 0, len(set_rows))


def _fit(
    columns: Sequence[Column], rows: Sequence[Sequence[CellText]], fonts: FontSet
) -> tuple[float, list[float]]:
    """Choose the largest size at which the columns with words have room, and the widths."""
    ems = [_widest([_plain(row[place]) for row in rows], fonts) for place in range(len(columns))]
    heads = [
        max(fonts.sans_bold.width_of(line) for line in column.heading.split("\n"))
        for column in columns
    ]
    shares = sum(column.share for column in columns)
    # No more than the words ask for: five short figures need no room for sentences.
    shared = [em for column, em in zip(columns, map(max, ems, heads), strict=True) if column.share]
    size = SIZE
    while True:
        fixed = [
            0.0 if column.share else _fixed(column, em * size, head * size)
            for column, em, head in zip(columns, ems, heads, strict=True)
        ]
        room = TYPE_WIDTH - sum(fixed)
        wanted = sum(min(em * size + 2 * PAD_X, _ROOM_FOR_WORDS) for em in shared)
        if room >= wanted or size - _STEP < _SMALLEST:
            break
        size -= _STEP
    fixed = _make_room(columns, fixed, _LEAST_WORDS * shares - room)
    room = TYPE_WIDTH - sum(fixed)
    return size, [
        column.share / shares * room if column.share else width
        for column, width in zip(columns, fixed, strict=True)
    ]


def _make_room(columns: Sequence[Column], fixed: list[float], lacking: float) -> list[float]:
    """Narrow the columns whose words may wrap, never those with figures."""
    widths = []
    for column, width in zip(columns, fixed, strict=True):
        can_wrap = column.align == "left" and not column.share
        given = min(max(lacking, 0.0), max(width - _LEAST_WORDS, 0.0)) if can_wrap else 0.0
        lacking -= given
        widths.append(width - given)
    return widths


def _fixed(column: Column, entry: float, head: float) -> float:
    wanted = max(entry, head - _HEAD_SAVING) + 2 * PAD_X + _SAFETY
    return max(min(wanted, column.most), _LEAST)


def _widest(texts: Sequence[str], fonts: FontSet) -> float:
    lines = (line for text in texts for line in text.split("\n"))
    return max((fonts.sans.width_of(line) for line in lines), default=0.0)


def _plain(cell: CellText) -> str:
    if isinstance(cell, str):
        return cell
    return "".join(run.text if isinstance(run, Run) else "□" for run in cell)


def _set_cell(cell: CellText, style: Style, width: float) -> Paragraph:
    if isinstance(cell, str):
        return set_text(cell, style, width)
    return set_runs(cell, style, width)


def _foot(foot: Foot, fonts: FontSet) -> TotalLine:
    face = fonts.sans_bold if foot.is_bold else fonts.sans
    style = Style(face, SIZE, SIZE * LEADING)
    value = replace(style, align="right" if foot.is_right else "left")
    return total_line(foot.label, foot.value, label_style=style, value_style=value)

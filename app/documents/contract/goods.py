"""The goods table of a contract: cells, column widths by content, totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
from app.documents.setting.typesetting import Align, Style, set_text
from app.domain.contracts.clauses.parts import Column, ColumnKind, Field
from app.domain.contracts.wording.goods_cells import (
    GoodsCells,
    TotalWords,
    blank_note,
    goods_cells,
)
from app.domain.contracts.wording.lines import LineAmount
from app.domain.contracts.wording.numbering import ContractText

_SIZES = (8.5, 8.2, 7.9, 7.6)
_LEADING = 1.36
_ROOM_FOR_TEXT = 150.0
_LEAST_NAME, _LEAST_SPECIFICATION, _LEAST_TEXT = 80.0, 70.0, 40.0
_TEXT_MARGIN, _SAFETY, _HEAD_SAVING, _ENGLISH_SMALLER = 8.0, 0.6, 3.0, 0.8
_WIDTH_LIMITS: Mapping[ColumnKind, tuple[float, float]] = {
    "index": (24.0, 60.0),
    "short": (26.0, 58.0),
    "qty": (30.0, TYPE_WIDTH),
    "money": (50.0, TYPE_WIDTH),
    "rate": (27.0, TYPE_WIDTH),
    "amount": (58.0, TYPE_WIDTH),
}
_ALIGN: Mapping[ColumnKind, Align] = {
    "index": "center",
    "text": "left",
    "short": "center",
    "qty": "right",
    "money": "right",
    "rate": "center",
    "amount": "right",
}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns with their cells as text, and how large they are set."""

    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    size: float


def goods_table(text: ContractText, name: str, fonts: FontSet) -> Table:
    """Set a table field of a contract.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 5.
    """
    made, bilingual = goods_cells(text, name), text.is_bilingual
    layout = _lay_out_columns(made.field, made.rows, fonts, bilingual)
    return _set_table(layout, made, fonts, bilingual)


def _lay_out_columns(
    field: Field, cells: tuple[tuple[str, ...], ...], fonts: FontSet, bilingual: bool
) -> _Layout:
    """Choose size and widths: figures never wrap, the text columns share what is left."""
    headings = tuple(column.heading.zh for column in field.columns)
    ems = [_widest(cells, place, fonts) for place in range(len(headings))]
    head_ems = [fonts.sans_bold.width_of(heading) for heading in headings]
    english = [_longest_word(column, fonts) if bilingual else 0.0 for column in field.columns]
    widths: list[float] = []
    size = room = 0.0
    for size in _SIZES:
        widths = [
            _fixed_width(column, max(em * size, _head_width(head, word, size)))
            for column, em, head, word in zip(field.columns, ems, head_ems, english, strict=True)
        ]
        room = TYPE_WIDTH - sum(widths)
        if room >= _ROOM_FOR_TEXT:
            break
    if bilingual:
        headings = tuple(f"{column.heading.zh}\n{column.heading.en}" for column in field.columns)
    layout = _Layout(field.columns, headings, cells, tuple(widths), size)
    if room < _ROOM_FOR_TEXT:
        return _merge_text_columns(layout, room)
    return _share_room(layout, room, [em * size for em in ems])


def _widest(cells: tuple[tuple[str, ...], ...], place: int, fonts: FontSet) -> float:
    lines = (line for row in cells for line in row[place].split("\n"))
    return max((fonts.sans.width_of(line) for line in lines), default=0.0)


def _longest_word(column: Column, fonts: FontSet) -> float:
    return max(fonts.sans_bold.width_of(word) for word in column.heading.en.split())


def _head_width(head: float, english_word: float, size: float) -> float:
    """Return what a heading needs: Chinese in one line, English without breaking a word."""
    return max(head * size, english_word * (size - _ENGLISH_SMALLER)) - _HEAD_SAVING


def _fixed_width(column: Column, widest: float) -> float:
    if column.kind == "text":
        return 0.0
    least, most = _WIDTH_LIMITS[column.kind]
    return min(max(widest + 2 * PAD_X + _SAFETY, least), most)


def _text_places(columns: Sequence[Column]) -> list[int]:
    return [place for place, column in enumerate(columns) if column.kind == "text"]


def _share_room(layout: _Layout, room: float, wanted: Sequence[float]) -> _Layout:
    """Share the room left between the text columns by need."""
    widths = list(layout.widths)
    first, *others = _text_places(layout.columns)
    need = {place: wanted[place] + _TEXT_MARGIN for place in (first, *others)}
    total = sum(need.values())
    name = max(room * need[first] / total, _LEAST_NAME)
    widths[first] = min(name, room - _LEAST_SPECIFICATION * len(others))
    rest = room - widths[first]
    for place in others:
        widths[place] = rest * need[place] / (total - need[first])
    return replace(layout, widths=tuple(widths))


def _merge_text_columns(layout: _Layout, room: float) -> _Layout:
    """Move the specification under the product name when there is no room for both."""
    name, *others = _text_places(layout.columns)
    gone = set(others)
    stay = [place for place in range(len(layout.columns)) if place not in gone]
    widths = [layout.widths[place] for place in stay]
    widths[stay.index(name)] = max(room, _LEAST_TEXT)
    headings = list(layout.headings)
    # A heading in two languages has a line for each.
    lines = (headings[place].split("\n") for place in (name, *others))
    headings[name] = "\n".join("／".join(each) for each in zip(*lines, strict=True))
    return replace(
        layout,
        columns=tuple(layout.columns[place] for place in stay),
        headings=tuple(headings[place] for place in stay),
        cells=tuple(_merged_row(row, stay, name, others) for row in layout.cells),
        widths=tuple(widths),
    )


def _merged_row(
    row: tuple[str, ...], stay: Sequence[int], name: int, others: Sequence[int]
) -> tuple[str, ...]:
    joined = "\n".join(part for part in (row[name], *(row[place] for place in others)) if part)
    return tuple(joined if place == name else row[place] for place in stay)


def _set_table(
    layout: _Layout,
    made: GoodsCells,
    fonts: FontSet,
    bilingual: bool,
) -> Table:
    size, leading = layout.size, layout.size * _LEADING
    body = Style(fonts.sans, size, leading)
    head = Style(fonts.sans_bold, size, leading, "center")
    if bilingual:
        head = replace(head, size=size - _ENGLISH_SMALLER, leading=size * 1.2)
    styles = [replace(body, align=_ALIGN[column.kind]) for column in layout.columns]
    inner = [width - 2 * PAD_X for width in layout.widths]
    set_rows = (tuple(map(set_text, row, styles, inner)) for row in layout.cells)
    pieces = [cut_row(row) for row in set_rows]
    rows = tuple(piece for row in pieces for piece in row)
    totals = made.totals
    content = TableContent(
        widths=layout.widths,
        heads=set_heads(layout.headings, layout.widths, head),
        rows=rows,
        amounts=_piece_amounts(made.amounts, pieces) if totals else (),
        totals=_totals(totals, body, fonts, bilingual),
        body=body,
        blank_note=blank_note(is_bilingual=bilingual),
        page_sum_label="本页小计 Page subtotal" if bilingual else "本页小计",
    )
    return Table(content, 0, len(rows))


def _piece_amounts(
    amounts: Sequence[LineAmount], pieces: Sequence[Sequence[object]]
) -> tuple[int, ...]:
    """Give the amount of a line to the first piece of its row."""
    found: list[int] = []
    for line, row in zip(amounts, pieces, strict=True):
        found += [line.amount_minor, *[0] * (len(row) - 1)]
    return tuple(found)


def _totals(
    totals: Sequence[TotalWords], body: Style, fonts: FontSet, bilingual: bool
) -> tuple[TotalLine, ...]:
    bold = replace(body, face=fonts.sans_bold)
    lines = []
    for total in totals:
        style = bold if total.is_main else body
        align: Align = "left" if total is totals[-1] else "right"
        lines.append(
            total_line(
                f"{total.zh}\n{total.en}" if bilingual else total.zh,
                total.value,
                label_style=style,
                value_style=replace(style, align=align),
            )
        )
    return tuple(lines)

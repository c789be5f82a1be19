"""The goods table of a contract in Word, with its struck end and its totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.documents.word.markup import (
    Align,
    CellOfTable,
    Look,
    Span,
    paragraph,
    table,
    table_row,
)
from app.documents.word.package import TEXT_WIDTH
from app.domain.contracts.clauses.parts import Column, ColumnKind
from app.domain.contracts.wording.goods_cells import (
    GoodsCells,
    TotalWords,
    blank_note,
    goods_cells,
)
from app.domain.contracts.wording.numbering import ContractText

_LETTER = 95
"""Width of a Latin letter in dxa at the size of a cell; a Chinese one is twice as wide."""
_FIRST_WIDE = "\u2000"
_PADDING, _LEAST, _LEAST_TEXT = 190, 520, 1_300
_TOTAL_LABEL = 1_900
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
class _Grid:
    """Columns with heads and cells."""

    columns: Sequence[Column]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def texts(self) -> tuple[int, ...]:
        return tuple(place for place, column in enumerate(self.columns) if column.kind == "text")

    @property
    def room(self) -> int:
        """What figures leave for the text columns; figures are never broken."""
        return TEXT_WIDTH - sum(
            self._fixed(place) for place, column in enumerate(self.columns) if column.kind != "text"
        )

    def widths(self) -> tuple[int, ...]:
        """Give figures the room they need; the text columns share what is left by need."""
        need = {place: self._wanted(place) for place in self.texts}
        room, total = self.room, sum(need.values()) or 1
        least = min(_LEAST_TEXT, room // (len(need) or 1))
        shares = {place: max(room * wanted // total, least) for place, wanted in need.items()}
        if shares:
            widest = max(shares, key=shares.__getitem__)
            shares[widest] += room - sum(shares.values())
        return tuple(shares.get(place) or self._fixed(place) for place in range(len(self.columns)))

    def _fixed(self, place: int) -> int:
        return max(self._wanted(place) + _PADDING, _LEAST)

    def _wanted(self, place: int) -> int:
        return max(_reach(row[place]) for row in (self.heads, *self.rows))


def goods_markup(text: ContractText, name: str) -> Iterator[str]:
    """Yield a table field of a contract and the gap below it.

    Source: paper.md section 5: no empty rows, the head repeated, figures never broken.
    """
    cells = goods_cells(text, name)
    grid = _grid(cells, is_bilingual=text.is_bilingual)
    widths = grid.widths()
    rows = [table_row(_head_cells(grid.heads, widths), is_head=True)]
    rows += [table_row(_row_cells(row, grid.columns, widths)) for row in grid.rows]
    blank = paragraph([Span(blank_note(is_bilingual=text.is_bilingual))], Look("Cell", "center"))
    rows.append(table_row([CellOfTable(blank, sum(widths), spans=len(widths))]))
    rows += [_total(total, widths, is_bilingual=text.is_bilingual) for total in cells.totals]
    yield table(rows, widths, is_ruled=True)
    yield paragraph([], Look("Small"))


def _heading(column: Column, *, is_bilingual: bool) -> str:
    heading = column.heading
    return f"{heading.zh}\n{heading.en}" if is_bilingual else heading.zh


def _head_cells(heads: Sequence[str], widths: Sequence[int]) -> Iterator[CellOfTable]:
    for words, width in zip(heads, widths, strict=True):
        look = Look("Cell", "center", stays=True)
        yield CellOfTable(paragraph([Span(words, is_bold=True)], look), width, is_shaded=True)


def _row_cells(
    row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]
) -> Iterator[CellOfTable]:
    for value, column, width in zip(row, columns, widths, strict=True):
        yield CellOfTable(paragraph([Span(value)], Look("Cell", _ALIGN[column.kind])), width)


def _total(total: TotalWords, widths: Sequence[int], *, is_bilingual: bool) -> str:
    label = f"{total.zh} {total.en}" if is_bilingual else total.zh
    covered = place = 0
    while covered < _TOTAL_LABEL and place < len(widths) - 1:
        covered += widths[place]
        place += 1
    is_words = not total.value.startswith("￥")
    look = Look("Cell", "left" if is_words else "right")
    value = paragraph([Span(total.value, is_bold=total.is_main)], look)
    name = paragraph([Span(label, is_bold=total.is_main)], Look("Cell"))
    rest = sum(widths) - covered
    return table_row(
        [
            CellOfTable(name, covered, spans=place),
            CellOfTable(value, rest, spans=len(widths) - place),
        ]
    )


def _grid(cells: GoodsCells, *, is_bilingual: bool) -> _Grid:
    """Return the table; without room for two text columns the second moves under the first."""
    columns = cells.field.columns
    heads = tuple(_heading(column, is_bilingual=is_bilingual) for column in columns)
    grid = _Grid(columns, heads, cells.rows)
    texts = grid.texts
    if not texts[1:] or grid.room >= _LEAST_TEXT * len(texts):
        return grid
    return _Grid(
        tuple(column for place, column in enumerate(columns) if place not in texts[1:]),
        _merged(heads, texts),
        tuple(_merged(row, texts) for row in cells.rows),
    )


def _merged(row: Sequence[str], texts: Sequence[int]) -> tuple[str, ...]:
    first, *others = texts
    whole = "\n".join(row[place] for place in texts if row[place])
    return tuple(
        whole if place == first else words for place, words in enumerate(row) if place not in others
    )


def _reach(words: str) -> int:
    return max(
        sum(_LETTER if letter < _FIRST_WIDE else 2 * _LETTER for letter in line)
        for line in words.split("\n")
    )

"""Ruled tables that break between rows, repeat their head and sum up every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.documents.setting.blocks import Block
from app.documents.setting.page import FINE_RULE, RULE_GREY, STRONG_RULE, TINT, TYPE_WIDTH
from app.documents.setting.sheet import Sheet
from app.documents.setting.typesetting import Paragraph, Style, set_text
from app.domain.contracts.wording.values import figures

PAD_X, PAD_Y = 3.2, 2.8
TOTAL_LABEL_WIDTH = 92.0

_HEAD_WIDER, _HEAD_RULE, _BLANK_RULE = 1.5, 0.5, 0.5
_BLANK_INSET, _BLANK_SIZE = 6.0, 1.0
_LEAST_ROWS = 2
# Two rows of this many lines fit on a page together with head, page sum and totals.
_MOST_LINES = 22


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One line below a table: a label and a figure or words."""

    label: Paragraph
    value: Paragraph

    @property
    def height(self) -> float:
        """Height of the line."""
        return max(self.label.height, self.value.height) + 2 * PAD_Y


@dataclass(frozen=True)
class TableContent:
    """A table before it is divided.

    Attributes:
        widths: Width of each column in points.
        heads: Column headings.
        rows: Cells of each row.
        amounts: Amount of each row in 分, to sum up a page; empty for none.
        totals: Lines below the last row.
        body: Style of the cells.
        blank_note: （以下空白）, struck through below the last row; empty for none.
        page_sum_label: What the sum of one page is called.
    """

    widths: tuple[float, ...]
    heads: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    amounts: tuple[int, ...]
    totals: tuple[TotalLine, ...]
    body: Style
    blank_note: str
    page_sum_label: str

    @cached_property
    def row_heights(self) -> tuple[float, ...]:
        """Height of each row, known once for all pages."""
        return tuple(max(cell.height for cell in row) + 2 * PAD_Y for row in self.rows)


@dataclass(frozen=True)
class Table(Block):
    """The part of a table that stands on one page."""

    content: TableContent
    first: int
    last: int

    @cached_property
    def _heights(self) -> tuple[float, ...]:
        return self.content.row_heights[self.first : self.last]

    @cached_property
    def _head_height(self) -> float:
        return max(head.height for head in self.content.heads) + 2 * PAD_Y + 1

    @property
    def _line_height(self) -> float:
        return self.content.body.leading + 2 * PAD_Y

    @property
    def _is_final(self) -> bool:
        return self.last == len(self.content.rows)

    @property
    def _has_page_sum(self) -> bool:
        return bool(self.content.amounts) and not (self.first == 0 and self._is_final)

    @cached_property
    def height(self) -> float:
        """Height with head, page sum and, on the last page, the totals."""
        tail = self._line_height if self._has_page_sum else 0.0
        if self._is_final:
            tail += self._line_height if self.content.blank_note else 0.0
            tail += sum(line.height for line in self.content.totals)
        return self._head_height + sum(self._heights) + tail + 1

    @property
    def least(self) -> float:
        """The head with two rows and the page sum, unless it is too short to be divided."""
        if len(self._heights) < 2 * _LEAST_ROWS:
            return self.height
        return self._head_height + sum(self._heights[:_LEAST_ROWS]) + self._line_height + 1

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Divide between rows, at least two on either side."""
        left = room - self._head_height - self._line_height - 1
        count = 0
        for height in self._heights:
            if height > left:
                break
            left -= height
            count += 1
        count = min(count, len(self._heights) - _LEAST_ROWS)
        if count < _LEAST_ROWS:
            return None
        middle = self.first + count
        return replace(self, last=middle), replace(self, first=middle)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw head, rows, page sum and totals with their rules."""
        self._draw_head(sheet, x, top)
        foot = self._draw_rows(sheet, x, top - self._head_height)
        self._draw_verticals(sheet, x, top, foot)
        if self._has_page_sum:
            foot = self._draw_page_sum(sheet, x, foot)
        if self._is_final:
            if self.content.blank_note:
                foot = self._draw_blank_note(sheet, x, foot)
            foot = self._draw_totals(sheet, x, foot)
        for y in (top, foot):
            sheet.across(x, y, TYPE_WIDTH, weight=STRONG_RULE)
        sheet.across(x, top - self._head_height, TYPE_WIDTH, weight=_HEAD_RULE)

    def _draw_head(self, sheet: Sheet, x: float, top: float) -> None:
        height = self._head_height
        sheet.panel(x, top - height, TYPE_WIDTH, height, gray=TINT)
        for head, width in zip(self.content.heads, self.content.widths, strict=True):
            head.draw(sheet, x + PAD_X - _HEAD_WIDER, top - (height - head.height) / 2)
            x += width

    def _draw_rows(self, sheet: Sheet, x: float, top: float) -> float:
        rows = self.content.rows[self.first : self.last]
        for row, height in zip(rows, self._heights, strict=True):
            left = x
            for cell, width in zip(row, self.content.widths, strict=True):
                cell.draw(sheet, left + PAD_X, top - (height - cell.height) / 2)
                left += width
            top -= height
            _fine_rule(sheet, x, top)
        return top

    def _draw_verticals(self, sheet: Sheet, x: float, top: float, foot: float) -> None:
        for width in self.content.widths[:-1]:
            x += width
            sheet.line((x, top), (x, foot), weight=FINE_RULE, gray=RULE_GREY)

    def _draw_page_sum(self, sheet: Sheet, x: float, top: float) -> float:
        total = sum(self.content.amounts[self.first : self.last])
        body, label_width = self.content.body, TYPE_WIDTH / 2
        label = set_text(self.content.page_sum_label, body, label_width)
        value = set_text(f"￥{figures(total)}", replace(body, align="right"), label_width)
        label.draw(sheet, x + PAD_X, top - PAD_Y)
        value.draw(sheet, x + TYPE_WIDTH - label_width - PAD_X, top - PAD_Y)
        _fine_rule(sheet, x, top - self._line_height)
        return top - self._line_height

    def _draw_blank_note(self, sheet: Sheet, x: float, top: float) -> float:
        body = self.content.body
        style = replace(body, size=body.size - _BLANK_SIZE, align="center")
        note = set_text(self.content.blank_note, style, TYPE_WIDTH)
        note.draw(sheet, x, top - PAD_Y)
        height, middle = self._line_height, top - self._line_height / 2
        reach = (TYPE_WIDTH - note.natural_width) / 2 - 2 * _BLANK_INSET
        for left in (x + _BLANK_INSET, x + TYPE_WIDTH - _BLANK_INSET - reach):
            sheet.across(left, middle, reach, weight=_BLANK_RULE, gray=RULE_GREY)
        _fine_rule(sheet, x, top - height)
        return top - height

    def _draw_totals(self, sheet: Sheet, x: float, top: float) -> float:
        for line in self.content.totals:
            height, middle = line.height, x + TOTAL_LABEL_WIDTH
            line.label.draw(sheet, x + PAD_X, top - (height - line.label.height) / 2)
            line.value.draw(sheet, middle + PAD_X, top - (height - line.value.height) / 2)
            foot = top - height
            sheet.line((middle, top), (middle, foot), weight=FINE_RULE, gray=RULE_GREY)
            _fine_rule(sheet, x, foot)
            top = foot
        return top


def _fine_rule(sheet: Sheet, x: float, y: float) -> None:
    sheet.across(x, y, TYPE_WIDTH, weight=FINE_RULE, gray=RULE_GREY)


def cut_row(row: tuple[Paragraph, ...]) -> list[tuple[Paragraph, ...]]:
    """Cut a row that is higher than half a page, as an exception for texts of extreme length."""
    pieces: list[tuple[Paragraph, ...]] = []
    while max(len(cell.lines) for cell in row) > _MOST_LINES:
        cut = [cell.cut(_MOST_LINES) for cell in row]
        pieces.append(tuple(above for above, _ in cut))
        row = tuple(below for _, below in cut)
    return [*pieces, row]


def total_line(label: str, value: str, *, label_style: Style, value_style: Style) -> TotalLine:
    """Set one line below a table."""
    return TotalLine(
        set_text(label, label_style, TOTAL_LABEL_WIDTH - 2 * PAD_X),
        set_text(value, value_style, TYPE_WIDTH - TOTAL_LABEL_WIDTH - 2 * PAD_X),
    )


def set_heads(texts: Sequence[str], widths: Sequence[float], style: Style) -> tuple[Paragraph, ...]:
    """Set column headings; they may use a little of the padding."""
    return tuple(
        set_text(text, style, width - 2 * PAD_X + 2 * _HEAD_WIDER)
        for text, width in zip(texts, widths, strict=True)
    )

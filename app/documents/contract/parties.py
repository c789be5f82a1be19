"""The parties block of the first page: who 甲方 and 乙方 are, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from app.documents.setting.blocks import Block
from app.documents.setting.fonts import FontSet
from app.documents.setting.page import (
    FULL_HEIGHT,
    HAIR_GREY,
    HAIR_RULE,
    RULE_GREY,
    STRONG_RULE,
    TINT,
    TYPE_WIDTH,
)
from app.documents.setting.sheet import Sheet
from app.documents.setting.typesetting import Paragraph, Style, set_text
from app.domain.contracts.clauses.parts import PartyLetter
from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.party_lines import (
    PARTY_LINES,
    party_head,
    party_label,
    party_value,
)

_HALF = TYPE_WIDTH / 2
_LABEL_WIDTH, _INSET, _RIGHT_INSET = 66.0, 7.0, 7.0
_HEAD_HEIGHT, _HEAD_SIZE, _ROW_AIR, _TOP_AIR, _FOOT_AIR = 18.0, 9.5, 3.4, 2.0, 1.0
_TEXT_DROP = 1.2
_LABEL_SIZE, _SIZES, _LEADING, _LABEL_LEADING_EN = 7.6, (8.8, 8.2, 7.6), 1.41, 10.4
# Above this height a smaller type is tried: title and heading share the page.
_COMFORTABLE = 500.0


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the block: label and value of both parties."""

    cells: tuple[tuple[Paragraph, Paragraph], ...]

    @property
    def height(self) -> float:
        return max(max(label.height, value.height) for label, value in self.cells) + _ROW_AIR


@dataclass(frozen=True, slots=True)
class PartiesBlock(Block):
    """Both parties; divided between its lines only if a whole page cannot hold it."""

    heads: tuple[Paragraph, ...]
    lines: tuple[_Line, ...]

    @property
    def height(self) -> float:
        """Height it takes."""
        return _HEAD_HEIGHT + _TOP_AIR + sum(line.height for line in self.lines) + _FOOT_AIR

    @property
    def least(self) -> float:
        """All of it, unless no page could hold all of it."""
        if self.height <= FULL_HEIGHT:
            return self.height
        return _HEAD_HEIGHT + _TOP_AIR + self.lines[0].height + _FOOT_AIR

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Divide between lines, as an exception for texts of extreme length."""
        if self.height <= FULL_HEIGHT:
            return None
        left = room - _HEAD_HEIGHT - _TOP_AIR - _FOOT_AIR
        feet = accumulate(line.height for line in self.lines)
        count = sum(foot <= left for foot in feet)
        if not 0 < count < len(self.lines):
            return None
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the head panel, the lines with hair rules, and the frame."""
        foot = top - self.height
        sheet.panel(x, top - _HEAD_HEIGHT, TYPE_WIDTH, _HEAD_HEIGHT, gray=TINT)
        for head, left in zip(self.heads, (x, x + _HALF), strict=True):
            head.draw(sheet, left + _INSET, top)
        y = top - _HEAD_HEIGHT - _TOP_AIR
        for place, line in enumerate(self.lines, start=1):
            _draw_line(sheet, line, x, y - _TEXT_DROP)
            y -= line.height
            if place < len(self.lines):
                sheet.across(x, y, TYPE_WIDTH, weight=HAIR_RULE, gray=HAIR_GREY)
        middle = x + _HALF
        sheet.line((middle, top), (middle, foot), weight=HAIR_RULE, gray=RULE_GREY)
        for edge in (top, foot):
            sheet.across(x, edge, TYPE_WIDTH, weight=STRONG_RULE)


def _draw_line(sheet: Sheet, line: _Line, x: float, top: float) -> None:
    for (label, value), left in zip(line.cells, (x, x + _HALF), strict=True):
        label.draw(sheet, left + _INSET, top)
        value.draw(sheet, left + _INSET + _LABEL_WIDTH, top)


def parties_block(text: ContractText, fonts: FontSet) -> PartiesBlock:
    """Set the parties block in the largest type that leaves room on the page.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 3.
    """
    letters: tuple[PartyLetter, ...] = ("a", "b")
    head_style = Style(fonts.sans_bold, _HEAD_SIZE, _HEAD_HEIGHT)
    width = _HALF - _INSET - _RIGHT_INSET
    heads = tuple(set_text(party_head(text, letter), head_style, width) for letter in letters)
    block = PartiesBlock(heads, ())
    for size in _SIZES:
        block = PartiesBlock(heads, _set_lines(text, fonts, size))
        if block.height <= _COMFORTABLE:
            break
    return block


def _set_lines(text: ContractText, fonts: FontSet, size: float) -> tuple[_Line, ...]:
    bilingual = text.is_bilingual
    leading = size * _LEADING
    label_style = Style(fonts.sans, _LABEL_SIZE, _LABEL_LEADING_EN if bilingual else leading)
    width = _HALF - _LABEL_WIDTH - _INSET - _RIGHT_INSET
    lines: list[_Line] = []
    for zh, en, key in PARTY_LINES:
        face = fonts.serif_bold if key == "name" else fonts.serif
        cells: list[tuple[Paragraph, Paragraph]] = []
        for name in ("party_a", "party_b"):
            party = text.values.get(name) or {}
            label = party_label(zh, key, party) + (f"\n{en}" if bilingual else "")
            value = party_value(key, party, bilingual)
            label_set = set_text(label, label_style, _LABEL_WIDTH)
            cells.append((label_set, set_text(value, Style(face, size, leading), width)))
        lines.append(_Line(tuple(cells)))
    return tuple(lines)

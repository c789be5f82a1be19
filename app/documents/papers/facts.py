"""Labels with their values, two pairs side by side, as on sheets that are read, not signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.documents.setting.blocks import Block
from app.documents.setting.fonts import FontSet
from app.documents.setting.page import FINE_RULE, HAIR_GREY, HAIR_RULE, TYPE_WIDTH
from app.documents.setting.sheet import Sheet
from app.documents.setting.typesetting import Paragraph, Style, set_text

_HALF = TYPE_WIDTH / 2
_LABEL, _GAP, _AIR = 70.0, 6.0, 4.4
_LABEL_SIZE, _SIZE, _LEADING = 7.8, 8.8, 12.4
_MOST_LINES = 40

Fact = tuple[str, str]
"""Label and value."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One pair over the full width, or two side by side."""

    pairs: tuple[tuple[Paragraph, Paragraph], ...]

    @property
    def height(self) -> float:
        return max(max(label.height, value.height) for label, value in self.pairs) + _AIR


@dataclass(frozen=True)
class Facts(Block):
    """Pairs with hair rules between them; divided between its lines."""

    lines: tuple[_Line, ...]

    @cached_property
    def height(self) -> float:
        """Height it takes."""
        return sum(line.height for line in self.lines) + 1

    @property
    def least(self) -> float:
        """Two lines."""
        return sum(line.height for line in self.lines[:2]) + 1

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Divide between lines."""
        left, count = room - 1, 0
        for line in self.lines:
            if line.height > left:
                break
            left -= line.height
            count += 1
        if not 0 < count < len(self.lines):
            return None
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the pairs with the rules around them."""
        sheet.across(x, top, TYPE_WIDTH, weight=FINE_RULE)
        for line in self.lines:
            for place, (label, value) in enumerate(line.pairs):
                left = x + place * _HALF
                label.draw(sheet, left, top - _AIR / 2)
                value.draw(sheet, left + _LABEL, top - _AIR / 2)
            top -= line.height
            sheet.across(x, top, TYPE_WIDTH, weight=HAIR_RULE, gray=HAIR_GREY)


def facts_block(facts: Sequence[Fact], fonts: FontSet) -> Facts:
    """Set pairs of label and value; short ones stand side by side, empty values are left out.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    label = Style(fonts.sans, _LABEL_SIZE, _LEADING)
    text = Style(fonts.serif, _SIZE, _LEADING)
    narrow, wide = _HALF - _LABEL - _GAP, TYPE_WIDTH - _LABEL
    lines: list[_Line] = []
    waiting: list[tuple[Paragraph, Paragraph]] = []
    for words, value in facts:
        if not value:
            continue
        label_set = set_text(words, label, _LABEL - _GAP)
        is_long = "\n" in value or fonts.serif.width_of(value) * _SIZE > narrow
        if not is_long:
            waiting.append((label_set, set_text(value, text, narrow)))
        if waiting and (is_long or len(waiting) > 1):
            lines.append(_Line(tuple(waiting)))
            waiting = []
        if is_long:
            lines += _long_lines(label_set, set_text(value, text, wide))
    if waiting:
        lines.append(_Line(tuple(waiting)))
    return Facts(tuple(lines))


def _long_lines(label: Paragraph, value: Paragraph) -> list[_Line]:
    """Cut a value that no page could hold; the label stands before its first piece."""
    pieces: list[_Line] = []
    while len(value.lines) > _MOST_LINES:
        above, value = value.cut(_MOST_LINES)
        pieces.append(_Line(((label, above),)))
        label = label.cut(0)[0]
    return [*pieces, _Line(((label, value),))]

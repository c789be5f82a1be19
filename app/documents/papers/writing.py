"""Places on a paper that are written on, stamped or cut: lines, seal, cut line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.setting.blocks import Block, Group
from app.documents.setting.fonts import FontSet
from app.documents.setting.marks import SEAL_RADIUS, draw_seal_circle
from app.documents.setting.page import TYPE_WIDTH
from app.documents.setting.sheet import Sheet
from app.documents.setting.typesetting import Paragraph, Style, set_text

_RULE, _CUT_RULE = 0.45, 0.5
_LABEL_SIZE, _LABEL_LEADING = 9.0, 12.0
_RULE_LIFT, _LABEL_DROP, _BETWEEN, _AFTER_LABEL = 3.0, 1.0, 10.0, 4.0
_LEAST_HEIGHT = 22.0
_SEAL_HEIGHT, _SEAL_RIGHT = 124.0, 20.0
_CUT_HEIGHT, _CUT_AIR, _CUT_SIZE = 22.0, 6.0, 7.4


@dataclass(frozen=True, slots=True)
class WritingLine(Block):
    """Labels with a line behind each; the last line ends at the edge of the type area."""

    labels: tuple[Paragraph, ...]
    shares: tuple[float, ...]
    least_height: float

    @property
    def height(self) -> float:
        """Height it takes."""
        return max(self.least_height, *(label.height + _RULE_LIFT for label in self.labels))

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw labels and lines."""
        foot, end = top - self.height + _RULE_LIFT, x + TYPE_WIDTH
        for label, share in zip(self.labels, self.shares, strict=True):
            width = TYPE_WIDTH * share
            label.draw(sheet, x, foot + label.height - _LABEL_DROP)
            left = x + (label.natural_width + _AFTER_LABEL if label.lines else 0.0)
            right = x + width - _BETWEEN if x + width < end - 1 else end
            sheet.across(left, foot, right - left, weight=_RULE)
            x += width


def writing_line(
    fields: Sequence[tuple[str, float]], fonts: FontSet, *, height: float = _LEAST_HEIGHT
) -> WritingLine:
    """Set labels with lines to write on.

    Args:
        fields: Label and share of the width; the shares come to one.
        fonts: The loaded fonts.
        height: Least height in points.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    style = Style(fonts.sans, _LABEL_SIZE, _LABEL_LEADING)
    labels = tuple(set_text(label, style, TYPE_WIDTH * share * 0.6) for label, share in fields)
    return WritingLine(labels, tuple(share for _, share in fields), height)


def empty_lines(count: int, fonts: FontSet, *, height: float = 20.0) -> list[Block]:
    """Return lines over the full width to write on."""
    return [writing_line([("", 1.0)], fonts, height=height) for _ in range(count)]


@dataclass(frozen=True, slots=True)
class SpareRoom(Group):
    """Lines to write on where a page has room for them; no page is begun for them."""

    def at_page_top(self) -> Block | None:
        """Vanish."""
        return None


@dataclass(frozen=True, slots=True)
class SealPlace(Block):
    """Where the house signs: its name over the date, in the circle of its seal."""

    name: Paragraph
    day: Paragraph

    @property
    def height(self) -> float:
        """Height of the seal, or of a very long name."""
        return max(_SEAL_HEIGHT, self.name.height + self.day.height + 2 * _CUT_AIR)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the circle, then name and date over it."""
        middle = top - self.height / 2
        centre = x + TYPE_WIDTH - SEAL_RADIUS - _SEAL_RIGHT
        draw_seal_circle(sheet, (centre, middle))
        upper = middle + (self.name.height + self.day.height) / 2
        self.name.draw(sheet, x, upper)
        self.day.draw(sheet, x, upper - self.name.height)


def seal_place(name: str, day: str, fonts: FontSet) -> SealPlace:
    """Set the place of the seal.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    width = TYPE_WIDTH - _BETWEEN
    bold = Style(fonts.serif_bold, 10.5, 17, "right")
    return SealPlace(
        set_text(name, bold, width), set_text(day, Style(fonts.serif, 9.5, 15, "right"), width)
    )


@dataclass(frozen=True, slots=True)
class CutLine(Block):
    """A dashed line with words in its middle: what is below is cut off and sent back."""

    words: Paragraph

    @property
    def height(self) -> float:
        """Height it takes."""
        return _CUT_HEIGHT

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw both halves of the line and the words."""
        y = top - _CUT_HEIGHT / 2
        self.words.draw(sheet, x, y + self.words.style.leading / 2)
        reach = (TYPE_WIDTH - self.words.natural_width) / 2 - _CUT_AIR
        for left in (x, x + TYPE_WIDTH - reach):
            dashes = f"{left:.2f} {y:.2f} m {left + reach:.2f} {y:.2f} l S"
            sheet.write(f"q [3 3] 0 d {_CUT_RULE} w 0 G {dashes} Q")


def cut_line(words: str, fonts: FontSet) -> CutLine:
    """Set the line along which a slip is cut off.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    return CutLine(set_text(words, Style(fonts.sans, _CUT_SIZE, 10, "center"), TYPE_WIDTH))

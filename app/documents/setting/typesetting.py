"""Sets paragraphs: runs of text in, lines ready to be drawn or divided out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.documents.setting.characters import Characters, Run, TickBox, is_latin, measure
from app.documents.setting.fonts import Face
from app.documents.setting.line_breaking import Line, break_lines
from app.documents.setting.sheet import Sheet
from app.documents.setting.text_drawing import SetLine, draw_line

Align = Literal["left", "justify", "center", "right"]

# Where the baseline lies in the line, as a share of the type size.
_ASCENT = 0.86


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks; size and leading in points."""

    face: Face
    size: float
    leading: float
    align: Align = "left"

    @property
    def baseline(self) -> float:
        """How far the first base line lies below the upper edge."""
        return (self.leading - self.size) / 2 + self.size * _ASCENT

    def smaller(self, size: float) -> Style:
        """Return the same style in another size with leading in proportion."""
        return replace(self, size=size, leading=self.leading * size / self.size)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph broken into lines for one width, in points."""

    characters: Characters
    style: Style
    width: float
    lines: tuple[Line, ...]
    is_english: bool

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.style.leading

    @property
    def natural_width(self) -> float:
        """Width of the longest line before it is stretched."""
        ems = self.width / self.style.size
        lengths = (
            SetLine(self.characters, line, ems, english=self.is_english).length
            for line in self.lines
        )
        return max(lengths, default=0.0) * self.style.size

    def cut(self, count: int) -> tuple[Paragraph, Paragraph]:
        """Divide the paragraph after some of its lines."""
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw all lines with the upper left corner at a point."""
        style = self.style
        ems = self.width / style.size
        baseline = top - style.baseline
        for line in self.lines:
            self._draw_one(sheet, line, ems, x, baseline)
            baseline -= style.leading

    def _draw_one(self, sheet: Sheet, line: Line, ems: float, x: float, baseline: float) -> None:
        style = self.style
        shown = SetLine(self.characters, line, ems, english=self.is_english)
        if style.align == "justify" and not line.is_last and not self.is_english:
            shown.justify(ems)
        spare = (ems - shown.length) * style.size
        x += {"right": spare, "center": spare / 2}.get(style.align, 0.0)
        draw_line(sheet, shown, style.face, size=style.size, x=x, baseline=baseline)


def set_runs(
    runs: Sequence[Run | TickBox], style: Style, width: float, *, english: bool = False
) -> Paragraph:
    """Set runs of text in one style.

    Args:
        runs: Text and check boxes in order.
        style: Face, size, leading and alignment.
        width: Width of the lines in points.
        english: Break and space the text as English.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    characters = measure(runs, style.face, english=english)
    lines = break_lines(characters, width / style.size, english=english)
    return Paragraph(characters, style, width, lines, english)


def set_text(text: str, style: Style, width: float) -> Paragraph:
    """Set a plain text; a text without any Chinese is set as English.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    return set_runs([Run(text)], style, width, english=is_latin(text))

"""Draws a signature that was made on a screen into its place, and says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from app.documents.setting.fonts import FontSet
from app.documents.setting.page import HINT_GREY
from app.documents.setting.sheet import Sheet
from app.domain.contracts.clauses.parts import PartyLetter
from app.domain.strokes import FULL_PRESSURE, Drawing

PEN_NOTE = "屏幕手写，其本身不是可靠电子签名"
"""Source: contracts.md d.3; Electronic Signature Law, articles 13 and 14."""
_HEIGHT, _DROP, _NOTE_SIZE, _BESIDE_HINT = 27.0, 2.6, 5.6, 40.0
_THIN, _THICK = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class PenMark:
    """One drawn signature on paper.

    Attributes:
        party: Whose place it stands at.
        drawing: The strokes.
        caption: Who drew it, and when.
    """

    party: PartyLetter
    drawing: Drawing
    caption: str


def draw_pen_mark(
    sheet: Sheet, mark: PenMark, fonts: FontSet, *, x: float, y: float, width: float
) -> None:
    """Draw strokes above a writing line, fitted to its room, with the note below them.

    Args:
        sheet: The page.
        mark: What to draw.
        fonts: The loaded fonts.
        x: Left end of the line.
        y: Height of the line.
        width: Length of the line.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    points = [point for stroke in mark.drawing.strokes for point in stroke]
    if not points:
        return
    left, top = min(p.x for p in points), min(p.y for p in points)
    wide, high = max(p.x for p in points) - left or 1, max(p.y for p in points) - top or 1
    scale = min(width / wide, _HEIGHT / high)
    for stroke in mark.drawing.strokes:
        for before, after in pairwise(stroke):
            start = (x + (before.x - left) * scale, y + (high - (before.y - top)) * scale)
            end = (x + (after.x - left) * scale, y + (high - (after.y - top)) * scale)
            weight = _THIN + _THICK * after.pressure / FULL_PRESSURE
            sheet.line(start, end, weight=round(weight, 2))
    note = f"{PEN_NOTE} · {mark.caption}"
    at = (x + _BESIDE_HINT, y - _DROP - _NOTE_SIZE)
    sheet.say(note, fonts.sans, _NOTE_SIZE, at, gray=HINT_GREY, at_most=width - _BESIDE_HINT)

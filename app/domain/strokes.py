"""A signature drawn on a screen: strokes with their time and pressure, spelled for keeping."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.errors import ValidationError

MOST_POINTS = 20_000
SCALE = 10_000
"""Places are kept in ten-thousandths of the pad's width, pressure in thousandths."""
FULL_PRESSURE = 1_000
_VERSION = 1
_NUMBERS = 4


@dataclass(frozen=True, slots=True)
class StrokePoint:
    """Where the pen was.

    Attributes:
        at: Milliseconds since the first point of the signature.
        x: Ten-thousandths of the pad's width, from the left.
        y: Ten-thousandths of the pad's width, from the top.
        pressure: Thousandths; 1000 for a device that knows none.
    """

    at: int
    x: int
    y: int
    pressure: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn signature.

    Attributes:
        height: Of the pad, in ten-thousandths of its width.
        strokes: One after the other, each from pen down to pen up.
    """

    height: int
    strokes: tuple[tuple[StrokePoint, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn but dots."""
        return all(len(stroke) < 2 for stroke in self.strokes)  # noqa: PLR2004 - a line has two ends

    @property
    def duration(self) -> int:
        """Milliseconds from the first point to the last."""
        return max((point.at for stroke in self.strokes for point in stroke), default=0)


def check_drawing(drawing: Drawing) -> None:
    """Refuse what is no signature.

    Raises:
        ValidationError: `pen.empty` or `pen.too_long`.
    """
    if drawing.is_empty:
        raise ValidationError("pen.empty")
    if sum(len(stroke) for stroke in drawing.strokes) > MOST_POINTS:
        raise ValidationError("pen.too_long")


def write_drawing(drawing: Drawing) -> str:
    """Spell a drawing so that equal drawings are equal text."""
    strokes = [[[p.at, p.x, p.y, p.pressure] for p in stroke] for stroke in drawing.strokes]
    stored = {"v": _VERSION, "height": drawing.height, "strokes": strokes}
    return json.dumps(stored, separators=(",", ":"), sort_keys=True)


def read_drawing(text: str) -> Drawing:
    """Read a drawing; what is damaged reads as an empty one."""
    try:
        stored = json.loads(text)
        strokes = tuple(_stroke(points) for points in stored["strokes"])
        return Drawing(int(stored["height"]), strokes)
    except (ValueError, KeyError, TypeError):
        return Drawing(SCALE, ())


def _stroke(points: Iterable[Sequence[int]]) -> tuple[StrokePoint, ...]:
    return tuple(StrokePoint(*(int(number) for number in point[:_NUMBERS])) for point in points)

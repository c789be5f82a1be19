"""Outlines of characters as drawing operators, for words that must not become text."""

from __future__ import annotations

from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from app.documents.setting.fonts import Face, MissingGlyphError

Place = tuple[float, float]


class _OperatorPen(BasePen):  # type: ignore[misc]  # fontTools' pens are not typed
    """Writes an outline as PDF operators; quadratic curves arrive as cubic ones."""

    def __init__(self, glyphs: Any, left: float, scale: float) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []
        self._left, self._scale = left, scale

    def _write(self, operator: str, *places: Place) -> None:
        numbers = (f"{self._left + x * self._scale:.2f} {y * self._scale:.2f}" for x, y in places)
        self.operators.append(f"{' '.join(numbers)} {operator}")

    def _moveTo(self, place: Place) -> None:  # noqa: N802  name given by fontTools
        self._write("m", place)

    def _lineTo(self, place: Place) -> None:  # noqa: N802
        self._write("l", place)

    def _curveToOne(self, first: Place, second: Place, place: Place) -> None:  # noqa: N802
        self._write("c", first, second, place)

    def _closePath(self) -> None:  # noqa: N802
        self.operators.append("h")


def outline_words(face: Face, words: str, *, size: float, advance: float) -> str:
    """Return the outlines of words whose middle stands at the origin.

    Args:
        face: The font.
        words: What to write.
        size: Type size in points.
        advance: From one character to the next, in points.

    Raises:
        MissingGlyphError: The font does not hold a character.
    """
    shapes: list[str] = []
    with TTFont(str(face.path), lazy=True) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        scale = size / font["head"].unitsPerEm
        for place, character in enumerate(words):
            if not face.covers(character):
                raise MissingGlyphError(character)
            pen = _OperatorPen(glyphs, advance * (place - len(words) / 2), scale)
            glyphs[names[ord(character)]].draw(pen)
            shapes += pen.operators
    return " ".join(shapes)

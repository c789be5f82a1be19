"""Every character of a finished file with its place, and the lines they stand in."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import pypdfium2
from pypdfium2 import raw

_SAME_LINE = 0.3
# As pdfium calls a hyphen at the end of a line.
_AT_LINE_END, _HYPHEN = "\x02", "-"
_CELL_OF_GRID = 14.0
_MOST_SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, perhaps a blank: its ink in points, where its base line begins, its size."""

    page: int
    character: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float


def glyphs_of(pdf: bytes) -> list[Glyph]:
    """Return every character, blanks too, in the order in which the file draws them."""
    document = pypdfium2.PdfDocument(pdf)
    found = [each for number, page in enumerate(document, 1) for each in _of_page(number, page)]
    document.close()
    return found


def _of_page(number: int, page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, place))
        if not raw.FPDFText_IsGenerated(text.raw, place):
            character = _HYPHEN if character == _AT_LINE_END else character
            raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
            size = raw.FPDFText_GetFontSize(text.raw, place)
            yield Glyph(number, character, *text.get_charbox(place), x.value, y.value, size)
    text.close()
    page.close()


def lines_of(glyphs: Sequence[Glyph]) -> list[str]:
    """Return the lines as they stand on paper, without blanks around them.

    Cells beside each other count as one line where the first one's last line and the second
    one's first line stand at the same height: no line was broken there.
    """
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        last = lines[-1][-1] if lines else None
        if last and _goes_on(last, glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    words = ("".join(glyph.character for glyph in line).strip() for line in lines)
    return [line for line in words if line]


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    if (last.page, last.size) != (glyph.page, glyph.size) or abs(last.y - glyph.y) > _SAME_LINE:
        return False
    return glyph.x > last.x


def lying_over_each_other(glyphs: Sequence[Glyph]) -> list[tuple[Glyph, Glyph]]:
    """Return pairs of characters that share a good part of their ink's rectangles."""
    near: dict[tuple[int, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        middle = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        near[glyph.page, *(int(each // _CELL_OF_GRID) for each in middle)].append(glyph)
    pairs = (pair for each in near.values() for pair in combinations(each, 2))
    return [(one, other) for one, other in pairs if _shared(one, other) > _MOST_SHARED]


def _shared(one: Glyph, other: Glyph) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    if width <= 0 or height <= 0:
        return 0.0
    areas = ((each.right - each.left) * (each.top - each.bottom) for each in (one, other))
    return width * height / min(areas)

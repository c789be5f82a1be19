"""Draws one broken line: spread, squeezed marks, underlined values, check boxes."""

from __future__ import annotations

from itertools import pairwise

from app.documents.setting.characters import BOX_WIDTH, Characters
from app.documents.setting.fonts import Face
from app.documents.setting.line_breaking import Line
from app.documents.setting.line_rules import KINDS, STRETCHES, TICKED_BOX, Kind
from app.documents.setting.sheet import Sheet

_HALF = 0.5
_MOST_SPREAD, _RAGGED_SPREAD = 0.15, 0.05
_MARK_BLANK = 0.45
_UNDERLINE_WEIGHT, _UNDERLINE_GRAY = 0.35, 0.25
_UNDERLINE_DROP, _UNDERLINE_CLEAR = 0.19, 0.5
_THOUSAND = 1000


class SetLine:
    """One line with the spread it needs to fill its width; measures in em.

    Attributes:
        length: Natural length of the line.
        spread: Added at every place that may stretch.
    """

    def __init__(self, characters: Characters, line: Line, width: float, *, english: bool) -> None:
        self.characters, self.start = characters, line.start
        end = line.end
        while end > line.start and characters.text[end - 1] == " ":
            end -= 1
        self.end = end
        self.hang = -_HALF if line.opens_half else 0.0
        self.length, self.spread = 0.0, 0.0
        if end > line.start:
            self.length = characters.ends[end - 1] - characters.start_of(line.start) + self.hang
            squeezes = not english and characters.kinds[end - 1] is Kind.CLOSE
            if squeezes and self.length > width:
                self.length -= _HALF

    def justify(self, width: float) -> None:
        """Spread the line over its width, unless the holes would show."""
        places = sum(self._stretchable())
        if places:
            spread = (width - self.length) / places
            self.spread = spread if spread <= _MOST_SPREAD else _RAGGED_SPREAD

    def _stretchable(self) -> list[bool]:
        kinds = self.characters.kinds[self.start : self.end]
        return [STRETCHES[before * KINDS + after] for before, after in pairwise(kinds)]

    def shifts(self) -> list[float]:
        """Return what to add before each character to the spread that every one gets."""
        gaps = self.characters.gaps[self.start : self.end]
        if gaps:
            gaps[0] = 0.0
        if self.spread:
            for place, stretches in enumerate(self._stretchable(), start=1):
                if not stretches:
                    gaps[place] -= self.spread
        return gaps

    def offset_of(self, place: int) -> float:
        """Return where a character begins, from the beginning of the line."""
        natural = self.characters.start_of(place) - self.characters.start_of(self.start)
        stretched = sum(self._stretchable()[: place - self.start])
        return natural + self.hang + self.spread * stretched


def draw_line(
    sheet: Sheet, line: SetLine, face: Face, *, size: float, x: float, baseline: float
) -> None:
    """Draw a line whose natural beginning is at a point."""
    if line.end <= line.start:
        return
    origin = x + line.hang * size
    operators = "".join(_show_operators(sheet, line, face, size))
    spread = f"{line.spread * size:.4f} Tc " if line.spread else ""
    closing = " 0 Tc" if line.spread else ""
    sheet.write(f"BT 1 0 0 1 {origin:.2f} {baseline:.2f} Tm {spread}{operators}{closing} ET")
    _draw_boxes(sheet, line, size=size, x=x, baseline=baseline)
    _draw_underlines(sheet, line, size=size, x=x, baseline=baseline)


def _show_operators(sheet: Sheet, line: SetLine, face: Face, size: float) -> list[str]:
    """Write the characters as few operators: one list per font subset."""
    codes, text = sheet.codes(face), line.characters.text
    kinds, out, current = line.characters.kinds, list[str](), -1
    for place, shift in enumerate(line.shifts(), start=line.start):
        is_box = kinds[place] is Kind.BOX
        mark = _written(text[place]) if is_box else text[place]
        subset, code = codes[mark]
        if subset != current:
            closing = ">] TJ " if out else ""
            out.append(f"{closing}{codes.font_name(subset)} {size:g} Tf [<")
            current = subset
        moved = f"{-shift * _THOUSAND:.1f}" if shift else ""
        if is_box:
            # The mark is written invisibly, so that search and copy keep the meaning. Its shift
            # stands in its own list: readers lose one that no character follows.
            after = (face.metrics[mark][0] - BOX_WIDTH) * _THOUSAND
            out.append(f">] TJ 3 Tr [{moved}<{code}>{after:.0f}] TJ 0 Tr [<")
        else:
            out.append(f">{moved}<{code}" if moved else code)
    out.append(">] TJ")
    return out


def _written(box: str) -> str:
    return "√" if box == TICKED_BOX else "□"


def _draw_boxes(sheet: Sheet, line: SetLine, *, size: float, x: float, baseline: float) -> None:
    kinds = line.characters.kinds
    for place in range(line.start, line.end):
        if kinds[place] is Kind.BOX:
            left = x + line.offset_of(place) * size + 0.08 * size
            ticked = line.characters.text[place] == TICKED_BOX
            sheet.tick_box(left, baseline - 0.06 * size, 0.82 * size, is_ticked=ticked)


def _draw_underlines(
    sheet: Sheet, line: SetLine, *, size: float, x: float, baseline: float
) -> None:
    """Underline filled values from ink to ink, not under the blank half of a bracket."""
    characters = line.characters
    y = baseline - _UNDERLINE_DROP * size - _UNDERLINE_CLEAR
    for first, last in characters.underlined:
        start, end = max(first, line.start), min(last, line.end)
        if start >= end:
            continue
        left = line.offset_of(start)
        right = line.offset_of(end - 1) + characters.widths[end - 1]
        left += _MARK_BLANK if characters.kinds[start] is Kind.OPEN else 0
        right -= _MARK_BLANK if characters.kinds[end - 1] is Kind.CLOSE else 0
        width = (right - left) * size
        sheet.across(x + left * size, y, width, weight=_UNDERLINE_WEIGHT, gray=_UNDERLINE_GRAY)

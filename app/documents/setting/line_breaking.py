"""Breaks measured characters into lines by the Chinese rules."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from app.documents.setting.characters import Characters
from app.documents.setting.line_rules import BLANKS, Kind, may_break, may_break_word, may_cut_word

_TOLERANCE = 0.001
_HALF = 0.5
_WORD_REACH = 24
_ORPHAN, _LONG_LINE, _LEAST_LINE, _REACH, _SHORT_REACH = 2, 24, 8, 7, 3


@dataclass(frozen=True, slots=True)
class Line:
    """Characters from `start` up to `end`; `is_last` lines are never stretched."""

    start: int
    end: int
    is_last: bool
    opens_half: bool


def break_lines(characters: Characters, width: float, *, english: bool = False) -> tuple[Line, ...]:
    """Break a paragraph.

    Args:
        characters: Measured characters.
        width: Width of the lines in em.
        english: Set ragged, without squeezed marks.
    """
    text, lines, start = characters.text, list[Line](), 0
    while start < len(text):
        # A line that follows another loses the blank half of its opening mark.
        opens = bool(lines) and not english and characters.kinds[start] is Kind.OPEN
        forced = text.find("\n", start)
        limit = len(text) if forced < 0 else forced
        fit = _fit(characters, start, limit, width + (_HALF if opens else 0), english)
        if fit >= limit:
            lines.append(Line(start, limit, is_last=True, opens_half=opens))
            start = limit + 1
            continue
        end = _break_place(characters, start, fit)
        lines.append(Line(start, end, is_last=False, opens_half=opens))
        start = end
        while start < limit and text[start] in BLANKS:
            start += 1
    return tuple(lines if english else _without_orphan(characters, lines))


def _fit(characters: Characters, start: int, limit: int, width: float, english: bool) -> int:
    """Return the first place that no longer fits, at least one after the start."""
    ends, kinds = characters.ends, characters.kinds
    edge = characters.start_of(start) + width + _TOLERANCE
    place = max(bisect_right(ends, edge, start, limit), start + 1)
    while place < limit:
        # A closing mark may lose its blank half at the end of a line; blanks may hang over it.
        slack = _HALF if kinds[place] is Kind.CLOSE and not english else 0
        if ends[place] - slack > edge and kinds[place] is not Kind.SPACE:
            break
        place += 1
    return place


def _break_place(characters: Characters, start: int, fit: int) -> int:
    """Go back from the first place that does not fit to one where the line may break."""
    text, whole = characters.text, characters.whole
    for place in range(fit, start, -1):
        if place not in whole and may_break(text[place - 1], text[place]):
            return place
    for may_cut in (may_break_word, may_cut_word):
        for place in range(fit, max(start + 1, fit - _WORD_REACH), -1):
            if may_cut(text[place - 1], text[place]):
                return place
    return fit


def _without_orphan(characters: Characters, lines: list[Line]) -> list[Line]:
    """Give a last line of one or two characters some more from the line above."""
    if len(lines) < _ORPHAN or lines[-2].is_last:
        return lines
    before, last = lines[-2:]
    given, reach = _to_give(characters, before, last)
    lowest = max(before.start + _LEAST_LINE, before.end - reach)
    for place in range(before.end - given, lowest, -1) if given else ():
        if place not in characters.whole and may_break(*characters.text[place - 1 : place + 1]):
            above = Line(before.start, place, is_last=False, opens_half=before.opens_half)
            opens = characters.kinds[place] is Kind.OPEN
            below = Line(place, last.end, is_last=True, opens_half=opens)
            return [*lines[:-2], above, below]
    return lines


def _to_give(characters: Characters, before: Line, last: Line) -> tuple[int, int]:
    """Return how many characters go down, and how far back a break may be looked for.

    A narrow column has few places to spread: it gives one, and only to a character that stands
    alone with its mark.
    """
    if last.end - last.start > _ORPHAN:
        return 0, 0
    if before.end - before.start >= _LONG_LINE:
        return _ORPHAN, _REACH
    kinds = characters.kinds[last.start : last.end]
    stands_alone = sum(kind is not Kind.CLOSE for kind in kinds) == 1
    return (1, _SHORT_REACH) if stands_alone and kinds[0] is Kind.WIDE else (0, 0)

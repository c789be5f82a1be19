"""Turns runs of text into measured characters, before any line is broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add

from app.documents.setting.fonts import Face
from app.documents.setting.line_rules import (
    AFTER_BOX,
    BOXES,
    GAPS,
    KINDS,
    TICKED_BOX,
    UNTICKED_BOX,
    Kind,
    kind_of,
)

BOX_WIDTH = 1.05

_MOBILE = re.compile(r"(?<![\d ])(1\d{2}) (\d{4}) (\d{4})(?! ?\d)")
_LANDLINE = re.compile(r"(?<!\d)(\d{3,4}-\d{3,4}) (\d{3,4})(?! ?\d)")
_BLANK_AFTER_HAN = re.compile(r"(?<=[\u4e00-\u9fff）》」，。；：]) (?=[0-9A-Za-z])")
_BLANK_BEFORE_HAN = re.compile(r"(?<=[0-9A-Za-z%]) (?=[\u4e00-\u9fff（《「])")
_ENGLISH_PAIR = re.compile(
    r"\b(RMB|Clause|Article|Party|No\.) (?=[\dA-Z])"
    r"|\b(\d{1,2}) (?=(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)"
)
_STRAIGHT_QUOTES = str.maketrans("’‘“”", "''\"\"")
_QUOTES_AND_DASHES = "“”‘’—"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one kind.

    Attributes:
        is_underlined: Whether a line runs under them, as under filled values.
        is_whole: Whether they never break, as a short option label.
    """

    text: str
    is_underlined: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class TickBox:
    """A drawn box, ticked or not."""

    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Characters:
    """Measured characters of a paragraph; all measures in em.

    Attributes:
        text: The characters; boxes stand in it as private-use marks.
        gaps: Space before each character.
        ends: Where each character ends if all stood in one endless line.
        underlined: Ranges that carry a line.
        whole: Places before which the line must not break.
    """

    text: str
    widths: list[float]
    kinds: list[Kind]
    gaps: list[float]
    ends: list[float]
    underlined: tuple[tuple[int, int], ...]
    whole: frozenset[int]

    def start_of(self, place: int) -> float:
        """Return where a character begins in the endless line."""
        return self.ends[place] - self.widths[place]


def is_latin(text: str) -> bool:
    """Return whether a text is Latin throughout, so that it is set as English."""
    if text.isascii():  # figures and codes: most cells of a table
        return True
    return all(kind_of(c) in (Kind.LATIN, Kind.SPACE) or c in _QUOTES_AND_DASHES for c in text)


def tidy(text: str) -> str:
    """Drop the blanks typed between Han and Latin and glue telephone numbers together.

    The engine sets the gap between Han and Latin itself, so that data entry does not change
    the look. English gets straight quotes: the fonts hold only the full-width curly ones.
    """
    if " " in text:
        text = _MOBILE.sub("\\1\u00a0\\2\u00a0\\3", text)
        text = _LANDLINE.sub("\\1\u00a0\\2", text)
        text = _BLANK_AFTER_HAN.sub("", text)
        text = _BLANK_BEFORE_HAN.sub("", text)
    return _tidy_english(text) if is_latin(text) else text


def _tidy_english(text: str) -> str:
    """Straighten quotes, and glue amounts, dates and references to their words."""
    glued = _ENGLISH_PAIR.sub(lambda pair: pair.group().replace(" ", "\u00a0"), text)
    return glued.translate(_STRAIGHT_QUOTES)


def measure(runs: Sequence[Run | TickBox], face: Face, *, english: bool = False) -> Characters:
    """Measure runs set in one face.

    Args:
        runs: What to set, in order.
        face: The font of all of it.
        english: English has no gaps between kinds of characters and no squeezed marks.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    texts: list[str] = []
    underlined: list[tuple[int, int]] = []
    whole: set[int] = set()
    length = 0
    for run in runs:
        text = _text_of(run, face)
        if isinstance(run, Run) and run.is_underlined:
            underlined.append((length, length + len(text)))
        if isinstance(run, Run) and run.is_whole:
            whole.update(range(length + 1, length + len(text)))
        length += len(text)
        texts.append(text)
    return _measured("".join(texts), face, english, tuple(underlined), frozenset(whole))


def _text_of(run: Run | TickBox, face: Face) -> str:
    if isinstance(run, TickBox):
        return TICKED_BOX if run.is_ticked else UNTICKED_BOX
    if any(mark in run.text for mark in BOXES):
        # The private-use marks of the boxes have no picture: measuring them names the culprit.
        face.width_of(run.text)
    return tidy(run.text)


def _measured(
    text: str,
    face: Face,
    english: bool,
    underlined: tuple[tuple[int, int], ...],
    whole: frozenset[int],
) -> Characters:
    metrics, box = face.metrics, (BOX_WIDTH, Kind.BOX)
    found = [box if character in BOXES else metrics[character] for character in text]
    widths, kinds = [each[0] for each in found], [each[1] for each in found]
    gaps = [0.0] * len(text)
    if not english:
        gaps[1:] = [GAPS[before * KINDS + after] for before, after in pairwise(kinds)]
    elif Kind.BOX in kinds:
        gaps[1:] = [AFTER_BOX if before is Kind.BOX else 0.0 for before in kinds[:-1]]
    ends = list(accumulate(map(add, gaps, widths)))
    return Characters(text, widths, kinds, gaps, ends, underlined, whole)

"""Rows of words of the papers: salutation, paragraphs, headings, boxes to tick, terms."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.setting.blocks import Cell, Row
from app.documents.setting.characters import Run, TickBox, is_latin
from app.documents.setting.fonts import FontSet
from app.documents.setting.page import TYPE_WIDTH
from app.documents.setting.typesetting import Style, set_runs, set_text

_BODY, _BODY_LEADING = 10.2, 16.8
_SMALL, _SMALL_LEADING = 9.2, 14.6
_HEAD, _HEAD_LEADING = 10.5, 20.0
_ADDRESS, _ADDRESS_LEADING = 11.0, 18.0
_TERM_LABEL = 64.0
_MOST_CHINESE = 0.5

Words = str | Sequence[Run | TickBox]


def is_english(runs: Sequence[Run | TickBox]) -> bool:
    """Return whether words are English, though Chinese names may stand in them."""
    letters = [each for run in runs if isinstance(run, Run) for each in run.text if each.isalpha()]
    chinese = sum(not each.isascii() for each in letters)
    return chinese < len(letters) * _MOST_CHINESE


def body_row(words: Words, fonts: FontSet, *, is_small: bool = False, before: float = 2.0) -> Row:
    """Set a paragraph of a letter; a Chinese one begins two characters further in."""
    size, leading = (_SMALL, _SMALL_LEADING) if is_small else (_BODY, _BODY_LEADING)
    runs = [Run(words)] if isinstance(words, str) else list(words)
    latin = is_english(runs)
    if not latin:
        runs = [Run("　　"), *runs]
    style = Style(fonts.serif, size, leading, "left" if latin else "justify")
    return Row((Cell(set_runs(runs, style, TYPE_WIDTH, english=latin)),), before)


def line_row(words: Words, fonts: FontSet, *, is_sans: bool = False, before: float = 0.0) -> Row:
    """Set words without indent, such as a line of boxes to tick."""
    runs = [Run(words)] if isinstance(words, str) else list(words)
    latin = is_english(runs)
    style = Style(fonts.sans if is_sans else fonts.serif, 9.4, 15.2)
    return Row((Cell(set_runs(runs, style, TYPE_WIDTH, english=latin)),), before)


def address_row(greeting: str, name: str, fonts: FontSet, *, after: str = "") -> Row:
    """Set to whom a letter goes, the name underlined."""
    style = Style(fonts.serif_bold, _ADDRESS, _ADDRESS_LEADING)
    runs = [Run(greeting), Run(name, is_underlined=True), Run(after)]
    latin = is_latin(greeting)
    return Row((Cell(set_runs(runs, style, TYPE_WIDTH, english=latin)),))


def heading_row(words: str, fonts: FontSet, *, before: float = 6.0) -> Row:
    """Set a heading, which stays with what is below it."""
    style = Style(fonts.sans_bold, _HEAD, _HEAD_LEADING)
    return Row((Cell(set_text(words, style, TYPE_WIDTH)),), before, is_kept=True)


def label_row(words: str, fonts: FontSet) -> Row:
    """Set the label of the paragraph below, which stays with it."""
    style = Style(fonts.sans, 8.8, 14)
    return Row((Cell(set_text(words, style, TYPE_WIDTH)),), before=4, is_kept=True)


def term_row(label: str, words: str, fonts: FontSet) -> Row:
    """Set a term with its label in front."""
    bold = Style(fonts.sans_bold, 9.0, 15.2)
    text = set_text(words, Style(fonts.serif, 9.6, 15.2), TYPE_WIDTH - _TERM_LABEL)
    label_set = set_text(label, bold, _TERM_LABEL - 6)
    return Row((Cell(text, _TERM_LABEL, label_set),), before=1.5)


def boxes(options: Sequence[tuple[str, bool]]) -> list[Run | TickBox]:
    """Return options with a box before each, ticked or not."""
    runs: list[Run | TickBox] = []
    for words, is_ticked in options:
        runs += [Run("　　")] if runs else []
        runs += [TickBox(is_ticked), Run(words, is_whole=True)]
    return runs

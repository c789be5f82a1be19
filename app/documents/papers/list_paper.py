"""Any list on paper: as many columns as fit, the others below with the first one repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.tables import Column, plain_table
from app.documents.papers.text import body_row, heading_row
from app.documents.setting.blocks import Block
from app.documents.setting.fonts import FontSet
from app.documents.setting.tongue import Tongue
from app.domain.papers.list_paper import ListPaper

COLUMNS_ABREAST = 7
"""More would make the figures too small to be read."""
_LEAST_SHARE, _MOST_SHARE, _AIR = 4.0, 14.0, 1.0
_WIDE_FROM, _NARROW = "\u2e80", 0.55


def plan_list(paper: ListPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set a list.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    day = paper.letterhead.day.isoformat()
    return PaperPlan(paper.title, day, paper.letterhead, list(_blocks(paper, tongue, fonts)))


def _blocks(paper: ListPaper, tongue: Tongue, fonts: FontSet) -> Iterator[Block]:
    count = len(paper.rows)
    day = tongue.day(paper.letterhead.day)
    fact = tongue.say(f"{day}　共 {count:,} 行", f"{day}, {count:,} rows")
    yield paper_head(HeadWords(paper.title, "", fact), paper.letterhead.sender, tongue, fonts)
    if not paper.rows:
        yield body_row(tongue.say("无。", "None."), fonts, is_small=True, before=0)
        return
    held = [at for at in range(len(paper.headings)) if not at or any(row[at] for row in paper.rows)]
    blank = len(paper.headings) - len(held)
    if blank:
        words = tongue.say(
            f"有 {blank} 列没有任何内容，没有印出。",
            f"{blank} columns hold nothing and are left out.",
        )
        yield body_row(words, fonts, is_small=True, before=0)
    bands = _bands(held)
    for number, places in enumerate(bands, 1):
        if len(bands) > 1:
            words = tongue.say(
                f"第 {number} 部分，共 {len(bands)} 部分", f"Part {number} of {len(bands)}"
            )
            yield heading_row(words, fonts)
        columns = [_column(paper, place) for place in places]
        rows = [[row[place] for place in places] for row in paper.rows]
        yield plain_table(columns, rows, fonts)


def _bands(places: Sequence[int]) -> list[Sequence[int]]:
    """Return the places of the columns that stand abreast; the first one leads every band."""
    if len(places) <= COLUMNS_ABREAST:
        return [places]
    first, *others = places
    step = COLUMNS_ABREAST - 1
    return [(first, *others[start : start + step]) for start in range(0, len(others), step)]


def _column(paper: ListPaper, place: int) -> Column:
    heading = paper.headings[place]
    if place and place in paper.figures:
        return Column(heading, "right")
    longest = max(_width(line) for row in paper.rows for line in row[place].split("\n"))
    wanted = max(longest, _width(heading) / 2, _LEAST_SHARE)
    return Column(heading, share=min(wanted, _MOST_SHARE) + _AIR)


def _width(text: str) -> float:
    """Return about how many Chinese characters wide a text is."""
    return sum(1.0 if letter >= _WIDE_FROM else _NARROW for letter in text)

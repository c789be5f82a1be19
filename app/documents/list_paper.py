"""Any list on paper: as many columns as fit, the others below with the first one repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.blocks import Block
from app.documents.fonts import FontSet
from app.documents.paper import PaperPlan
from app.documents.paper_head import HeadWords, paper_head
from app.documents.paper_text import body_row, heading_row
from app.documents.plain_tables import Column, plain_table
from app.documents.tongue import Tongue
from app.domain.papers.list_paper import ListPaper

COLUMNS_ABREAST = 7
"""More would make the figures too small to be read."""
_SHORT, _SHORT_WIDTH = 14, 78.0
_LEAST_SHARE, _MOST_SHARE = 6, 30


def plan_list(paper: ListPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set a list.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    day = paper.letterhead.day.isoformat()
    return PaperPlan(paper.title, day, paper.letterhead, list(_blocks(paper, tongue, fonts)))


def _blocks(paper: ListPaper, tongue: Tongue, fonts: FontSet) -> Iterator[Block]:
    count = len(paper.rows)
    fact = tongue.say(f"共 {count:,} 行", f"{count:,} rows")
    day = tongue.day(paper.letterhead.day)
    yield paper_head(HeadWords(paper.title, day, fact), paper.letterhead.sender, tongue, fonts)
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
    longest = max(len(row[place]) for row in paper.rows)
    if place and longest <= _SHORT:
        return Column(heading, most=_SHORT_WIDTH)
    return Column(heading, share=float(min(max(longest, _LEAST_SHARE), _MOST_SHARE)))

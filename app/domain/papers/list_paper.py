"""What a list on paper says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class ListPaper:
    """A list as it was on the screen or in the book.

    Attributes:
        title: What it lists.
        headings: Of its columns; the first one names the row.
        rows: As many texts as headings each.
        figures: Places of the columns that hold figures only; they stand at the right.
        letterhead: Whose list, who printed it.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: frozenset[int]
    letterhead: Letterhead

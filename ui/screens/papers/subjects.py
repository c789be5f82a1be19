"""How the page of papers is asked for: kind of paper and what it is about in one word."""

from __future__ import annotations

from collections.abc import Iterable

from ui.screens.context import ScreenContext
from ui.screens.papers.rows import PaperOrder

PAGE = "paper"
"""Kind of the page for `Navigation.open_page`."""


def open_papers(context: ScreenContext, kind: str, subject_ids: Iterable[str] = ()) -> None:
    """Open the page of papers: one of each subject, or the one the kind makes of them."""
    context.navigation.open_page(PAGE, paper_subject(kind, subject_ids))


def paper_subject(kind: str, subject_ids: Iterable[str]) -> str:
    """Spell which papers a page is to show."""
    return f"{kind}:{','.join(subject_ids)}"


def paper_order(subject: str) -> PaperOrder:
    """Read what `paper_subject` spelled."""
    kind, _colon, ids = subject.partition(":")
    return PaperOrder(kind, tuple(each for each in ids.split(",") if each))

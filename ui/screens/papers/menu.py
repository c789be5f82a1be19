"""The entries of a menu that lead to papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from ui.screens.papers.kinds import KINDS
from ui.texts import _

ACCOUNT_PAPERS: Final = ("statement", "reminder", "account_sheet", "handover")
"""Papers about an account."""

DAY_PAPERS: Final = ("visit_plan", "day_sheets", "weekly_report")
"""Papers about the user's day."""


def add_papers(menu: QMenu, kinds: Sequence[str], open_paper: Callable[[str], None]) -> None:
    """Add an entry for each kind of paper below the others; it tells the kind."""
    menu.addSeparator()
    for kind in kinds:
        words = _("Print: {paper}").format(paper=KINDS[kind].words())
        menu.addAction(words).triggered.connect(partial(_tell, open_paper, kind))


def _tell(open_paper: Callable[[str], None], kind: str, *_checked: object) -> None:
    open_paper(kind)

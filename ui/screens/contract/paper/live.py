"""Keeps the paper beside a form true; only the newest is shown, and the old one stays meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.contract.paper.setting import Sheets
from ui.screens.contract.rows import FindingView
from ui.texts import _


class PaperView(Protocol):
    """What a live paper asks of the pane beside the form."""

    def show_paper(self, pdf: bytes, *, is_draft: bool) -> None:
        """Show the paper; the place in it is kept."""
        ...

    def show_note(self, words: str) -> None:
        """Say quietly what is being done; empty takes it away."""
        ...

    def show_refusal(self, refusal: FindingView | None) -> None:
        """Say why the paper cannot be set; None takes it away."""
        ...


class LivePaper:
    """Sets one paper at a time on the work lane."""

    def __init__(self, view: PaperView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._asked = 0

    def set_next(
        self, make: Callable[[], Sheets], refusal: Callable[[DomainError], FindingView]
    ) -> None:
        """Set a paper in the place of the one that is shown or still waits.

        Args:
            make: Sets it, away from the main thread.
            refusal: Says why it cannot be set.
        """
        self._asked += 1
        asked = self._asked
        self._view.show_note(_("Updating…"))

        def refuse(error: Exception) -> None:
            if not isinstance(error, DomainError):
                self._view.show_note("")
                raise error
            if asked == self._asked:
                self._view.show_note("")
                self._view.show_refusal(refusal(error))

        self._context.runner.on_work(
            # Typed on meanwhile: the next one in the queue is newer.
            lambda: make() if asked == self._asked else None,
            lambda paper: self._show(asked, paper),
            refuse,
            self._view,
        )

    def _show(self, asked: int, paper: Sheets | None) -> None:
        if asked == self._asked and paper is not None:
            self._view.show_note("")
            self._view.show_refusal(None)
            self._view.show_paper(paper.pdf, is_draft=paper.is_draft)

"""Keeps the paper beside the form true; papers that are out of date are never shown."""

from __future__ import annotations

from typing import Protocol

from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.paper.copies import carries_draft_mark, last_copy, originals
from ui.screens.contract.paper.setting import Sheets, set_copy
from ui.screens.contract.rows import FindingView
from ui.texts import _


class PaperView(Protocol):
    """What the previewing asks of the pane beside the form."""

    def show_paper(self, pdf: bytes, *, is_draft: bool) -> None:
        """Show the paper; the place in it is kept."""
        ...

    def show_note(self, words: str) -> None:
        """Say quietly what is being done; empty takes it away."""
        ...

    def show_refusal(self, refusal: FindingView | None) -> None:
        """Say why the paper cannot be set; None takes it away."""
        ...


class Previewing:
    """Sets one paper at a time; while it is being set the old one stays."""

    def __init__(self, view: PaperView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._opened: OpenContract | None = None
        self._asked = 0

    def begin(self, opened: OpenContract) -> None:
        """Show this contract's paper from now on; call `run` when it is another one."""
        self._opened = opened

    def run(self) -> None:
        """Set the paper with what is filled in now."""
        opened = self._opened
        if opened is None:
            return
        self._asked += 1
        asked, values, lines = self._asked, opened.sheet.values(), opened.sheet.lines()
        self._view.show_note(_("Updating…"))

        def set_next() -> Sheets | None:
            if asked != self._asked:  # typed on meanwhile: the next one in the queue is newer
                return None
            review = opened.judge(values, lines)
            # Without its number it is no contract yet, even where one is at hand for printing.
            is_draft = not opened.stored.number_is_final or carries_draft_mark(
                opened, review, values
            )
            total = originals(opened, values)
            # The next copy; when all are printed, the last of them.
            number = min(last_copy(opened.stored, is_draft=is_draft) + 1, total)
            return set_copy(
                opened.template,
                values,
                number=number,
                total=total,
                is_draft=is_draft,
                is_confidential=opened.stored.is_confidential,
                logo=opened.stored.logo,
            )

        self._context.runner.on_work(
            set_next,
            lambda paper: self._show(asked, paper),
            lambda error: self._refuse(asked, error),
            self._view,
        )

    def _show(self, asked: int, paper: Sheets | None) -> None:
        if asked == self._asked and paper is not None:
            self._view.show_note("")
            self._view.show_refusal(None)
            self._view.show_paper(paper.pdf, is_draft=paper.is_draft)

    def _refuse(self, asked: int, error: Exception) -> None:
        if not isinstance(error, DomainError):
            self._view.show_note("")
            raise error
        if asked == self._asked and self._opened is not None:
            values = self._opened.sheet.values()
            self._view.show_note("")
            self._view.show_refusal(self._opened.words.refusal(error, values))

"""Checks what was filled in, away from the main thread; late answers are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.contracts.sheet import Review
from ui.screens.context import ScreenContext
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.rows import ReviewView, StepView
from ui.screens.contract.steps.words import step_views
from ui.screens.contract.words.findings import REQUIRED
from ui.screens.contract.words.states import CHECKED_STATES, step_of


class ReviewingView(Protocol):
    """What the reviewing asks of the page."""

    def show_review(self, review: ReviewView) -> None:
        """Show the check list and the lines beside the fields."""
        ...

    def show_steps(self, steps: Sequence[StepView]) -> None:
        """Show the buttons of the steps ahead."""
        ...

    def show_step(self, step: int) -> None:
        """Show which step of its life the contract is at."""
        ...


class Reviewing:
    """Keeps the check list true; knows which fields the user has looked at."""

    def __init__(self, view: ReviewingView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._opened: OpenContract | None = None
        self._asked = 0
        self._visited: set[str] = set()
        self._hears_all = False
        self.review = Review((), is_free=False)

    def begin(self, opened: OpenContract) -> None:
        """Check this contract from now on; call `run` when it is another one."""
        self._opened = opened

    def visit(self, name: str) -> None:
        """The user has been in a field: from now on it says when it is empty."""
        if name not in self._visited:
            self._visited.add(name)
            self._show_again()

    def visit_all(self) -> None:
        """The user wants to hear everything."""
        if not self._hears_all:
            self._hears_all = True
            self._show_again()

    def run(self) -> None:
        """Check what is filled in now."""
        opened = self._opened
        if opened is None:
            return
        self._asked += 1
        asked, values, lines = self._asked, opened.sheet.values(), opened.sheet.lines()
        self._context.runner.on_work(
            lambda: opened.judge(values, lines),
            lambda review: self._show(asked, review),
            owner=self._view,
        )

    def _show(self, asked: int, review: Review) -> None:
        if asked == self._asked:
            self.review = review
            self._show_again()

    def _show_again(self) -> None:
        opened = self._opened
        if opened is None:
            return
        is_checked = opened.stored.state in CHECKED_STATES
        findings = self.review.findings if is_checked else ()
        names = frozenset(opened.words.names())
        quiet = frozenset() if self._hears_all else names - self._visited
        self._view.show_review(opened.words.review(findings, quiet))
        errors = [each for each in findings if each.level == "error"]
        self._view.show_steps(tuple(step_views(opened.stored.offers, len(errors))))
        step = step_of(
            opened.stored.state,
            has_gaps=any(each.code in REQUIRED for each in errors),
            has_errors=bool(errors),
            is_free=self.review.is_free,
        )
        self._view.show_step(step)

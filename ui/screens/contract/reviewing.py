"""Checks what was filled in, away from the main thread; late answers are dropped."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Protocol

from app.domain.contracts.conditions import is_filled
from app.domain.contracts.findings import ContractFacts
from app.domain.contracts.sheet import GoodsLine, Review, prices_below_list, review_contract
from app.queries.contracts import ContractSheet
from ui.screens.context import ScreenContext
from ui.screens.contract.filled_sheet import FilledSheet
from ui.screens.contract.finding_words import REQUIRED, FindingWords
from ui.screens.contract.rows import ReviewView
from ui.screens.contract.state_words import step_of


class ReviewingView(Protocol):
    """What the reviewing asks of the page."""

    def show_review(self, review: ReviewView) -> None:
        """Show the check list and the lines beside the fields."""
        ...

    def show_step(self, step: int) -> None:
        """Show which step of its life the contract is at."""
        ...


class Reviewing:
    """Keeps the check list true; knows which fields the user has looked at."""

    def __init__(self, view: ReviewingView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._stored: ContractSheet | None = None
        self._sheet: FilledSheet | None = None
        self._words: FindingWords | None = None
        self._prices: Mapping[str, int] = {}
        self._asked = 0
        self._quiet: set[str] = set()
        self.review = Review((), is_free=False)

    def begin(
        self,
        stored: ContractSheet,
        sheet: FilledSheet,
        words: FindingWords,
        prices: Mapping[str, int],
    ) -> None:
        """Check a sheet from now on; the empty fields of a new one are not complained about."""
        self._stored, self._sheet, self._words, self._prices = stored, sheet, words, prices
        if not self._quiet:
            self._quiet = set(words.names())

    def visit(self, name: str) -> None:
        """The user has been in a field: from now on it says when it is empty."""
        self._quiet.discard(name)

    def visit_all(self) -> None:
        """The user wants to hear everything."""
        self._quiet = {""}

    def run(self) -> None:
        """Check what is filled in now."""
        stored, sheet = self._stored, self._sheet
        if stored is None or sheet is None:
            return
        self._asked += 1
        asked, values, lines = self._asked, sheet.values(), sheet.lines()
        self._context.runner.on_work(
            lambda: self.judge(stored, sheet, values, lines),
            lambda review: self._show(asked, review),
            owner=self._view,
        )

    def judge(
        self,
        stored: ContractSheet,
        sheet: FilledSheet,
        values: Mapping[str, Any],
        lines: tuple[GoodsLine, ...],
    ) -> Review:
        """Return what the checks say about values; pure, for any thread."""
        facts: ContractFacts = stored.facts
        review = review_contract(
            sheet.template,
            values,
            facts,
            number_is_final=stored.number_is_final,
            is_approved=stored.state == "approved",
        )
        below = prices_below_list(lines, self._prices)
        return dataclasses.replace(review, findings=(*review.findings, *below))

    def show_again(self) -> None:
        """Show the same findings, after another field was looked at."""
        if self._words is not None:
            self._view.show_review(
                self._words.review(self.review.findings, frozenset(self._quiet))
            )

    def _show(self, asked: int, review: Review) -> None:
        if asked != self._asked or self._stored is None:
            return
        self.review = review
        self.show_again()
        errors = [each for each in review.findings if each.level == "error"]
        step = step_of(
            self._stored.state,
            has_gaps=any(each.code in REQUIRED for each in errors),
            has_errors=bool(errors),
            is_free=review.is_free,
        )
        self._view.show_step(step)


def is_blank(value: object) -> bool:
    """Return whether a field of the form is empty."""
    return not is_filled(value)

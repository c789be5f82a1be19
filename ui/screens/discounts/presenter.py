"""Decides what the page of the discount matrix shows, and sets it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from app.commands.contracts.discounts import put_discounts_back, set_discounts
from app.domain.changes import ChangeSet
from app.domain.policy_terms import Role
from app.queries.contracts.discounts import DiscountPage, read_discount_page
from ui.screens.class_figures.setting import FigureSetting, QuestionView
from ui.screens.context import ScreenContext
from ui.screens.discounts.discount_words import DiscountWords
from ui.screens.discounts.rows import DiscountLook
from ui.texts import _

_SHOWN = ("setting", "user")


class DiscountsView(QuestionView, Protocol):
    """What the presenter asks of its view."""

    def show_matrix(self, look: DiscountLook) -> None:
        """Show the matrix; with a refusal it can only be read."""
        ...


class DiscountsPresenter:
    """Keeps the page as it was read last."""

    def __init__(self, view: DiscountsView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._setting = FigureSetting(view, context, partial(put_discounts_back, context.workspace))
        self._page: DiscountPage | None = None

    def load(self) -> None:
        """Fetch the matrix."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: read_discount_page(workspace), self._arrived, owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when settings were touched."""
        if changes.touches(*_SHOWN):
            self.load()

    def begin(self, role: str) -> None:
        """Ask what a role may grant."""
        page = self._page
        if page is None:
            return
        for row in page.rows:
            if row.role.value == role:
                self._view.ask(self._words().form(row, page.reason))

    def answer(self, role: str, typed: Mapping[str, str], reason: str) -> None:
        """Set what a role may grant as it was typed."""
        workspace = self._context.workspace
        self._setting.run(
            lambda: set_discounts(workspace, Role(role), typed, reason),
            _("The authority is set; all devices follow with their next sync"),
        )

    def _arrived(self, page: DiscountPage) -> None:
        self._page = page
        self._view.show_matrix(self._words().look(page))

    def _words(self) -> DiscountWords:
        return DiscountWords(self._context.formats, self._context.workspace.moment)

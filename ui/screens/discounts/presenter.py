"""Decides what the page of the discount matrix shows, and sets it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from app.commands.contracts.discounts import put_discounts_back, set_discounts
from app.commands.settings import SettingValue
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.policy_terms import Role
from app.queries.contracts.discounts import DiscountPage, read_discount_page
from ui.screens.context import ScreenContext
from ui.screens.discounts.discount_words import DiscountWords
from ui.screens.discounts.rows import DiscountLook
from ui.screens.thresholds.rows import ThresholdForm
from ui.texts import _, sentence

_SHOWN = ("setting", "user")


class DiscountsView(Protocol):
    """What the presenter asks of its view."""

    def show_matrix(self, look: DiscountLook) -> None:
        """Show the matrix; with a refusal it can only be read."""
        ...

    def ask(self, form: ThresholdForm) -> None:
        """Ask what a role may grant."""
        ...

    def close_question(self) -> None:
        """Close what asks."""
        ...

    def show_error(self, field: str, words: str) -> None:
        """Say why it is refused, beside the class."""
        ...


class DiscountsPresenter:
    """Keeps the page as it was read last."""

    def __init__(self, view: DiscountsView, context: ScreenContext) -> None:
        self._view, self._context = view, context
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
        self._context.runner.on_store(
            lambda: set_discounts(workspace, Role(role), typed, reason),
            lambda done: self._done(*done),
            self._refused,
            self._view,
        )

    def _done(self, earlier: SettingValue, changes: ChangeSet) -> None:
        self._view.close_question()
        self._context.navigation.show_toast(
            _("The authority is set; all devices follow with their next sync"),
            action=_("Undo"),
            on_action=lambda: self._take_back(earlier),
        )
        self._context.publish(changes)

    def _take_back(self, earlier: SettingValue) -> None:
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: put_discounts_back(workspace, earlier),
            self._context.publish,
            self._not_taken_back,
            self._view,
        )

    def _not_taken_back(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_error(str(error.params.get("field", "")), sentence(error))

    def _arrived(self, page: DiscountPage) -> None:
        self._page = page
        self._view.show_matrix(self._words().look(page))

    def _words(self) -> DiscountWords:
        return DiscountWords(self._context.formats, self._context.workspace.moment)

"""Decides what the page of thresholds shows, and sets them. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.commands.settings import SettingValue
from app.commands.warnings.thresholds import put_threshold_back, set_threshold
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.warnings.thresholds import ThresholdPage, read_threshold_page
from ui.screens.context import ScreenContext
from ui.screens.thresholds.rows import ThresholdForm, ThresholdGroup
from ui.screens.thresholds.threshold_words import ThresholdWords
from ui.texts import _, sentence

_SHOWN = ("setting", "user")


class ThresholdsView(Protocol):
    """What the presenter asks of its view."""

    def show_groups(self, groups: Sequence[ThresholdGroup], refusal: str) -> None:
        """Show all thresholds; with a refusal they can only be read."""
        ...

    def ask(self, form: ThresholdForm) -> None:
        """Ask for a threshold."""
        ...

    def close_question(self) -> None:
        """Close what asks."""
        ...

    def show_error(self, field: str, words: str) -> None:
        """Say why it is refused, beside the class."""
        ...


class ThresholdsPresenter:
    """Keeps the page as it was read last."""

    def __init__(self, view: ThresholdsView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._page: ThresholdPage | None = None

    def load(self) -> None:
        """Fetch the thresholds."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: read_threshold_page(workspace), self._arrived, owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when settings were touched."""
        if changes.touches(*_SHOWN):
            self.load()

    def begin(self, name: str) -> None:
        """Ask for a threshold."""
        rows = self._page.rows if self._page is not None else ()
        for row in rows:
            if row.card.name == name:
                self._view.ask(self._words().form(row))

    def answer(self, name: str, typed: Mapping[str, str], reason: str) -> None:
        """Set a threshold as it was typed."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: set_threshold(workspace, name, typed, reason),
            lambda done: self._done(*done),
            self._refused,
            self._view,
        )

    def _done(self, earlier: SettingValue, changes: ChangeSet) -> None:
        self._view.close_question()
        self._context.navigation.show_toast(
            _("The threshold is set; all devices follow with their next sync"),
            action=_("Undo"),
            on_action=lambda: self._take_back(earlier),
        )
        self._context.publish(changes)

    def _take_back(self, earlier: SettingValue) -> None:
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: put_threshold_back(workspace, earlier),
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

    def _arrived(self, page: ThresholdPage) -> None:
        self._page = page
        refusal = _(
            "The group's marketing department and the system administrator set these figures."
        )
        self._view.show_groups(self._words().groups(page), "" if page.may_write else refusal)

    def _words(self) -> ThresholdWords:
        return ThresholdWords(self._context.formats, self._context.workspace.moment)

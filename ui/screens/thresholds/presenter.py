"""Decides what the page of thresholds shows, and sets them. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Protocol

from app.commands.warnings.thresholds import put_threshold_back, set_threshold
from app.domain.changes import ChangeSet
from app.queries.warnings.thresholds import ThresholdPage, read_threshold_page
from ui.screens.class_figures.setting import FigureSetting, QuestionView
from ui.screens.context import ScreenContext
from ui.screens.thresholds.rows import ThresholdGroup
from ui.screens.thresholds.threshold_words import ThresholdWords
from ui.texts import _

_SHOWN = ("setting", "user")


class ThresholdsView(QuestionView, Protocol):
    """What the presenter asks of its view."""

    def show_groups(self, groups: Sequence[ThresholdGroup], refusal: str) -> None:
        """Show all thresholds; with a refusal they can only be read."""
        ...


class ThresholdsPresenter:
    """Keeps the page as it was read last."""

    def __init__(self, view: ThresholdsView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._setting = FigureSetting(view, context, partial(put_threshold_back, context.workspace))
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
        self._setting.run(
            lambda: set_threshold(workspace, name, typed, reason),
            _("The threshold is set; all devices follow with their next sync"),
        )

    def _arrived(self, page: ThresholdPage) -> None:
        self._page = page
        refusal = _(
            "The group's marketing department and the system administrator set these figures."
        )
        self._view.show_groups(self._words().groups(page), "" if page.may_write else refusal)

    def _words(self) -> ThresholdWords:
        return ThresholdWords(self._context.formats, self._context.workspace.moment)

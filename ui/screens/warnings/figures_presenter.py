"""Fetches how good the warnings are. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.queries.warnings.statistics import RuleFigures, read_warning_statistics
from ui.screens.context import ScreenContext
from ui.screens.warnings.figure_words import figure_line
from ui.screens.warnings.rows import FigureLine


class FiguresView(Protocol):
    """What is asked of the view."""

    def show_figures(self, lines: Sequence[FigureLine]) -> None:
        """Show how good the warnings are, in place of list and detail."""
        ...


class FiguresPresenter:
    """Drops an answer that is not wanted any more."""

    def __init__(self, view: FiguresView, context: ScreenContext) -> None:
        self._view, self._context = view, context

    def load(self, is_wanted: Callable[[], bool]) -> None:
        """Fetch and show the figures, if they are still wanted when they come."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: read_warning_statistics(workspace),
            lambda found: self._arrived(found, is_wanted),
            owner=self._view,
        )

    def _arrived(self, found: Sequence[RuleFigures], is_wanted: Callable[[], bool]) -> None:
        if is_wanted():
            formats = self._context.formats
            self._view.show_figures([figure_line(each, formats) for each in found])

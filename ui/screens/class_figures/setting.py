"""Sets a figure as it was typed, offers to take that back, and says why it is refused. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.commands.settings import SettingValue
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.screens.class_figures.form import ClassForm
from ui.screens.context import ScreenContext
from ui.texts import _, sentence


class QuestionView(Protocol):
    """What is asked of the page that sets figures."""

    def ask(self, form: ClassForm) -> None:
        """Ask for a figure."""
        ...

    def close_question(self) -> None:
        """Close what asks."""
        ...

    def show_error(self, field: str, words: str) -> None:
        """Say why it is refused, beside the class."""
        ...


class FigureSetting:
    """Runs what sets a figure, and what sets the earlier one again.

    Args:
        view: Asks.
        context: Lanes and navigation.
        put_back: Sets what held before.
    """

    def __init__(
        self,
        view: QuestionView,
        context: ScreenContext,
        put_back: Callable[[SettingValue], ChangeSet],
    ) -> None:
        self._view, self._context, self._put_back = view, context, put_back

    def run(self, set_figure: Callable[[], tuple[SettingValue, ChangeSet]], told: str) -> None:
        """Set a figure, and say so in the words given."""
        self._context.runner.on_store(
            set_figure, lambda done: self._done(*done, told), self._refused, self._view
        )

    def _done(self, earlier: SettingValue, changes: ChangeSet, told: str) -> None:
        self._view.close_question()
        self._context.navigation.show_toast(
            told, action=_("Undo"), on_action=lambda: self._take_back(earlier)
        )
        self._context.publish(changes)

    def _take_back(self, earlier: SettingValue) -> None:
        self._context.runner.on_store(
            lambda: self._put_back(earlier),
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

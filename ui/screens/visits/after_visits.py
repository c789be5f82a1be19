"""What is done with visits afterwards: addenda, and planned against done. No Qt."""

from __future__ import annotations

from typing import Protocol

from app.commands.visits.log_notes import add_addendum
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.visits.coverage import Execution, read_execution
from ui.screens.context import ScreenContext
from ui.screens.visits.execution_words import ExecutionPage, execution_page, span_of
from ui.texts import _, sentence


class AfterView(Protocol):
    """What is asked of the view."""

    def show_execution(self, page: ExecutionPage) -> None:
        """Show planned against done."""
        ...

    def show_addendum_error(self, words: str) -> None:
        """Say why an addendum is not taken."""
        ...

    def close_addendum(self) -> None:
        """The addendum was taken."""
        ...


class AfterVisits:
    """Adds to logs and compares plans with logs."""

    def __init__(self, view: AfterView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._asked = 0

    def compare(self, kind: str, step: int) -> None:
        """Show the week or month that lies some steps from today's."""
        self._asked += 1
        asked, workspace = self._asked, self._context.workspace
        span = span_of(kind, workspace.today(), step)

        def show(found: Execution) -> None:
            if asked == self._asked:
                self._view.show_execution(execution_page(found, span, self._context.formats))

        self._context.runner.on_store(
            lambda: read_execution(workspace, *span), show, owner=self._view
        )

    def add(self, visit_id: str, words: str) -> None:
        """Add words to a log."""
        workspace = self._context.workspace

        def done(made: tuple[str, ChangeSet]) -> None:
            self._view.close_addendum()
            self._context.publish(made[1])
            self._context.navigation.show_toast(_("Added to the visit."))

        def failed(error: Exception) -> None:
            if not isinstance(error, DomainError):
                raise error
            self._view.show_addendum_error(sentence(error))

        self._context.runner.on_store(
            lambda: add_addendum(workspace, visit_id, words), done, failed, owner=self._view
        )

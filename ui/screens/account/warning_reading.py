"""Reads the open warnings of the account for its page. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.queries.warnings.listing import WarningRow, list_account_warnings
from ui.screens.account.rows import WarningView
from ui.screens.context import ScreenContext
from ui.screens.warnings.warning_words import WarningWords


class WarningsPort(Protocol):
    """Where they are shown."""

    def show_warnings(self, warnings: Sequence[WarningView]) -> None:
        """Show one line for each, with its reason."""
        ...


class WarningReading:
    """Fetches them whenever the page was read."""

    def __init__(self, view: WarningsPort, context: ScreenContext, account_id: str) -> None:
        self._view, self._context, self._account_id = view, context, account_id

    def load(self) -> None:
        """Fetch the open warnings."""
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: list_account_warnings(workspace, account_id), self._arrived, owner=self._view
        )

    def show_all(self) -> None:
        """Go to the screen with all warnings."""
        self._context.navigation.show_screen("warnings")

    def _arrived(self, rows: Sequence[WarningRow]) -> None:
        words = WarningWords(self._context.formats, self._context.workspace.today())
        self._view.show_warnings([_view(words, row) for row in rows])


def _view(words: WarningWords, row: WarningRow) -> WarningView:
    line = words.line(row)
    title = f"{line.title} · {line.when} · {line.state}"
    why = words.why.why(row.rule, row.evidence, row.other_name)
    return WarningView(title, why, line.severity, line.tone, line.icon)

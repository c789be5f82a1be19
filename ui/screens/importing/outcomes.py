"""What became of imports: this one and earlier ones; go on, take back, save rejected rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from app.commands.exchange.exports import ExportResult
from app.commands.exchange.imports import ImportResult, continue_import
from app.commands.exchange.reverts import RevertResult, revert_import
from app.domain.importing.batches import Table
from app.domain.importing.vocabulary import Words
from app.exchange.pasted_cells import take_pasted
from app.exchange.table_files import look_at_table
from app.queries.exchange.imports import ExchangeSummary, list_exchanges
from ui.screens.context import ScreenContext
from ui.screens.importing.check_words import mend_lines
from ui.screens.importing.long_run import LongRun
from ui.screens.importing.page_view import ImportPageView
from ui.screens.importing.rejected_rows import save_rejected_rows
from ui.screens.importing.words import exchange_line, result_words, revert_words
from ui.texts import _


class Outcomes:
    """Acts on one import, the one just made or one chosen among the earlier ones.

    Args:
        view: Shows how it went.
        context: What every presenter gets.
        work: Runs what takes long.
        words: What the screens call fields and choices.
        ended: Told when there is a result to be seen.
    """

    def __init__(
        self,
        view: ImportPageView,
        context: ScreenContext,
        work: LongRun,
        words: Words,
        ended: Callable[[], None],
    ) -> None:
        self._view, self._context, self._work, self._words = view, context, work, words
        self._ended = ended
        self._exchange_id = ""
        self._source: Table | None = None

    def list_earlier(self) -> None:
        """Show what came in and went out before."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: list_exchanges(workspace), self._show_earlier, owner=self._view
        )

    def look_at(self, exchange_id: str) -> None:
        """Act on this import from now on."""
        self._exchange_id = exchange_id

    def taken_in(self, done: ImportResult, source: Table) -> None:
        """Show how an import ended; what it read is at hand should it go on."""
        self._source = source
        self._exchange_id = done.exchange_id
        self._context.publish(done.changes)
        state = "done" if done.is_whole else "cancelled"
        mends = mend_lines(done.plan)
        self._view.show_result(result_words(state, done.tally, self._context.formats, mends))
        self._ended()

    def go_on(self, path: Path) -> None:
        """Go on with an import that was stopped, with the same file."""
        self._go_on(lambda: look_at_table(path))

    def go_on_pasted(self, text: str) -> None:
        """Go on with an import that was stopped, with the same cells copied again."""
        self._go_on(lambda: take_pasted(text))

    def go_on_here(self) -> None:
        """Go on with the import that was just stopped, with what it read."""
        source = self._source
        if source is not None:
            self._go_on(lambda: source)

    def _go_on(self, look: Callable[[], Table]) -> None:
        workspace, words, wanted = self._context.workspace, self._words, self._exchange_id
        should_stop, told = self._work.begin(), self._work.told

        def task() -> tuple[ImportResult, Table]:
            table = look()
            return continue_import(
                workspace, wanted, table, words=words, tell=told, should_stop=should_stop
            ), table

        self._work.run(task, lambda done: self.taken_in(*done))

    def revert(self) -> None:
        """Take the import back; was asked and answered."""
        workspace, wanted, should_stop = (
            self._context.workspace, self._exchange_id, self._work.begin(),
        )  # fmt: skip
        self._work.run(
            lambda: revert_import(workspace, wanted, should_stop=should_stop), self._taken_back
        )

    def ask_rejected_place(self) -> None:
        """Ask where the rejected rows go."""
        self._view.ask_rejected_place(_("rejected-rows.xlsx"))

    def save_rejected(self, path: Path) -> None:
        """Write the rejected rows with their reasons."""
        workspace, wanted = self._context.workspace, self._exchange_id
        self._work.run(
            lambda: save_rejected_rows(workspace, wanted, path),
            lambda done: self._saved(done, path),
        )

    def _taken_back(self, done: RevertResult) -> None:
        self._context.publish(done.changes)
        self._view.show_result(revert_words(done, self._context.formats))
        self._ended()

    def _saved(self, done: ExportResult, path: Path) -> None:
        self._context.publish(done.changes)
        count = self._context.formats.count(done.rows)
        words = _("{count} rows saved to {name}").format(count=count, name=path.name)
        self._context.navigation.show_toast(words)

    def _show_earlier(self, found: Sequence[ExchangeSummary]) -> None:
        formats, clock = self._context.formats, self._context.workspace
        self._view.show_earlier([exchange_line(one, formats, clock) for one in found])

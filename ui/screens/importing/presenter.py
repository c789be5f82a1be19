"""Decides the way of a foreign table into the book: file, columns, words, check, result. No Qt."""

from __future__ import annotations

from app.commands.exchange.imports import run_import
from app.domain.changes import ChangeSet
from app.queries.exchange.imports import ImportPreview, preview_import
from ui.importing_words import table_words
from ui.screens.context import ScreenContext
from ui.screens.importing.file_choosing import FileChoosing
from ui.screens.importing.long_run import LongRun
from ui.screens.importing.mending import Mending
from ui.screens.importing.outcomes import Outcomes
from ui.screens.importing.page_view import ImportPageView
from ui.screens.importing.word_deciding import WordDeciding

FILE, COLUMNS, WORDS, CHECK, RESULT = range(5)


class ImportPresenter:
    """One file at a time, step by step; a step back loses nothing.

    Attributes:
        work: What runs, and how far it is.
        files: The file and the plan for it.
        words: What its words mean.
        mending: What would be done, and cells written anew.
        outcomes: What became of this import and of earlier ones.
    """

    def __init__(self, view: ImportPageView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._words = table_words()
        self._step = FILE
        self.work = LongRun(view, context)
        self.files = FileChoosing(view, context, self.work, self._words)
        self.words = WordDeciding(view, context, self.work, self.files, self._words)
        self.mending = Mending(view, context, self.files)
        self.outcomes = Outcomes(view, context, self.work, self._words, self._ended)

    def load(self) -> None:
        """Show where it stands, and what came in before."""
        self.files.show()
        self._view.show_step(self._step)
        self.outcomes.list_earlier()

    def on_changed(self, changes: ChangeSet) -> None:
        """Show earlier imports again when one was written."""
        if changes.touches("file_exchange"):
            self.outcomes.list_earlier()

    def go_on(self) -> None:
        """Do what the filled button says."""
        if self.work.is_running:
            return
        match self._step:
            case 0 if self.files.plan is not None:
                self.files.show_plan()
                self._go(COLUMNS)
            case 1 if not self.files.trouble():
                self._leave_columns()
            case 2:
                self._check()
            case 3 if self.mending.is_stale():
                self._check()
            case 3:
                self._take_in()
            case 4:
                self._context.navigation.go_back()

    def go_back(self) -> None:
        """Go one step back."""
        if self.work.is_running or self._step not in {COLUMNS, WORDS, CHECK}:
            return
        skips_words = self._step == CHECK and not self.words.is_needed
        self._go(COLUMNS if skips_words else self._step - 1)

    def _leave_columns(self) -> None:
        if self.words.is_needed:
            self.words.survey(lambda: self._go(WORDS))
        else:
            self._check()

    def _check(self) -> None:
        self.files.decide(self.words.decisions())
        self.mending.forget()
        table, plan = self.files.table, self.files.plan
        if table is None or plan is None:
            return
        workspace, words = self._context.workspace, self._words
        should_stop, told = self.work.begin(), self.work.told
        self.work.run(
            lambda: preview_import(
                workspace, table, plan, words=words, tell=told, should_stop=should_stop
            ),
            self._checked,
        )

    def _checked(self, preview: ImportPreview) -> None:
        if preview.is_whole:
            self.mending.show(preview)
            self._go(CHECK)

    def _take_in(self) -> None:
        table, plan, preview = self.files.table, self.files.plan, self.mending.preview
        if table is None or plan is None or preview is None:
            return
        if not preview.tally.created + preview.tally.updated:
            return
        self.mending.forget()
        workspace, words = self._context.workspace, self._words
        should_stop, told = self.work.begin(preview.tally.line), self.work.told
        self.work.run(
            lambda: run_import(
                workspace, table, plan, words=words, tell=told, should_stop=should_stop
            ),
            lambda done: self.outcomes.taken_in(done, table),
        )

    def _ended(self) -> None:
        self._go(RESULT)

    def _go(self, step: int) -> None:
        self._step = step
        self._view.show_step(step)

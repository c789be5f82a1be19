"""What the words of the file mean: surveyed, shown, decided. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.importing.decisions import LEFT_EMPTY, REFUSED, Decision, Decisions, Way
from app.domain.importing.proposals import Proposal, decided
from app.domain.importing.vocabulary import Vocabulary, Words
from app.domain.importing.word_counts import decidable_columns
from app.queries.exchange.words import WordColumn, WordSurvey, survey_words
from ui.screens.context import ScreenContext
from ui.screens.importing.file_choosing import FileChoosing
from ui.screens.importing.long_run import LongRun
from ui.screens.importing.page_view import ImportPageView
from ui.screens.importing.word_words import EMPTY, REJECT, words_words


class WordDeciding:
    """The words of the file and what a person decided about them.

    Args:
        view: Shows them.
        context: What every presenter gets.
        work: Runs what takes long.
        files: The file and its plan.
        words: What the screens call fields and choices.
    """

    def __init__(
        self,
        view: ImportPageView,
        context: ScreenContext,
        work: LongRun,
        files: FileChoosing,
        words: Words,
    ) -> None:
        self._view, self._context, self._work = view, context, work
        self._files, self._words = files, words
        self._survey = WordSurvey()
        self._lines: tuple[tuple[WordColumn, Proposal], ...] = ()
        self._chosen: dict[str, dict[str, Decision]] = {}
        self._source: object = None

    @property
    def is_needed(self) -> bool:
        """Whether the file has columns whose words must mean something."""
        plan = self._files.plan
        return plan is not None and bool(
            decidable_columns(plan, Vocabulary(plan.entity, self._words))
        )

    def survey(self, done: Callable[[], None]) -> None:
        """Count the words of the file, then go on."""
        table, plan = self._files.table, self._files.plan
        if table is None or plan is None:
            return
        if self._source != (table.sha256, table.options, plan.entity):
            self._source, self._chosen = (table.sha256, table.options, plan.entity), {}
        workspace, words = self._context.workspace, self._words
        should_stop, told = self._work.begin(), self._work.told

        def arrived(survey: WordSurvey) -> None:
            if survey.is_whole:
                self._take(survey)
                done()

        self._work.run(
            lambda: survey_words(
                workspace, table, plan, words=words, tell=told, should_stop=should_stop
            ),
            arrived,
        )

    def decide(self, places: Sequence[int], key: str) -> None:
        """Let words mean something else."""
        for place in places:
            column, one = self._lines[place]
            self._chosen.setdefault(column.column.field, {})[one.key] = _decision(key)
        self.show()

    def decisions(self) -> Decisions:
        """Return what is to be kept with the plan."""
        if not self.is_needed:
            return {}
        proposals = {each.column.field: each.proposals for each in self._survey.columns}
        return decided(proposals, self._chosen)

    def show(self) -> None:
        """Show the words and what they mean."""
        plan = self._files.plan
        if plan is not None:
            self._view.show_words(
                words_words(plan.entity, self._lines, self._chosen, self._context.formats)
            )

    def _take(self, survey: WordSurvey) -> None:
        self._survey = survey
        self._lines = tuple((each, one) for each in survey.columns for one in each.proposals)
        self.show()


def _decision(key: str) -> Decision:
    match key:
        case _ if key == REJECT:
            return REFUSED
        case _ if key == EMPTY:
            return LEFT_EMPTY
        case _:
            return Decision(Way.TAKE, key.removeprefix("="))

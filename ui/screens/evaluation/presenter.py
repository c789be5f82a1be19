"""Decides what the score sheet shows, computes as it is filled in, and saves. No Qt."""

from __future__ import annotations

from typing import Protocol

from app.commands.evaluation.evaluating import EvaluationSheet, save_evaluation
from app.domain.analysis.evaluation import evaluate
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.evaluation.evaluating import EvaluationPage, SchemeChoice, read_evaluations
from ui.screens.context import ScreenContext
from ui.screens.evaluation.rows import Answers, ResultView, SheetView
from ui.screens.evaluation.sheet_words import SheetWords
from ui.texts import _, sentence

_SHOWN = ("evaluation", "evaluation_scheme", "receivable", "field_order")


class EvaluationView(Protocol):
    """What the presenter asks of its view."""

    def show_sheet(self, sheet: SheetView) -> None:
        """Show an empty sheet."""
        ...

    def show_result(self, result: ResultView) -> None:
        """Show what the sheet comes to."""
        ...

    def show_error(self, field: str, words: str) -> None:
        """Show why it is not saved, beside the field where it has one."""
        ...

    def answers(self) -> Answers:
        """Return what stands in the sheet."""
        ...

    def forget(self) -> None:
        """Take what is typed as saved."""
        ...


class EvaluationPresenter:
    """Keeps page and scheme; a sheet that is being filled in stays as it is."""

    def __init__(self, view: EvaluationView, context: ScreenContext, account_id: str) -> None:
        self._view, self._context, self._account_id = view, context, account_id
        self._page: EvaluationPage | None = None
        self._scheme: SchemeChoice | None = None

    def load(self) -> None:
        """Fetch schemes and earlier evaluations."""
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: read_evaluations(workspace, account_id),
            self._arrived,
            self._gone,
            self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when evaluations, schemes or debts were touched."""
        if changes.touches(*_SHOWN) or changes.touches_record("account", self._account_id):
            self.load()

    def choose_scheme(self, scheme_id: str) -> None:
        """Begin a sheet by another scheme."""
        if self._page is None:
            return
        found = [each for each in self._page.schemes if each.id == scheme_id]
        self._scheme = found[0] if found else self._page.schemes[0]
        self._view.show_sheet(self._words().sheet(self._page, self._scheme))
        self.compute()

    def compute(self) -> None:
        """Show what the sheet comes to as it stands."""
        if self._page is None or self._scheme is None:
            return
        answers = self._view.answers()
        sheet = self._sheet(answers, self._scheme)
        now = evaluate(sheet.assessment, scheme=self._scheme.book.scheme)
        self._view.show_result(self._words().result(self._page, now, answers.next_review_on))

    def save(self) -> None:
        """Keep the evaluation and go back."""
        scheme = self._scheme
        if scheme is None:
            return
        sheet = self._sheet(self._view.answers(), scheme)
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: save_evaluation(workspace, account_id, sheet),
            lambda made: self._saved(made[1]),
            self._refused,
            self._view,
        )

    def _sheet(self, answers: Answers, scheme: SchemeChoice) -> EvaluationSheet:
        return EvaluationSheet(
            scheme_id=scheme.id,
            evaluated_on=self._context.workspace.today(),
            scores=answers.scores,
            numbers=answers.numbers,
            attitude=answers.attitude,
            conclusion=answers.conclusion,
            next_review_on=answers.next_review_on,
        )

    def _arrived(self, page: EvaluationPage) -> None:
        self._page = page
        if self._scheme is None:
            self.choose_scheme(page.schemes[0].id)
        else:
            self.compute()

    def _saved(self, changes: ChangeSet) -> None:
        self._view.forget()
        self._context.publish(changes)
        self._context.navigation.go_back()
        self._context.navigation.show_toast(_("Evaluation saved"))

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_error(str(error.params.get("field", "")), sentence(error))

    def _gone(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))
        self._context.navigation.go_back()

    def _words(self) -> SheetWords:
        return SheetWords(self._context.formats, self._context.workspace.today())

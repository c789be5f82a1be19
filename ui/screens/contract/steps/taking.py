"""Moves a contract on: asks what a step needs, takes it, and says why it was refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.contract.life.steps import LIFE_STEPS
from ui.screens.contract.life.taking import TAKE, Answers, Taken
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.paper.copies import originals
from ui.screens.contract.paper.setting import set_copy
from ui.screens.contract.rows import StepForm
from ui.screens.contract.steps.words import spelled, step_form
from ui.texts import _, sentence

_PAGES = "pages"
_AT_ONCE = frozenset({"submit"}) | {name for name, step in LIFE_STEPS.items() if not step.asks}
"""Steps without a dialog; what speaks against one is told in a notice."""


class StepDialogs(Protocol):
    """What the stepping asks of the page's dialogs."""

    def open_step(self, form: StepForm) -> None:
        """Ask what the step needs."""
        ...

    def close_step(self) -> None:
        """Take the dialog away."""
        ...

    def show_step_error(self, key: str, words: str) -> None:
        """Say beside a line why the step is not taken."""
        ...


class Stepping:
    """Knows what each step asks and which command it is.

    Args:
        view: The dialogs.
        context: Workspace, runner, publish, navigation.
    """

    def __init__(self, view: StepDialogs, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._opened: OpenContract | None = None
        self._form: StepForm | None = None

    def begin(self, opened: OpenContract) -> None:
        """Move this contract from now on."""
        self._opened = opened

    def ask(self, name: str) -> None:
        """Begin a step; what was typed is saved already."""
        opened = self._opened
        if opened is None:
            return
        if name in _AT_ONCE:
            self.take(name, {})
            return
        review = opened.judge(opened.sheet.values(), opened.sheet.lines())
        self._form = step_form(name, opened, review, self._context.workspace.today())
        self._view.open_step(self._form)

    def take(self, name: str, said: Mapping[str, Any]) -> None:
        """Take a step with what was said."""
        opened, workspace = self._opened, self._context.workspace
        if opened is None or not self._is_complete(said):
            return
        if name == "approve" and _PAGES not in said:
            self._count_pages(opened, said)
            return
        answers, stored = Answers(said), opened.stored
        self._context.runner.on_store(
            lambda: TAKE[name](workspace, stored, answers),
            self._taken,
            lambda error: self._refused(name, error),
            self._view,
        )

    def _count_pages(self, opened: OpenContract, said: Mapping[str, Any]) -> None:
        """Set the paper that is approved: what is printed later must have as many pages."""
        values = opened.sheet.values()
        self._context.runner.on_work(
            lambda: (
                set_copy(
                    opened.template,
                    values,
                    number=1,
                    total=originals(opened, values),
                    is_draft=False,
                    is_confidential=opened.stored.is_confidential,
                    logo=opened.stored.logo,
                ).pages
            ),
            lambda pages: self.take("approve", {**said, _PAGES: pages}),
            lambda error: self._refused("approve", error),
            self._view,
        )

    def _is_complete(self, said: Mapping[str, Any]) -> bool:
        """Ask again for the first thing that must be said and was not."""
        for field in self._form.fields if self._form else ():
            answer = said.get(field.key)
            if field.required and not (answer.strip() if isinstance(answer, str) else answer):
                self._view.show_step_error(field.key, _("Please fill this in"))
                return False
        return True

    def _taken(self, taken: Taken) -> None:
        self._form = None
        self._view.close_step()
        self._context.publish(taken.changes)
        if taken.opens:
            self._context.navigation.open_contract(taken.opens)

    def _refused(self, name: str, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        if name in _AT_ONCE:
            self._context.navigation.show_toast(sentence(error))
        else:
            words = sentence(error.code, spelled(error.params))
            self._view.show_step_error(str(error.params.get("field", "")), words)

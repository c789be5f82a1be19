"""Moves a contract on: asks what a step needs, takes it, and says why it was refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from app.commands.contract_steps import (
    Signature,
    approve_contract,
    return_contract,
    sign_contract,
    submit_contract,
    void_contract,
)
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.rows import StepForm
from ui.screens.contract.step_words import step_form
from ui.texts import _, sentence

Answers = Mapping[str, Any]


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

    def begin(self, opened: OpenContract) -> None:
        """Move this contract from now on."""
        self._opened = opened

    def ask(self, name: str) -> None:
        """Begin a step; what was typed is saved already."""
        opened = self._opened
        if opened is None:
            return
        if name == "submit":
            self.take(name, {})
            return
        review = opened.judge(opened.sheet.values(), opened.sheet.lines())
        self._view.open_step(step_form(name, opened, review, self._context.workspace.today()))

    def take(self, name: str, answers: Answers) -> None:
        """Take a step with what was said."""
        opened = self._opened
        if opened is None:
            return
        note = str(answers.get("note") or "").strip()
        if name in {"return", "void"} and not note:
            self._view.show_step_error("note", _("Say why"))
            return
        if name == "sign" and answers.get("signed_on") is None:
            self._view.show_step_error("signed_on", _("Say when"))
            return
        self._context.runner.on_store(
            self._command(name, opened.stored.id, note, answers),
            self._taken,
            lambda error: self._refused(name, error),
            self._view,
        )

    def _command(
        self, name: str, contract_id: str, note: str, answers: Answers
    ) -> Callable[[], ChangeSet]:
        workspace = self._context.workspace
        match name:
            case "submit":
                return lambda: submit_contract(workspace, contract_id)
            case "approve":
                return lambda: approve_contract(workspace, contract_id, note)
            case "return":
                return lambda: return_contract(workspace, contract_id, note)
            case "sign":
                signature = _signature(answers)
                return lambda: sign_contract(workspace, contract_id, signature)
            case _:
                return lambda: void_contract(workspace, contract_id, note)

    def _taken(self, changes: ChangeSet) -> None:
        self._view.close_step()
        self._context.publish(changes)

    def _refused(self, name: str, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        if name == "submit":
            self._context.navigation.show_toast(sentence(error))
        else:
            self._view.show_step_error(str(error.params.get("field", "")), sentence(error))


def _signature(answers: Answers) -> Signature:
    day = answers.get("signed_on")
    return Signature(
        signatory=str(answers.get("signatory") or ""),
        place=str(answers.get("signed_place") or ""),
        signed_on=day if isinstance(day, dt.date) else dt.date.min,
    )

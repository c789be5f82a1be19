"""Takes the steps of a version: submit, approve, send back, withdraw, continue. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.commands.contracts.library_blocks import make_next_block, spread_block, take_block
from app.commands.contracts.template_steps import (
    approve_version,
    delete_version,
    send_back,
    submit_version,
    take_back,
    withdraw_version,
)
from app.commands.contracts.templates import make_next_version
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from ui.screens.context import ScreenContext
from ui.screens.template.opened import OpenVersion
from ui.screens.template.rows import ButtonKind, Choices
from ui.screens.template.version_words import name_in
from ui.texts import _, n_, sentence


class StepView(Protocol):
    """What stepping asks of the page."""

    def ask_words(
        self, title: str, body: str, act: str, kind: ButtonKind, said: Callable[[str], None]
    ) -> None:
        """Ask for a reason or a note."""
        ...

    def ask_spread(self, uses: Choices, chosen: Callable[[Sequence[str]], None]) -> None:
        """Ask which texts take a block over."""
        ...

    def ask_delete(self, name: str, agreed: Callable[[], None]) -> None:
        """Ask before a draft is thrown away."""
        ...


class TextSteps:
    """Takes steps of the open version."""

    def __init__(self, view: StepView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._opened: OpenVersion | None = None

    def begin(self, opened: OpenVersion) -> None:
        """Take the steps of this version from now on."""
        self._opened = opened

    def take(self, name: str) -> None:
        """Take a step, after what it has to be told."""
        opened = self._opened
        if opened is None:
            return
        workspace, entity, made = self._context.workspace, opened.entity, opened.detail.id
        match name:
            case "submit":
                words = _("Submitted; finance sees it after the next sync")
                self._run(lambda: submit_version(workspace, entity, made), words)
            case "take_back":
                self._run(lambda: take_back(workspace, entity, made), _("Taken back"))
            case "approve":
                read = opened.detail.read
                self._run(lambda: approve_version(workspace, entity, made, read), _("Approved"))
            case "copy":
                self._copy(opened)
            case "delete":
                self._delete(opened)
            case _:
                self._ask(opened, name)

    def take_block(self, block_id: str, article_title: str, group: int) -> None:
        """Put a shared block of the text into the library of the house, and open it there."""
        opened, workspace = self._opened, self._context.workspace
        if opened is None:
            return
        template_id = opened.detail.id
        named: dict[str, FieldValue] = {"name": article_title or block_id, "clause_group": group}
        self._make(lambda: take_block(workspace, template_id, block_id, named), "clause_block")

    def _ask(self, opened: OpenVersion, name: str) -> None:
        workspace, entity, made = self._context.workspace, opened.entity, opened.detail.id
        match name:
            case "return":
                self._view.ask_words(
                    _("Send this version back?"),
                    _("Its authors read why and go on writing."),
                    _("Send back"),
                    "primary",
                    lambda why: self._run(
                        lambda: send_back(workspace, entity, made, why), _("Sent back")
                    ),
                )
            case "withdraw":
                self._view.ask_words(
                    _("Withdraw this version?"),
                    _("No contract begins with it any more. What was printed before stands."),
                    _("Withdraw"),
                    "danger",
                    lambda why: self._run(
                        lambda: withdraw_version(workspace, entity, made, why),
                        _("Withdrawn"),
                    ),
                )
            case "spread":
                language = self._context.formats.language
                uses = tuple(
                    (each.id, f"{name_in(language, each.name, each.name_en)} {each.version}")
                    for each in opened.detail.uses
                )
                self._view.ask_spread(uses, self._spread)

    def _spread(self, template_ids: Sequence[str]) -> None:
        opened, workspace = self._opened, self._context.workspace
        if opened is None or not template_ids:
            return
        made = opened.detail.id
        words = n_("{count} draft begun", "{count} drafts begun", len(template_ids))
        self._run(
            lambda: spread_block(workspace, made, template_ids)[1],
            words.format(count=len(template_ids)),
        )

    def _copy(self, opened: OpenVersion) -> None:
        workspace, made = self._context.workspace, opened.detail.id
        if opened.is_block:
            self._make(lambda: make_next_block(workspace, made), "clause_block")
        else:
            self._make(lambda: make_next_version(workspace, made), "template")

    def _delete(self, opened: OpenVersion) -> None:
        workspace, entity, made = self._context.workspace, opened.entity, opened.detail.id

        def gone(changes: ChangeSet) -> None:
            self._context.navigation.go_back()
            self._context.publish(changes)

        self._view.ask_delete(
            str(opened.detail.fields["name"]),
            lambda: self._context.runner.on_store(
                lambda: delete_version(workspace, entity, made),
                gone,
                self._refused,
                self._view,
            ),
        )

    def _make(self, make: Callable[[], tuple[str, ChangeSet]], page: str) -> None:
        def made(result: tuple[str, ChangeSet]) -> None:
            self._context.publish(result[1])
            self._context.navigation.open_page(page, result[0])

        self._context.runner.on_store(make, made, self._refused, self._view)

    def _run(self, step: Callable[[], ChangeSet], words: str) -> None:
        def done(changes: ChangeSet) -> None:
            self._context.publish(changes)
            self._context.navigation.show_toast(words)

        self._context.runner.on_store(step, done, self._refused, self._view)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))

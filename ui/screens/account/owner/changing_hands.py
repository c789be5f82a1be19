"""Asks for a hand-over of one or many accounts and carries the answer out. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.commands.accounts.ownership import request_handover
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.accounts.ownership import HandoverChoice, HandoverKind, read_handover_choice
from ui.screens.account.owner.rows import HandoverView
from ui.screens.account.owner.words import OwnershipWords
from ui.screens.context import ScreenContext
from ui.texts import _, sentence


class HandoverPort(Protocol):
    """The view that asks."""

    def open_dialog(self, asked: HandoverView) -> None:
        """Ask who gets it."""
        ...

    def close_dialog(self) -> None:
        """Close it."""
        ...


def ownership_words(context: ScreenContext) -> OwnershipWords:
    """Return what spells owners and requests today."""
    workspace = context.workspace
    return OwnershipWords(context.formats, workspace.today(), workspace.moment)


class ChangingHands:
    """One question at a time.

    Args:
        view: Shows the dialog.
        context: Workspace, runner, publish, navigation, formats.
    """

    def __init__(self, view: HandoverPort, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._kind = HandoverKind.CLAIM
        self._choice: HandoverChoice | None = None

    def ask(self, account_ids: Sequence[str], kind: HandoverKind) -> None:
        """Ask about accounts; those that cannot change hands this way are left out and told."""
        workspace, ids = self._context.workspace, tuple(account_ids)
        self._context.runner.on_store(
            lambda: read_handover_choice(workspace, ids, kind),
            lambda choice: self._arrived(kind, choice),
            owner=self._view,
        )

    def answer(self, person: str, reason: str) -> None:
        """Ask the head, or give them away at once where the user decides."""
        choice, kind, workspace = self._choice, self._kind, self._context.workspace
        if choice is None:
            return
        receiver = person if kind is HandoverKind.HAND_OVER else None
        self._run(
            lambda: request_handover(
                workspace, choice.account_ids, kind, to_user_id=receiver or None, reason=reason
            )
        )

    def _arrived(self, kind: HandoverKind, choice: HandoverChoice) -> None:
        if not choice.account_ids:
            self._context.navigation.show_refusal(_("None of these can change hands this way"))
            return
        self._kind, self._choice = kind, choice
        self._view.open_dialog(ownership_words(self._context).handover(choice, kind))

    def _run(self, task: Callable[[], ChangeSet]) -> None:
        self._context.runner.on_store(task, self._done, self._refused, self._view)

    def _done(self, changes: ChangeSet) -> None:
        decides = self._choice is not None and self._choice.decides
        self._choice = None
        self._view.close_dialog()
        self._context.publish(changes)
        words = _("Done with the next sync") if decides else _("The head of the sector is asked")
        self._context.navigation.show_toast(words)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.close_dialog()
        self._context.navigation.show_refusal(sentence(error))

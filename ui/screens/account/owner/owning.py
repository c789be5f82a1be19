"""Decides what the account page says about owner and team, and carries out what is asked. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.commands.accounts.editing import set_mark
from app.commands.accounts.ownership import (
    APPROVED,
    DECLINED,
    decide_request,
    name_member,
    remove_member,
)
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError, NotFoundError
from app.queries.accounts.ownership import HandoverKind, OwnershipPage, read_ownership
from ui.screens.account.owner.changing_hands import ChangingHands, HandoverPort, ownership_words
from ui.screens.account.owner.rows import OwnershipView
from ui.screens.account.owner.words import BARRING
from ui.screens.context import ScreenContext
from ui.texts import _, sentence


class OwnershipPort(HandoverPort, Protocol):
    """What this presenter asks of its view."""

    def show_ownership(self, view: OwnershipView) -> None:
        """Show whose the account is and what can be done."""
        ...


class Owning:
    """The panel about owner and team.

    Args:
        view: The panel.
        context: Workspace, runner, publish, navigation, formats.
        account_id: The account of the page.
    """

    def __init__(self, view: OwnershipPort, context: ScreenContext, account_id: str) -> None:
        self._view, self._context, self._account_id = view, context, account_id
        self._hands = ChangingHands(view, context)
        self._page: OwnershipPage | None = None
        self._is_naming = False

    def load(self) -> None:
        """Read it again."""
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: read_ownership(workspace, account_id),
            self._arrived,
            self._gone,
            self._view,
        )

    def claim(self) -> None:
        """Ask for the account."""
        self._ask(HandoverKind.CLAIM)

    def hand_over(self) -> None:
        """Ask that a colleague gets it."""
        self._ask(HandoverKind.HAND_OVER)

    def release(self) -> None:
        """Ask that it goes back to the pool."""
        self._ask(HandoverKind.RELEASE)

    def name(self) -> None:
        """Ask who joins the team."""
        if self._page is not None:
            self._is_naming = True
            self._view.open_dialog(ownership_words(self._context).naming(self._page))

    def answer(self, person: str, role: str, reason: str) -> None:
        """Do what the dialog was answered."""
        if not self._is_naming:
            self._hands.answer(person, reason)
            return
        workspace, account_id = self._context.workspace, self._account_id
        self._run(lambda: name_member(workspace, account_id, person, role), _("Named for the team"))

    def remove(self, member_id: str) -> None:
        """Take somebody out of the team."""
        workspace = self._context.workspace
        self._run(lambda: remove_member(workspace, member_id), _("Taken out of the team"))

    def decide(self, request_id: str, *, approves: bool) -> None:
        """Decide about a request."""
        workspace, state = self._context.workspace, APPROVED if approves else DECLINED
        words = _("Approved: it changes hands with the next sync") if approves else _("Declined")
        self._run(lambda: decide_request(workspace, request_id, state), words)

    def mark(self, mark: str, *, on: bool) -> None:
        """Set a mark of the office, or take it off; barring is proposed on a page of its own."""
        if mark == BARRING:
            self._open_barring()
            return
        workspace, account_id = self._context.workspace, self._account_id
        words = _("Marked; everybody sees it after the next sync") if on else _("Mark taken off")
        self._run(lambda: set_mark(workspace, account_id, mark, on=on), words)

    def _open_barring(self) -> None:
        records = self._context.navigation.records
        if self._page is not None and self._page.barring:
            records.open(BARRING, self._page.barring)
        else:
            records.begin(BARRING, {"account_id": self._account_id})

    def _ask(self, kind: HandoverKind) -> None:
        self._is_naming = False
        self._hands.ask((self._account_id,), kind)

    def _arrived(self, page: OwnershipPage) -> None:
        self._page = page
        self._view.show_ownership(ownership_words(self._context).page(page))

    def _gone(self, error: Exception) -> None:
        if not isinstance(error, NotFoundError):
            raise error

    def _run(self, task: Callable[[], ChangeSet], words: str) -> None:
        self._context.runner.on_store(
            task, lambda changes: self._done(changes, words), self._refused, self._view
        )

    def _done(self, changes: ChangeSet, words: str) -> None:
        self._view.close_dialog()
        self._context.publish(changes)
        self._context.navigation.show_toast(words)
        self.load()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.close_dialog()
        self._context.navigation.show_refusal(sentence(error))
        self.load()

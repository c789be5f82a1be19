"""Decides what the lists of accounts for their credit show. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.changes import ChangeSet
from app.queries.credit.lists import CreditLine, CreditLists, CreditView, read_credit_lists
from ui.screens.context import ScreenContext

_SHOWN = (
    *("account", "receivable", "sales_record", "evaluation", "credit_limit", "complaint"),
    "blacklist_entry",
    "good_customer",
)


class CreditListsPort(Protocol):
    """What the presenter asks of its view."""

    def show_lists(self, lists: CreditLists) -> None:
        """Show counts and coverage."""
        ...

    def show_lines(self, lines: Sequence[CreditLine], writes: frozenset[str]) -> None:
        """Show accounts, and what the user may begin about them."""
        ...


class CreditListsPresenter:
    """Reads all accounts once; each list is a filter of them."""

    def __init__(self, view: CreditListsPort, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._lists: CreditLists | None = None
        self._chosen = CreditView.BAD
        self._asked = 0

    def load(self) -> None:
        """Read the accounts."""
        self._asked += 1
        asked, workspace = self._asked, self._context.workspace
        self._context.runner.on_store(
            lambda: read_credit_lists(workspace),
            lambda lists: self._arrived(asked, lists),
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again when something was touched that an account is listed by."""
        if self._lists is not None and changes.touches(*_SHOWN):
            self.load()

    def choose(self, key: str) -> None:
        """Show another list."""
        self._chosen = CreditView(key)
        self._show()

    def open(self, line: CreditLine) -> None:
        """Open the page of an account."""
        self._context.navigation.open_account(line.account.id)

    def begin(self, entity: str, line: CreditLine) -> None:
        """Evaluate the account, propose a limit, or propose it for the blacklist."""
        if entity == "evaluation":
            self._context.navigation.open_page("evaluation", line.account.id)
        else:
            self._context.navigation.records.begin(entity, {"account_id": line.account.id})

    def _arrived(self, asked: int, lists: CreditLists) -> None:
        if asked != self._asked:
            return
        self._lists = lists
        self._view.show_lists(lists)
        self._show()

    def _show(self) -> None:
        if self._lists is not None:
            lines = [line for line in self._lists.lines if self._chosen in line.views]
            self._view.show_lines(lines, self._lists.writes)

"""Decides which pairs are shown. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.accounts.duplicate_pairs import DuplicatePair
from app.domain.changes import ChangeSet
from app.queries.accounts.pairs import (
    AccountPair,
    ComparedAccount,
    list_pairs,
    may_see_pairs,
    pair_up,
    read_compared,
)
from ui.screens.context import ScreenContext

ACROSS, WITHIN = "across", "within"
_SHOWN = ("account", "contact", "account_merge")


class PairsView(Protocol):
    """What the presenter asks of its view."""

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many pairs each group holds."""
        ...

    def show_pairs(self, pairs: Sequence[AccountPair]) -> None:
        """Show pairs, the likeliest first."""
        ...

    def show_closed(self) -> None:
        """Say that this user is not told of pairs over all sectors."""
        ...


class PairsPresenter:
    """Compares all accounts on the work lane, one search at a time; a group is a part of it."""

    def __init__(self, view: PairsView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._pairs: tuple[AccountPair, ...] = ()
        self._group = ACROSS
        self._is_looking = self._is_stale = False

    def load(self) -> None:
        """Look for pairs; while a search is under way, one more follows it."""
        if self._is_looking:
            self._is_stale = True
            return
        self._is_looking, self._is_stale = True, False
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: (may_see_pairs(workspace), read_compared(workspace)),
            lambda found: self._compare(*found),
            self._fail,
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Look again when an account or a merge was touched."""
        if changes.touches(*_SHOWN):
            self.load()

    def choose(self, group: str) -> None:
        """Show the pairs across sectors, or those within one."""
        self._group = group
        self._show()

    def open(self, pair: AccountPair) -> None:
        """Open the page of the first account; it compares both and proposes to merge them."""
        self._context.navigation.open_account(pair.first.id)

    def open_other(self, _action: str, pair: AccountPair) -> None:
        """Open the page of the second account."""
        self._context.navigation.open_account(pair.second.id)

    def _compare(self, may_see: bool, accounts: tuple[ComparedAccount, ...]) -> None:
        if not may_see:
            self._view.show_closed()
            self._end()
            return
        self._context.runner.on_work(
            lambda: pair_up(accounts), self._fetch, self._fail, owner=self._view
        )

    def _fetch(self, pairs: tuple[DuplicatePair, ...]) -> None:
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: list_pairs(workspace, pairs), self._arrived, self._fail, owner=self._view
        )

    def _arrived(self, pairs: tuple[AccountPair, ...]) -> None:
        self._pairs = pairs
        self._view.show_counts({group: len(self._of(group)) for group in (ACROSS, WITHIN)})
        self._show()
        self._end()

    def _end(self) -> None:
        self._is_looking = False
        if self._is_stale:
            self.load()

    def _fail(self, error: Exception) -> None:
        self._is_looking = False
        raise error

    def _show(self) -> None:
        self._view.show_pairs(self._of(self._group))

    def _of(self, group: str) -> Sequence[AccountPair]:
        return [pair for pair in self._pairs if pair.is_across is (group == ACROSS)]

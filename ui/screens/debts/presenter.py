"""Decides what the list of debts shows. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.analysis.receivables import Ageing
from app.domain.changes import ChangeSet
from app.queries.credit.debts import DebtLine, DebtList, DebtView, read_debt_list
from ui.screens.context import ScreenContext

_SHOWN = ("receivable", "debt_event", "debt_mark", "collection_course", "account", "collection")


class DebtsListView(Protocol):
    """What the presenter asks of its view."""

    def show_counts(self, counts: Mapping[DebtView, int]) -> None:
        """Show how many debts stand in each part of the list."""
        ...

    def show_ageing(self, ageing: Ageing) -> None:
        """Show what is owed by age."""
        ...

    def show_lines(self, lines: Sequence[DebtLine], writes: frozenset[str]) -> None:
        """Show debts, and what the user may write down about them."""
        ...


class DebtsPresenter:
    """Reads all late debts once; another part of the list is a filter of them."""

    def __init__(self, view: DebtsListView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._list: DebtList | None = None
        self._chosen = DebtView.ALL
        self._asked = 0

    def load(self) -> None:
        """Read the debts."""
        self._asked += 1
        asked, workspace = self._asked, self._context.workspace
        self._context.runner.on_store(
            lambda: read_debt_list(workspace),
            lambda found: self._arrived(asked, found),
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again when a debt or what is said about it was touched."""
        if self._list is not None and changes.touches(*_SHOWN):
            self.load()

    def choose(self, key: str) -> None:
        """Show another part of the list."""
        self._chosen = DebtView(key)
        self._show()

    def open(self, line: DebtLine) -> None:
        """Open the page of who owes."""
        self._context.navigation.open_account(line.late.account_id)

    def write(self, entity: str, line: DebtLine) -> None:
        """Write something down about a debt: a reminder, a mark, how it is collected."""
        given = {"account_id": line.late.account_id, "receivable_id": line.late.id}
        if entity == "collection_course":
            del given["receivable_id"]
        self._context.navigation.records.begin(entity, given)

    def decide(self, line: DebtLine) -> None:
        """Open the mark that waits for a decision."""
        self._context.navigation.records.open("debt_mark", line.late.mark_id)

    def _arrived(self, asked: int, found: DebtList) -> None:
        if asked != self._asked:
            return
        self._list = found
        self._view.show_counts(found.counts)
        self._view.show_ageing(found.ageing)
        self._show()

    def _show(self) -> None:
        if self._list is not None:
            lines = [line for line in self._list.lines if self._chosen in line.views]
            self._view.show_lines(lines, self._list.writes)

"""Decides what the contract list shows. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from app.domain.changes import ChangeSet
from app.queries.contracts import (
    ContractSummary,
    TemplateSummary,
    list_contracts,
    list_templates,
)
from ui.screens.context import ScreenContext

ALL = "all"
STATE_GROUPS: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"draft", "returned"}),
    "review": frozenset({"in_review"}),
    "sign": frozenset({"approved", "printed"}),
    "running": frozenset({"signed", "effective", "archived", "performing"}),
    "ended": frozenset({"amended", "renewed", "expired", "terminated", "void"}),
}
_SHOWN = ("contract", "account", "journal")


class ContractsView(Protocol):
    """What the presenter asks of its view."""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many contracts each group of states holds."""
        ...

    def show_contracts(self, rows: Sequence[ContractSummary], *, is_filtered: bool) -> None:
        """Show contracts, newest first."""
        ...


class ContractsPresenter:
    """Keeps text and state of the filter; drops answers that came too late."""

    def __init__(self, view: ContractsView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._text, self._group = "", ALL
        self._found: Sequence[ContractSummary] = ()
        self._asked = 0

    def load(self) -> None:
        """Fetch the contracts that fit the text."""
        self._asked += 1
        asked, text, workspace = self._asked, self._text, self._context.workspace
        language = self._context.formats.language
        self._context.runner.on_store(
            lambda: _named(list_contracts(workspace, text), list_templates(workspace), language),
            lambda found: self._arrived(asked, found),
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when a contract, its account or what waits to be sent was touched."""
        if changes.touches(*_SHOWN):
            self.load()

    def filter_text(self, text: str) -> None:
        """Show contracts whose number or account holds a text."""
        self._text = text.strip()
        self.load()

    def filter_group(self, group: str) -> None:
        """Show contracts in some states."""
        self._group = group
        self._show()

    def open(self, contract_id: str) -> None:
        """Open a contract."""
        self._context.navigation.open_contract(contract_id)

    def new_contract(self) -> None:
        """Begin a contract."""
        self._context.navigation.new_contract()

    def _arrived(self, asked: int, found: Sequence[ContractSummary]) -> None:
        if asked == self._asked:
            self._found = found
            self._show()

    def _show(self) -> None:
        counts = {
            group: sum(row.state in states for row in self._found)
            for group, states in STATE_GROUPS.items()
        }
        self._view.show_counts({ALL: len(self._found), **counts})
        states = STATE_GROUPS.get(self._group)
        rows = [row for row in self._found if states is None or row.state in states]
        self._view.show_contracts(rows, is_filtered=bool(self._text) or states is not None)


def _named(
    found: Sequence[ContractSummary], templates: Sequence[TemplateSummary], language: str
) -> list[ContractSummary]:
    """Return contracts with the name of their template in the user's language."""
    english = {each.name: each.name_en for each in templates if each.name_en}
    if language != "en":
        return list(found)
    return [replace(each, title=english.get(each.title) or each.title) for each in found]

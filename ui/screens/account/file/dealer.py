"""What else stands in an account's file: how many records of each kind. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.queries.records.forms import KindRights, read_kinds
from ui.field_texts import entities_label
from ui.screens.context import ScreenContext
from ui.screens.records.list_rows import KindRow
from ui.screens.records.registry import listed_kinds


class DealerFileView(Protocol):
    """The part of the page that leads to the records."""

    def show_kinds(self, kinds: Sequence[KindRow]) -> None:
        """Show the kinds that the user may read, with their numbers."""
        ...


class DealerFile:
    """Counts the records of an account and leads to their lists.

    Args:
        view: Shows them.
        context: Workspace, runner, navigation.
        account_id: The account.
    """

    def __init__(self, view: DealerFileView, context: ScreenContext, account_id: str) -> None:
        self._view, self._context, self._account_id = view, context, account_id
        self._kinds = listed_kinds(under_account=True)

    def load(self) -> None:
        """Count again."""
        workspace, account_id = self._context.workspace, self._account_id
        entities = [kind.entity for kind in self._kinds]
        self._context.runner.on_store(
            lambda: read_kinds(workspace, entities, account_id), self._show, owner=self._view
        )

    def open(self, entity: str) -> None:
        """Show the records of a kind."""
        self._context.navigation.records.open_list(entity, self._account_id)

    def _show(self, rights: Mapping[str, KindRights]) -> None:
        self._view.show_kinds(
            [
                KindRow(kind.entity, kind.icon, entities_label(kind.entity), found.count)
                for kind in self._kinds
                if (found := rights[kind.entity]).reads
            ]
        )

"""Fetches the records that a page lists below its form, and leads to them. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.fields import FieldValue
from app.queries.records.forms import (
    RecordDetail,
    RecordFilter,
    RecordRow,
    find_records,
    list_records,
    read_kinds,
)
from app.workspace import Workspace
from ui.field_texts import entity_label
from ui.screens.context import ScreenContext
from ui.screens.records.kind import Below
from ui.screens.records.registry import KINDS
from ui.texts import _

_ACCOUNT = "account_id"
MOST_ROWS = 100
"""More stand in the list of their own kind."""


@dataclass(frozen=True, slots=True)
class BelowRows:
    """One list below a form.

    Attributes:
        below: What is listed.
        count: How many there are.
        rows: The first of them.
        new_words: The verb of the button that adds one; empty where none may be added.
    """

    below: Below
    count: int
    rows: Sequence[RecordRow]
    new_words: str


class BelowView(Protocol):
    """The part of the page below the form."""

    def show_below(self, lists: Sequence[BelowRows]) -> None:
        """Show the lists."""
        ...


class BelowLists:
    """Keeps the lists below one record fresh.

    Args:
        view: Shows them.
        context: Workspace, runner, navigation.
        lists: What is listed.
    """

    def __init__(self, view: BelowView, context: ScreenContext, lists: tuple[Below, ...]) -> None:
        self._view, self._context, self._lists = view, context, lists
        self._detail: RecordDetail | None = None

    def show(self, detail: RecordDetail) -> None:
        """Take the record as it is now and fetch what stands below it."""
        self._detail = detail
        self.load()

    def load(self) -> None:
        """Fetch again; a new record has nothing below it."""
        detail, workspace, lists = self._detail, self._context.workspace, self._lists
        if detail is None or detail.is_new or not lists:
            return
        self._context.runner.on_store(
            lambda: _read(workspace, detail.id, lists), self._view.show_below, owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when a kind that is listed was touched."""
        if self._lists and changes.touches(*(below.entity for below in self._lists)):
            self.load()

    def open(self, entity: str, record_id: str) -> None:
        """Open a record of a list."""
        if record_id:
            self._context.navigation.records.open(entity, record_id)

    def add(self, entity: str) -> None:
        """Begin a record of a list; it points to this one."""
        detail = self._detail
        below = next(each for each in self._lists if each.entity == entity)
        if detail is None:
            return
        given: dict[str, FieldValue] = {below.reference: detail.id}
        if _ACCOUNT in detail.fields:
            given[_ACCOUNT] = detail.fields[_ACCOUNT]
        self._context.navigation.records.begin(entity, given)


def _read(workspace: Workspace, record_id: str, lists: tuple[Below, ...]) -> list[BelowRows]:
    rights = read_kinds(workspace, [below.entity for below in lists])
    found = []
    for below in lists:
        kind = KINDS[below.entity]
        if not rights[below.entity].reads:
            continue
        order, descending = kind.first_order()
        wanted = RecordFilter(
            entity=below.entity,
            under=(below.reference, record_id),
            order=order,
            descending=descending,
        )
        listing = find_records(workspace, wanted)
        rows = list_records(workspace, listing, kind.row_fields(), 0, MOST_ROWS)
        words = _("New: {record}").format(record=entity_label(below.entity))
        new_words = words if listing.creates else ""
        found.append(BelowRows(below, len(listing), rows, new_words))
    return found

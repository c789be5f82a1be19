"""Decides which kind of record is listed, and keeps its list fresh. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.fields import FieldValue, Kind
from app.domain.schema import ENTITIES
from app.queries.accounts.listing import read_account_glance
from app.queries.records.forms import (
    KindRights,
    RecordFilter,
    RecordListing,
    RecordRow,
    find_records,
    list_records,
    read_kinds,
)
from ui.field_texts import choice_label, entities_label, entity_label, group_label
from ui.screens.context import ScreenContext
from ui.screens.records.kind import RecordKind
from ui.screens.records.list_rows import KindGroup, KindRow, ListLook
from ui.screens.records.registry import GROUPS, KINDS, listed_kinds
from ui.texts import _

FIRST_ROWS = 200
"""Rows that come with the answer, so that they are painted with it: one page of the model."""


class RecordsListView(Protocol):
    """What the presenter asks of its view."""

    def show_place(self, title: str) -> None:
        """Show whose records these are."""
        ...

    def show_kinds(self, groups: Sequence[KindGroup], chosen: str) -> None:
        """Show the kinds that the user may read, one of them chosen."""
        ...

    def show_listing(self, kind: RecordKind, look: ListLook, *, keep_place: bool) -> int:
        """Show that many rows of a kind, to be asked for; return the number of this answer."""
        ...

    def show_rows(self, answer: int, first: int, rows: Sequence[RecordRow]) -> None:
        """Fill in rows of an answer."""
        ...


class RecordsPresenter:
    """Keeps kind, filter and order; fetches pages as the view scrolls; drops late answers.

    Args:
        view: The place.
        context: Workspace, runner, navigation, formats.
        account_id: Only records of this account; empty for all.
        entity: The kind that is shown first; empty for the first that the user may read.
    """

    def __init__(
        self,
        view: RecordsListView,
        context: ScreenContext,
        account_id: str = "",
        entity: str = "",
    ) -> None:
        self._view, self._context = view, context
        self._account_id, self._entity = account_id, entity
        self._kinds = listed_kinds(under_account=bool(account_id))
        self._rights: Mapping[str, KindRights] = {}
        self._orders: dict[str, tuple[str, bool]] = {}
        self._text = ""
        self._listing: RecordListing | None = None
        self._asked = self._answer = 0

    def load(self) -> None:
        """Fetch what kinds there are, then the list of the one that is chosen."""
        workspace, account_id = self._context.workspace, self._account_id
        entities = [kind.entity for kind in self._kinds]

        def read() -> tuple[Mapping[str, KindRights], str]:
            glance = read_account_glance(workspace, account_id) if account_id else None
            name = glance.summary.name if glance else ""
            return read_kinds(workspace, entities, account_id), name

        self._context.runner.on_store(
            read, lambda found: self._kinds_arrived(*found), owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when the kind that is shown, or what waits to be sent, was touched."""
        if self._account_id and changes.touches(*(kind.entity for kind in self._kinds)):
            self.load()
        elif self._entity and changes.touches(self._entity, "account", "journal"):
            self._find(keep_place=True)

    def choose(self, entity: str) -> None:
        """Show the records of another kind."""
        if entity != self._entity:
            self._entity, self._text = entity, ""
            if self._rights:
                self._show_kinds()
                self._find(keep_place=False)

    def filter_text(self, text: str) -> None:
        """Show records that hold every word."""
        self._text = text.strip()
        self._find(keep_place=False)

    def sort(self, order: str, descending: bool) -> None:
        """Show the rows in another order."""
        self._orders[self._entity] = (order, descending)
        self._find(keep_place=False)

    def need_rows(self, answer: int, first: int, count: int) -> None:
        """Fetch a page that the view scrolled to."""
        listing, workspace = self._listing, self._context.workspace
        if listing is None or answer != self._answer:
            return
        fields = KINDS[listing.entity].row_fields()
        self._context.runner.on_store(
            lambda: list_records(workspace, listing, fields, first, count),
            lambda rows: self._view.show_rows(answer, first, rows),
            owner=self._view,
        )

    def open(self, record_id: str) -> None:
        """Open a record; one that is gone meanwhile has no id."""
        if record_id:
            self._context.navigation.records.open(self._entity, record_id)

    def new_record(self) -> None:
        """Begin a record of the kind that is shown."""
        given: dict[str, FieldValue] = {}
        if self._account_id:
            given["account_id"] = self._account_id
        self._context.navigation.records.begin(self._entity, given)

    def _kinds_arrived(self, rights: Mapping[str, KindRights], account_name: str) -> None:
        self._rights = rights
        readable = [kind.entity for kind in self._kinds if rights[kind.entity].reads]
        if self._entity not in readable:
            if self._entity:
                words = _("You may not see: {records}")
                self._context.navigation.show_refusal(
                    words.format(records=entities_label(self._entity))
                )
            self._entity = readable[0] if readable else ""
        title = _("Dealer file") if self._account_id else _("Records")
        self._view.show_place(f"{account_name} · {title}" if account_name else title)
        self._show_kinds()
        if self._entity:
            self._find(keep_place=True)

    def _show_kinds(self) -> None:
        shown = [kind for kind in self._kinds if self._rights[kind.entity].reads]
        groups = [
            KindGroup(group_label(group), tuple(map(self._kind_row, kinds)))
            for group in GROUPS
            if (kinds := [kind for kind in shown if kind.group == group])
        ]
        self._view.show_kinds(groups, self._entity)

    def _kind_row(self, kind: RecordKind) -> KindRow:
        count = self._rights[kind.entity].count
        return KindRow(kind.entity, kind.icon, entities_label(kind.entity), count)

    def _find(self, *, keep_place: bool) -> None:
        self._asked += 1
        asked, workspace, kind = self._asked, self._context.workspace, KINDS[self._entity]
        order, descending = self._orders.get(self._entity, kind.first_order())
        wanted = RecordFilter(
            entity=self._entity,
            account_id=self._account_id,
            text=self._text,
            meant=meant_choices(self._entity, self._text),
            order=order,
            descending=descending,
        )
        fields = kind.row_fields()

        def find() -> tuple[RecordListing, list[RecordRow]]:
            listing = find_records(workspace, wanted)
            return listing, list_records(workspace, listing, fields, 0, FIRST_ROWS)

        self._context.runner.on_store(
            find,
            lambda found: self._arrived(asked, wanted, *found, keep_place=keep_place),
            owner=self._view,
        )

    def _arrived(
        self,
        asked: int,
        wanted: RecordFilter,
        listing: RecordListing,
        rows: Sequence[RecordRow],
        *,
        keep_place: bool,
    ) -> None:
        if asked != self._asked:
            return
        self._listing = listing
        new = _("New: {record}").format(record=entity_label(listing.entity))
        look = ListLook(
            count=len(listing),
            is_filtered=bool(wanted.text),
            new_words=new if listing.creates else "",
            order=wanted.order,
            descending=wanted.descending,
        )
        self._answer = self._view.show_listing(KINDS[listing.entity], look, keep_place=keep_place)
        if rows:
            self._view.show_rows(self._answer, 0, rows)


def meant_choices(entity: str, text: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each word typed the choices whose words hold it, in the user's language."""
    fields = [each for each in ENTITIES[entity].fields.values() if each.choices]
    tagged = (Kind.CHOICE, Kind.LABELS)
    return {
        word: tuple(
            (field.name, key)
            for field in fields
            if field.kind in tagged
            for key in field.choices
            if word.lower() in choice_label(entity, field.name, key).lower()
        )
        for word in text.split()
    }

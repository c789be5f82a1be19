"""Decides what the account list shows. No Qt: the view and the runner come from outside."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol
from zoneinfo import ZoneInfo

from app.domain.changes import ChangeSet
from app.domain.visits.rules import VisitRhythm
from app.queries.accounts.listing import (
    AccountFilter,
    AccountGlance,
    AccountListing,
    AccountSummary,
    count_accounts,
    find_accounts,
    list_account_cities,
    list_account_owners,
    read_account_glance,
    read_accounts,
)
from app.queries.exchange.exports import account_ids
from app.workspace import Workspace
from ui.screens.context import ScreenContext
from ui.screens.exporting.desk import ExportDesk

_SHOWN = ("account", "account_card", "conflict", "journal")
_MILLISECONDS = 1000
_AT_ONCE = 500
FIRST_ROWS = 200
"""Rows that come with the answer, so that they are painted with it: one page of the model."""


class AccountsView(Protocol):
    """What the presenter asks of its view."""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many accounts each saved view holds."""
        ...

    def show_cities(self, cities: Sequence[tuple[str, int]]) -> None:
        """Offer the cities of the book."""
        ...

    def show_owners(self, owners: Sequence[tuple[str, str, int]]) -> None:
        """Offer the persons responsible."""
        ...

    def show_listing(self, count: int, *, keep_place: bool) -> int:
        """Show that many rows, to be asked for; return the number of this answer."""
        ...

    def show_rows(self, answer: int, first: int, rows: Sequence[AccountSummary]) -> None:
        """Fill in rows of an answer."""
        ...

    def show_glance(self, glance: AccountGlance | None) -> None:
        """Show one account in the pane."""
        ...


_Frame = tuple[dict[str, int], list[tuple[str, int]], list[tuple[str, str, int]]]


def _read_frame(workspace: Workspace, base: AccountFilter) -> _Frame:
    """Return what stands around the list: counts, cities, persons."""
    cities, owners = list_account_cities(workspace), list_account_owners(workspace)
    return count_accounts(workspace, base), cities, owners


def late_before(today: dt.date, zone: str, rhythm: VisitRhythm) -> tuple[int, int, int]:
    """Return for classes A, B and the rest the moment before which a last visit is late."""
    midnight = dt.datetime.combine(today, dt.time(), ZoneInfo(zone))

    def before(days: int) -> int:
        return int((midnight - dt.timedelta(days=days)).timestamp() * _MILLISECONDS)

    return before(rhythm.class_a_days), before(rhythm.class_b_days), before(rhythm.class_c_days)


def sub_late_before(today: dt.date, zone: str, rhythm: VisitRhythm) -> int:
    """Return the moment before which no sub-dealer is late."""
    midnight = dt.datetime.combine(today, dt.time(), ZoneInfo(zone))
    return int((midnight - dt.timedelta(days=rhythm.sub_dealer_days)).timestamp() * _MILLISECONDS)


class AccountsPresenter:
    """Keeps the filter, fetches pages as the view scrolls, drops answers that came too late."""

    def __init__(self, view: AccountsView, context: ScreenContext) -> None:
        self._view = view
        self._context = context
        self._workspace: Workspace = context.workspace
        self._filter = _fresh(self._workspace, AccountFilter(today=self._workspace.today()))
        self._listing: AccountListing | None = None
        self._asked = 0
        self._answer = 0
        self._chosen = ""
        self.exports = ExportDesk(
            context, "account", self._ids, lambda: _each_row(self._workspace, self._listing)
        )

    def load(self) -> None:
        """Fetch the counts, the cities and the list."""
        workspace, base = self._workspace, self._filter
        self._context.runner.on_store(
            lambda: _read_frame(workspace, base), lambda found: self._show_frame(*found)
        )
        self._find(keep_place=False)

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again if a listed account or its figures changed; the place is kept."""
        if changes.touches(*_SHOWN):
            self._filter = _fresh(self._workspace, self._filter)
            workspace, base = self._workspace, self._filter
            self._context.runner.on_store(
                lambda: _read_frame(workspace, base), lambda found: self._show_frame(*found)
            )
            self._find(keep_place=True)
            self.glance(self._chosen)

    def filter_text(self, text: str) -> None:
        """Find by what was typed."""
        self._change(text=text.strip())

    def filter_view(self, view: str) -> None:
        """Show a saved view."""
        self._change(view=view)

    def filter_cities(self, cities: Sequence[str]) -> None:
        """Show only these cities; none for all."""
        self._change(cities=tuple(cities))

    def filter_classes(self, classes: Sequence[str]) -> None:
        """Show only these classes; none for all."""
        self._change(classes=tuple(classes))

    def filter_segments(self, segments: Sequence[str]) -> None:
        """Show only these segments; none for all."""
        self._change(segments=tuple(segments))

    def filter_owners(self, owners: Sequence[str]) -> None:
        """Show only accounts of these persons; none for all."""
        self._change(owners=tuple(owners))

    def sort(self, order: str, *, descending: bool) -> None:
        """Order the list."""
        self._change(order=order, descending=descending)

    def need_rows(self, answer: int, first: int, count: int) -> None:
        """Fetch a page that the view scrolled to."""
        listing, workspace = self._listing, self._workspace
        if listing is None or answer != self._answer:
            return
        self._context.runner.on_store(
            lambda: read_accounts(workspace, listing, first, count),
            lambda rows: self._view.show_rows(answer, first, rows),
        )

    def glance(self, account_id: str) -> None:
        """Show one account in the pane."""
        self._chosen = account_id
        if not account_id:
            self._view.show_glance(None)
            return
        workspace = self._workspace
        self._context.runner.on_store(
            lambda: read_account_glance(workspace, account_id), self._show_glance
        )

    def open(self, account_id: str) -> None:
        """Open the page of an account."""
        self._context.navigation.open_account(account_id)

    def start_visit(self, account_id: str) -> None:
        """Begin a visit."""
        self._context.navigation.open_visit(account_id)

    def new_contract(self, account_id: str) -> None:
        """Begin a contract."""
        self._context.navigation.new_contract(account_id)

    def _ids(self) -> Sequence[str]:
        """Return the accounts that the list shows, in its order; off the main thread."""
        listing = self._listing
        return account_ids(self._workspace, listing.places) if listing is not None else ()

    def _change(self, **wanted: object) -> None:
        self._filter = dataclasses.replace(self._filter, **wanted)  # type: ignore[arg-type]
        self._find(keep_place=False)

    def _find(self, *, keep_place: bool) -> None:
        self._asked += 1
        number, workspace, wanted = self._asked, self._workspace, self._filter
        at_once = 0 if keep_place else FIRST_ROWS

        def find() -> tuple[AccountListing, list[AccountSummary]] | None:
            if number != self._asked:  # the next letter was typed before this one had its turn
                return None
            listing = find_accounts(workspace, wanted)
            return listing, read_accounts(workspace, listing, 0, at_once)

        def show(found: tuple[AccountListing, list[AccountSummary]] | None) -> None:
            if found is None or number != self._asked:
                return
            self._listing, rows = found
            self._answer = self._view.show_listing(len(self._listing), keep_place=keep_place)
            if rows:
                self._view.show_rows(self._answer, 0, rows)

        self._context.runner.on_store(find, show)

    def _show_frame(
        self,
        counts: Mapping[str, int],
        cities: Sequence[tuple[str, int]],
        owners: Sequence[tuple[str, str, int]],
    ) -> None:
        self._view.show_counts(counts)
        self._view.show_owners(owners)
        self._view.show_cities(cities)

    def _show_glance(self, glance: AccountGlance | None) -> None:
        if glance is None or glance.summary.id == self._chosen:
            self._view.show_glance(glance)


def _fresh(workspace: Workspace, wanted: AccountFilter) -> AccountFilter:
    """Return a filter as of today."""
    today, rhythm = workspace.today(), VisitRhythm()
    return dataclasses.replace(
        wanted,
        today=today,
        late_before=late_before(today, workspace.zone, rhythm),
        late_sub=sub_late_before(today, workspace.zone, rhythm),
    )


def _each_row(workspace: Workspace, listing: AccountListing | None) -> Iterator[AccountSummary]:
    """Yield the rows that the list shows, in its order; off the main thread."""
    if listing is not None:
        for first in range(0, len(listing.places), _AT_ONCE):
            yield from read_accounts(workspace, listing, first, _AT_ONCE)

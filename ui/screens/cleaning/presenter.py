"""Decides what the clean-up list shows. No Qt."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.changes import ChangeSet
from app.queries.accounts.cleaning import (
    CleaningListing,
    CleaningRow,
    Problem,
    QualityLine,
    find_unclean,
    list_unclean,
)
from app.queries.accounts.pairs import may_see_pairs
from ui.screens.context import ScreenContext

ALL, PEOPLE = "all", "people"
FIRST_ROWS = 200
"""Rows that come with the answer, so that they are painted with it."""
_SHOWN = ("account", "contact", "visit_log", "account_merge", "account_card")


class CleaningListView(Protocol):
    """What the presenter asks of its view."""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many accounts have each problem."""
        ...

    def show_quality(self, whole: QualityLine, people: Sequence[QualityLine]) -> None:
        """Show how good all files are, and each person's."""
        ...

    def offer_pairs(self) -> None:
        """Offer the pairs over all sectors."""
        ...

    def show_person(self, line: QualityLine | None) -> None:
        """Say that only one person's accounts are shown; None for everybody's."""
        ...

    def show_listing(self, count: int, *, keep_place: bool) -> int:
        """Show that many rows, to be asked for; return the number of this answer."""
        ...

    def show_rows(self, answer: int, first: int, rows: Sequence[CleaningRow]) -> None:
        """Fill in rows of an answer."""
        ...


class CleaningPresenter:
    """Reads the state of all files once; another problem or person is another part of it."""

    def __init__(self, view: CleaningListView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._listing: CleaningListing | None = None
        self._places: array[int] = array("q")
        self._problem: Problem | None = None
        self._person: QualityLine | None = None
        self._asked = self._answer = 0

    def load(self) -> None:
        """Look at all files."""
        self._find(keep_place=False)
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: may_see_pairs(workspace),
            lambda may: self._view.offer_pairs() if may else None,
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Look again when a file or what it is judged by was touched; the place is kept."""
        if self._listing is not None and changes.touches(*_SHOWN):
            self._find(keep_place=True)

    def choose(self, key: str) -> None:
        """Show the accounts with a problem, or all that have one."""
        if key != PEOPLE:
            self._problem = None if key == ALL else Problem(key)
            self._show(keep_place=False)

    def choose_person(self, line: QualityLine | None) -> None:
        """Show one person's accounts only; None shows everybody's again."""
        self._person = line
        self._problem = None
        self._view.show_person(line)
        self._show(keep_place=False)

    def open(self, account_id: str) -> None:
        """Open the page of an account."""
        self._context.navigation.open_account(account_id)

    def open_pairs(self) -> None:
        """Show the pairs over all sectors."""
        self._context.navigation.open_page("pairs")

    def need_rows(self, answer: int, first: int, count: int) -> None:
        """Fetch a page that the view scrolled to."""
        listing, workspace = self._listing, self._context.workspace
        if listing is None or answer != self._answer:
            return
        some = self._places[first : first + count]
        self._context.runner.on_store(
            lambda: list_unclean(workspace, listing, some),
            lambda rows: self._view.show_rows(answer, first, rows),
            owner=self._view,
        )

    def _find(self, *, keep_place: bool) -> None:
        self._asked += 1
        asked, workspace = self._asked, self._context.workspace
        self._context.runner.on_store(
            lambda: find_unclean(workspace),
            lambda listing: self._arrived(asked, listing, keep_place=keep_place),
            owner=self._view,
        )

    def _arrived(self, asked: int, listing: CleaningListing, *, keep_place: bool) -> None:
        if asked != self._asked:
            return
        self._listing = listing
        counts = {problem.value: count for problem, count in listing.whole.counts.items()}
        self._view.show_counts({ALL: len(listing.states), **counts, PEOPLE: len(listing.people)})
        self._view.show_quality(QualityLine(None, listing.whole), listing.people)
        self._show(keep_place=keep_place)

    def _show(self, *, keep_place: bool) -> None:
        listing = self._listing
        if listing is None:
            return
        self._places = listing.places(self._problem)
        if self._person is not None:
            owner = self._person.quality.owner_id
            self._places = listing.places_of(self._problem, owner)
        self._answer = self._view.show_listing(len(self._places), keep_place=keep_place)
        if self._places:
            self.need_rows(self._answer, 0, FIRST_ROWS)

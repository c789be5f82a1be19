"""Decides what the warnings screen shows, and carries out what is done about a warning. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from app.commands.warnings.handling import (
    WarningKey,
    acknowledge_warning,
    close_warning,
    investigate_warning,
    set_warning_measure,
)
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.warnings.rules import Rule
from app.queries.warnings.listing import WarningListing, WarningRow, find_warnings, list_warnings
from app.workspace import Workspace
from ui.screens.context import ScreenContext
from ui.screens.warnings.figures_presenter import FiguresPresenter
from ui.screens.warnings.rows import AskForm, FigureLine, WarningDetail, WarningLine
from ui.screens.warnings.warning_words import WarningWords, ask_form
from ui.texts import _, sentence

FIRST_ROWS = 200
"""Rows that come with the answer, so that they are painted with it: one page of the model."""

_SHOWN = ("warning", "account", "journal", "local_finding", "user")
_REACT_DAYS = 7
_FIGURES = "figures"


class WarningsView(Protocol):
    """What the presenter asks of its view."""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many warnings each group holds."""
        ...

    def show_company(self, words: str) -> None:
        """Say above the list that the company's line is crossed; empty for not."""
        ...

    def show_listing(self, count: int, *, is_filtered: bool, keep_place: bool) -> int:
        """Show that many rows, to be asked for; return the number of this answer."""
        ...

    def show_lines(self, answer: int, first: int, lines: Sequence[WarningLine]) -> None:
        """Fill in rows of an answer."""
        ...

    def select(self, place: int) -> None:
        """Make a row the current one."""
        ...

    def show_detail(self, detail: WarningDetail | None) -> None:
        """Show one warning, or that none is chosen."""
        ...

    def show_figures(self, lines: Sequence[FigureLine]) -> None:
        """Show how good the warnings are, in place of list and detail."""
        ...

    def ask(self, form: AskForm, day: dt.date, today: dt.date) -> None:
        """Ask for the words of a step."""
        ...

    def close_question(self) -> None:
        """Close what asks."""
        ...

    def show_error(self, words: str) -> None:
        """Show beside the text why it is refused."""
        ...


class WarningsPresenter:
    """Keeps the filter and the chosen warning; drops answers that came too late."""

    def __init__(self, view: WarningsView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._figures = FiguresPresenter(view, context)
        self._text, self._group = "", "open"
        self._listing: WarningListing | None = None
        self._rows: dict[tuple[str, str, str], WarningRow] = {}
        self._chosen: tuple[str, str, str] | None = None
        self._asked = self._answer = 0

    def load(self) -> None:
        """Fetch the warnings that fit."""
        self._find(keep_place=False)

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when a warning, a finding or an account was touched."""
        if changes.touches(*_SHOWN):
            self._find(keep_place=True)

    def filter_text(self, text: str) -> None:
        """Show the warnings of accounts whose name holds a text."""
        self._text = text.strip()
        self.load()

    def filter_group(self, group: str) -> None:
        """Show the open ones, the alarms among them, or the closed ones."""
        self._group = group
        self.load()

    def need_rows(self, answer: int, first: int, count: int) -> None:
        """Fetch a page that the view scrolled to."""
        listing, workspace = self._listing, self._context.workspace
        if listing is None or answer != self._answer:
            return
        self._context.runner.on_store(
            lambda: list_warnings(workspace, listing, first, count),
            lambda rows: self._deliver(answer, first, rows),
            owner=self._view,
        )

    def choose(self, line: WarningLine | None) -> None:
        """Show the detail of a row."""
        self._chosen = line.key if line is not None else None
        self._show_chosen()

    def open_account(self, line: WarningLine | None = None) -> None:
        """Go to the account of a row, or of the chosen one."""
        row = self._rows.get(line.key) if line is not None else self._chosen_row()
        if row is not None:
            self._context.navigation.open_account(row.account_id)

    def take(self, step: str) -> None:
        """Take a step about the chosen warning; ask first where it needs words."""
        row = self._chosen_row()
        if row is None:
            return
        form = ask_form(step, row.account_name)
        if form is None:
            self._carry_out(row, step, "", None)
            return
        today = self._context.workspace.today()
        self._view.ask(form, today + dt.timedelta(days=_REACT_DAYS), today)

    def answer(self, step: str, words: str, day: dt.date | None) -> None:
        """Take a step with what was said."""
        row = self._chosen_row()
        if row is not None:
            self._carry_out(row, step, words, day)

    def _carry_out(self, row: WarningRow, step: str, words: str, day: dt.date | None) -> None:
        workspace = self._context.workspace
        key = WarningKey(row.account_id, Rule(row.rule), row.record_id)
        self._context.runner.on_store(
            lambda: _do(workspace, key, step, words, day),
            lambda changes: self._done(step, changes),
            self._refused,
            self._view,
        )

    def _done(self, step: str, changes: ChangeSet) -> None:
        self._view.close_question()
        self._context.navigation.show_toast(_done_words(step))
        self._context.publish(changes)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_error(sentence(error))

    def _find(self, *, keep_place: bool) -> None:
        self._asked += 1
        if self._group == _FIGURES:
            place = self._asked
            self._figures.load(lambda: place == self._asked)
            return
        asked, group, text = self._asked, self._group, self._text
        workspace = self._context.workspace

        def find() -> tuple[WarningListing, list[WarningRow]]:
            listing = find_warnings(workspace, group, text)
            return listing, list_warnings(workspace, listing, 0, FIRST_ROWS)

        self._context.runner.on_store(
            find,
            lambda found: self._arrived(asked, *found, keep_place=keep_place),
            owner=self._view,
        )

    def _arrived(
        self,
        asked: int,
        listing: WarningListing,
        rows: Sequence[WarningRow],
        *,
        keep_place: bool,
    ) -> None:
        if asked != self._asked:
            return
        self._listing, self._rows = listing, {}
        self._view.show_counts(listing.counts)
        line = listing.company_line
        self._view.show_company(self._words().why.why("W7", line) if line else "")
        is_filtered = bool(self._text) or self._group != "open"
        self._answer = self._view.show_listing(
            len(listing), is_filtered=is_filtered, keep_place=keep_place
        )
        self._deliver(self._answer, 0, rows)
        self._choose_again(listing)

    def _deliver(self, answer: int, first: int, rows: Sequence[WarningRow]) -> None:
        if answer != self._answer or not rows:
            return
        self._rows |= {row.key: row for row in rows}
        words = self._words()
        self._view.show_lines(answer, first, [words.line(row) for row in rows])

    def _choose_again(self, listing: WarningListing) -> None:
        """Keep to the chosen warning, which has a record once something was done about it."""
        chosen = self._chosen[1:] if self._chosen is not None else None
        same = [place for place, key in enumerate(listing.keys) if key[1:] == chosen]
        place = same[0] if same else 0
        self._chosen = listing.keys[place] if listing.keys else None
        if listing.keys:
            self._view.select(place)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self._chosen_row()
        self._view.show_detail(self._words().detail(row) if row is not None else None)

    def _chosen_row(self) -> WarningRow | None:
        return self._rows.get(self._chosen) if self._chosen is not None else None

    def _words(self) -> WarningWords:
        return WarningWords(self._context.formats, self._context.workspace.today())


def _do(
    workspace: Workspace, key: WarningKey, step: str, words: str, day: dt.date | None
) -> ChangeSet:
    match step:
        case "acknowledge":
            return acknowledge_warning(workspace, key)
        case "investigate":
            return investigate_warning(workspace, key)
        case "measure":
            return set_warning_measure(workspace, key, words, due_on=day or workspace.today())
        case _:
            return close_warning(workspace, key, words, is_false_alarm=step == "dismiss")


def _done_words(step: str) -> str:
    match step:
        case "acknowledge":
            return _("Acknowledged")
        case "investigate":
            return _("Taken in work")
        case "measure":
            return _("Measure set")
        case _:
            return _("Warning closed")

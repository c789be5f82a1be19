"""Decides what Today shows and carries out what the user wants. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.sales.demand_season import asked_year
from app.queries.accounts.listing import AccountFilter, find_accounts, read_accounts
from app.queries.visits.day import DayView, read_day
from ui.screens.context import ScreenContext
from ui.screens.papers.subjects import open_papers
from ui.screens.today.day_actions import DayActions
from ui.screens.today.rows import DayPage, FoundAccount, PostponeForm
from ui.screens.today.words import day_page, found_account, rule_lines, stop_accounts

_SHOWN = (
    *("visit_plan", "visit_log", "commitment", "receivable", "collection", "contract"),
    *("complaint", "account", "account_card", "journal", "attachment"),
    *("task", "letter", "statement", "demand_plan", "user"),
)
_FOUND = 20


class TodayPage(Protocol):
    """What the presenter asks of its view."""

    def show_page(self, page: DayPage) -> None:
        """Show the day."""
        ...

    def show_found(self, accounts: Sequence[FoundAccount]) -> None:
        """Show what the picker found."""
        ...

    def ask_day(self, form: PostponeForm) -> None:
        """Ask to which day a visit is put off."""
        ...

    def show_answer_error(self, words: str) -> None:
        """Say what is wrong with a reason, or with another day."""
        ...

    def close_question(self) -> None:
        """The answer was taken."""
        ...

    def show_rules(self, lines: Sequence[str]) -> None:
        """Explain the proposals."""
        ...


class TodayPresenter:
    """Reads the day, again after every change that it shows; late answers are dropped.

    Attributes:
        actions: What the user can do with the day.

    Args:
        view: What is drawn.
        context: Workspace, runner, navigation, formats.
        reload_soon: Calls `load` after a short pause; several calls in a row count once.
    """

    def __init__(
        self, view: TodayPage, context: ScreenContext, reload_soon: Callable[[], None]
    ) -> None:
        self._view = view
        self._context = context
        self._workspace = context.workspace
        self._reload_soon = reload_soon
        self._day: DayView | None = None
        self._asked = 0
        self._searched = 0
        self.actions = DayActions(view, context, lambda: self._day, self.load)

    def load(self) -> None:
        """Fetch the day."""
        self._asked += 1
        number, workspace = self._asked, self._workspace

        def show(day: DayView) -> None:
            if number == self._asked:
                self._day = day
                self._view.show_page(day_page(day, self._context.formats))

        self._context.runner.on_store(lambda: read_day(workspace), show, owner=self._view)

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again, a moment later, if what changed is shown."""
        if changes.touches(*_SHOWN):
            self._reload_soon()

    def on_minute(self) -> None:
        """Fetch again when the calendar day or the hour is another one."""
        if self._day is None:
            return
        zone = self._context.formats.zone
        shown, now = (at.astimezone(zone) for at in (self._day.now, self._workspace.now()))
        if (shown.date(), shown.hour) != (now.date(), now.hour):
            self.load()

    def open_account(self, account_id: str) -> None:
        """Open the page of an account."""
        self._context.navigation.open_account(account_id)

    def open_visit(self, account_id: str, plan_id: str) -> None:
        """Begin a visit or go on with it."""
        self._context.navigation.open_visit(account_id, plan_id)

    def open_screen(self, key: str) -> None:
        """Show another screen of the rail."""
        self._context.navigation.show_screen(key)

    def open_todo(self, kind: str, record_id: str, account_id: str) -> None:
        """Open a task, print a statement, begin a demand plan, or show the people's figures."""
        context = self._context
        match kind:
            case "task":
                context.navigation.records.open("task", record_id)
            case "statement":
                open_papers(context, "statement", [account_id])
            case "away":
                context.navigation.show_screen("analysis")
            case _:
                year = asked_year(context.workspace.today())
                given = {"account_id": account_id, "year": year}
                context.navigation.records.begin("demand_plan", given)

    def explain(self) -> None:
        """Show the rules of the proposals."""
        self._view.show_rules(rule_lines())

    def find(self, text: str) -> None:
        """Find accounts for the picker; without words the open stops of today."""
        self._searched += 1
        number, workspace = self._searched, self._workspace
        if not text:
            self._view.show_found(stop_accounts(self._day) if self._day else ())
            return

        def look() -> tuple[FoundAccount, ...]:
            wanted = AccountFilter(today=workspace.today(), text=text)
            rows = read_accounts(workspace, find_accounts(workspace, wanted), 0, _FOUND)
            return tuple(found_account(row) for row in rows)

        def show(found: tuple[FoundAccount, ...]) -> None:
            if number == self._searched:
                self._view.show_found(found)

        self._context.runner.on_store(look, show, owner=self._view)

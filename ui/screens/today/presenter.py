"""Decides what Today shows and carries out what the user wants. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.commands.commitments import keep_commitment, reopen_commitment
from app.commands.day import arrange_visits, pack_thing, plan_route, withdraw_plans
from app.commands.visit_plans import mark_visit_not_done, plan_visit, replan_visit
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.account_list import AccountFilter, find_accounts, read_accounts
from app.queries.day import DayView, propose_route, read_day
from app.queries.day_route import (
    arrangement,
    moved_arrangement,
    route_metres,
    shortest_arrangement,
)
from ui.screens.context import ScreenContext
from ui.screens.today.rows import DayPage, FoundAccount
from ui.screens.today.words import day_page, found_account, rule_lines, stop_accounts
from ui.texts import _, n_, sentence

_SHOWN = (
    *("visit_plan", "visit_log", "commitment", "receivable", "collection", "contract"),
    *("complaint", "account", "account_card", "journal", "attachment"),
)
_FOUND = 20

Arrangement = tuple[tuple[str, str], ...]


class TodayPage(Protocol):
    """What the presenter asks of its view."""

    def show_page(self, page: DayPage) -> None:
        """Show the day."""
        ...

    def show_found(self, accounts: Sequence[FoundAccount]) -> None:
        """Show what the picker found."""
        ...

    def show_reason_error(self, words: str) -> None:
        """Say what is wrong with a reason."""
        ...

    def close_question(self) -> None:
        """The reason was taken."""
        ...

    def show_rules(self, lines: Sequence[str]) -> None:
        """Explain the proposals."""
        ...


class TodayPresenter:
    """Reads the day, again after every change that it shows; late answers are dropped.

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

    def explain(self) -> None:
        """Show the rules of the proposals."""
        self._view.show_rules(rule_lines())

    def plan(self, account_id: str) -> None:
        """Add an account to today; it becomes the last stop."""
        workspace, today = self._workspace, self._workspace.today()
        name = next((each.name for each in self._due() if each.account_id == account_id), "")

        def tell(planned: tuple[str, ChangeSet]) -> None:
            plan_id, changes = planned
            words = _("Added to today: {name}").format(name=name)
            undo = (lambda: withdraw_plans(workspace, [plan_id])) if changes.touched else None
            self._finish(changes, words, undo)

        self._run(lambda: plan_visit(workspace, account_id, today), tell)

    def plan_whole_route(self) -> None:
        """Plan the empty day: the most urgent account and those near it, in driving order."""
        chosen, workspace = propose_route(self._due()), self._workspace

        def tell(planned: tuple[tuple[str, ...], ChangeSet]) -> None:
            plans, changes = planned
            words = n_("{count} visit planned", "{count} visits planned", len(plans))
            words = words.format(count=len(plans))
            self._finish(changes, words, lambda: withdraw_plans(workspace, plans))

        if chosen:
            self._run(lambda: plan_route(workspace, chosen), tell)

    def move(self, plan_id: str, steps: int) -> None:
        """Move a stop up or down; the times of the day stay where they are."""
        stops = self._day.route.stops if self._day else ()
        wanted = moved_arrangement(stops, plan_id, steps)
        if wanted is not None:
            self._arrange(wanted, _("Stop moved"))

    def arrange(self) -> None:
        """Put the stops into a short order."""
        stops = self._day.route.stops if self._day else ()
        wanted = shortest_arrangement(stops)
        saved = route_metres(stops, [plan for plan, _at in arrangement(stops)])
        saved -= route_metres(stops, [plan for plan, _at in wanted])
        if saved <= 0:
            self._context.navigation.show_toast(_("This is the shortest order already"))
            return
        distance = self._context.formats.distance(saved)
        self._arrange(wanted, _("Route ordered, {distance} shorter").format(distance=distance))

    def mark_not_done(self, plan_id: str, reason: str) -> None:
        """Say that a visit did not take place."""
        workspace = self._workspace

        def tell(changes: ChangeSet) -> None:
            self._view.close_question()
            undo = lambda: replan_visit(workspace, plan_id)  # noqa: E731 - named for the reader
            self._finish(changes, _("Marked as not visited"), undo)

        def refuse(error: Exception) -> None:
            if not isinstance(error, DomainError):
                raise error
            self._view.show_reason_error(sentence(error))

        self._run(lambda: mark_visit_not_done(workspace, plan_id, reason), tell, refuse)

    def replan(self, plan_id: str) -> None:
        """Plan a visit again that was given up."""
        workspace = self._workspace
        self._run(
            lambda: replan_visit(workspace, plan_id),
            lambda changes: self._finish(changes, _("Planned again"), None),
        )

    def tick_promise(self, promise_id: str, is_kept: bool) -> None:  # noqa: FBT001 - a Qt signal
        """Note that a promise was kept, or take that back."""
        workspace = self._workspace
        keep, reopen = keep_commitment, reopen_commitment
        act, back = (keep, reopen) if is_kept else (reopen, keep)
        words = _("Promise kept") if is_kept else _("Promise is open again")
        self._run(
            lambda: act(workspace, promise_id),
            lambda changes: self._finish(changes, words, lambda: back(workspace, promise_id)),
        )

    def pack(self, thing: str, is_packed: bool) -> None:  # noqa: FBT001 - a Qt signal
        """Tick something off the list of what to take along."""
        workspace = self._workspace
        self._run(
            lambda: pack_thing(workspace, thing, is_packed=is_packed), lambda _none: self.load()
        )

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

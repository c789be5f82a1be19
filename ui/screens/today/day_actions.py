"""What the user can do with the day, each with its undo. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol, TypeVar

from app.commands.accounts.commitments import keep_commitment, reopen_commitment
from app.commands.visits.day import arrange_visits, pack_thing, plan_route, withdraw_plans
from app.commands.visits.plans import (
    mark_visit_not_done,
    move_visit,
    plan_visit,
    replan_visit,
)
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.visits.day import DayView, DueAccount, RouteStop, propose_route
from app.queries.visits.route import (
    arrangement,
    moved_arrangement,
    route_metres,
    shortest_arrangement,
)
from ui.screens.context import ScreenContext
from ui.screens.today.rows import PostponeForm
from ui.texts import _, n_, sentence

T = TypeVar("T")
Arrangement = tuple[tuple[str, str], ...]


class DayQuestions(Protocol):
    """Why a visit did not take place, and to which day it is put off."""

    def ask_day(self, form: PostponeForm) -> None:
        """Ask to which day a visit is put off."""
        ...

    def show_answer_error(self, words: str) -> None:
        """Say what is wrong with an answer."""
        ...

    def close_question(self) -> None:
        """The answer was taken."""
        ...


class DayActions:
    """Carries commands out, tells every screen, and offers to take them back.

    Args:
        view: Where reasons and days are asked for.
        context: Workspace, runner, navigation.
        day: The day that is shown; None before it was read.
        reload: Reads the day again.
    """

    def __init__(
        self,
        view: DayQuestions,
        context: ScreenContext,
        day: Callable[[], DayView | None],
        reload: Callable[[], None],
    ) -> None:
        self._view, self._context = view, context
        self._workspace = context.workspace
        self._day, self._reload = day, reload

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
        stops = self._stops()
        wanted = moved_arrangement(stops, plan_id, steps)
        if wanted is not None:
            self._arrange(wanted, _("Stop moved"))

    def arrange(self) -> None:
        """Put the stops into a short order."""
        stops = self._stops()
        wanted = shortest_arrangement(stops)
        saved = route_metres(stops, [plan for plan, _at in arrangement(stops)])
        saved -= route_metres(stops, [plan for plan, _at in wanted])
        if saved <= 0:
            self._context.navigation.show_toast(_("This is the shortest order already"))
            return
        distance = self._context.formats.distance(saved)
        self._arrange(wanted, _("Route ordered, {distance} shorter").format(distance=distance))

    def ask_day(self, plan_id: str) -> None:
        """Ask to which day a visit is put off; tomorrow is offered."""
        today = self._workspace.today()
        for stop in self._stops():
            if stop.planned.plan_id == plan_id:
                tomorrow = today + dt.timedelta(days=1)
                starts = stop.planned.starts or ""
                form = PostponeForm(plan_id, stop.planned.name, today, tomorrow, starts)
                self._view.ask_day(form)

    def postpone(self, plan_id: str, day: dt.date | None, starts: str) -> None:
        """Put a visit off to another day; there it becomes the last stop."""
        if day is None:
            self._view.show_answer_error(_("Choose the day"))
            return
        workspace, today = self._workspace, self._workspace.today()
        before = arrangement(self._stops())

        def take_back() -> ChangeSet:
            moved = move_visit(workspace, plan_id, today)
            return ChangeSet.union((moved, arrange_visits(workspace, before)))

        def tell(changes: ChangeSet) -> None:
            self._view.close_question()
            when = self._context.formats.day(day, today=today)
            words = _("Visit moved: {day}").format(day=when)
            self._finish(changes, words, take_back if changes.touched else None)

        self._run(
            lambda: move_visit(workspace, plan_id, day, starts=starts),
            tell,
            self._answer_refused,
        )

    def mark_not_done(self, plan_id: str, reason: str) -> None:
        """Say that a visit did not take place."""
        workspace = self._workspace

        def tell(changes: ChangeSet) -> None:
            self._view.close_question()
            undo = lambda: replan_visit(workspace, plan_id)  # noqa: E731 - named for the reader
            self._finish(changes, _("Marked as not visited"), undo)

        self._run(
            lambda: mark_visit_not_done(workspace, plan_id, reason), tell, self._answer_refused
        )

    def replan(self, plan_id: str) -> None:
        """Plan a visit again that was given up."""
        workspace = self._workspace
        self._run(
            lambda: replan_visit(workspace, plan_id),
            lambda changes: self._finish(changes, _("Planned again"), None),
        )

    def tick_promise(self, promise_id: str, is_kept: bool) -> None:
        """Note that a promise was kept, or take that back."""
        workspace = self._workspace
        keep, reopen = keep_commitment, reopen_commitment
        act, back = (keep, reopen) if is_kept else (reopen, keep)
        words = _("Promise kept") if is_kept else _("Promise is open again")
        self._run(
            lambda: act(workspace, promise_id),
            lambda changes: self._finish(changes, words, lambda: back(workspace, promise_id)),
        )

    def pack(self, thing: str, is_packed: bool) -> None:
        """Tick something off the list of what to take along."""
        workspace = self._workspace
        self._run(
            lambda: pack_thing(workspace, thing, is_packed=is_packed), lambda _none: self._reload()
        )

    def _arrange(self, wanted: Arrangement, words: str) -> None:
        workspace, before = self._workspace, arrangement(self._stops())
        self._run(
            lambda: arrange_visits(workspace, wanted),
            lambda changes: self._finish(changes, words, lambda: arrange_visits(workspace, before)),
        )

    def _finish(self, changes: ChangeSet, words: str, undo: Callable[[], ChangeSet] | None) -> None:
        """Tell the other screens, show the day as it is now, and offer the way back."""
        self._context.publish(changes)
        self._reload()
        if undo is None:
            self._context.navigation.show_toast(words)
            return
        take_back = undo
        self._context.navigation.show_toast(
            words, action=_("Undo"), on_action=lambda: self._run(take_back, self._taken_back)
        )

    def _taken_back(self, changes: ChangeSet) -> None:
        self._context.publish(changes)
        self._reload()

    def _run(
        self,
        task: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._context.runner.on_store(task, done, failed or self._refused, owner=self._view)

    def _answer_refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_answer_error(sentence(error))

    def _refused(self, error: Exception) -> None:
        """Say what is wrong; what was ticked or moved meanwhile is shown as it is."""
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))
        self._reload()

    def _stops(self) -> tuple[RouteStop, ...]:
        day = self._day()
        return day.route.stops if day is not None else ()

    def _due(self) -> tuple[DueAccount, ...]:
        day = self._day()
        return day.due if day is not None else ()

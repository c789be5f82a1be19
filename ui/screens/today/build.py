"""Joins Today's view and presenter, and the clocks that make it read again."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from ui.screens.context import ScreenContext
from ui.screens.papers.subjects import open_papers
from ui.screens.today.presenter import TodayPresenter
from ui.screens.today.view import TodayView

_PAUSE_MS = 150
_MINUTE_MS = 60_000


def build_today(context: ScreenContext) -> tuple[TodayView, TodayPresenter]:
    """Build the screen; the first `load` is the caller's."""
    view = TodayView()
    pause = QTimer(view)
    pause.setSingleShot(True)
    pause.setInterval(_PAUSE_MS)
    presenter = TodayPresenter(view, context, pause.start)
    pause.timeout.connect(presenter.load)
    # A timer set for midnight would sleep through it with the machine; a look a minute does not.
    clock = QTimer(view)
    clock.setInterval(_MINUTE_MS)
    clock.timeout.connect(presenter.on_minute)
    clock.start()
    _connect(view, presenter)
    view.paper_requested.connect(lambda kind: open_papers(context, kind))
    view.todo_requested.connect(presenter.open_todo)
    return view, presenter


def _connect(view: TodayView, presenter: TodayPresenter) -> None:
    actions = presenter.actions
    view.visit_requested.connect(presenter.open_visit)
    view.account_requested.connect(presenter.open_account)
    view.screen_requested.connect(presenter.open_screen)
    view.rules_requested.connect(presenter.explain)
    view.picker_opened.connect(lambda: presenter.find(""))
    view.account_typed.connect(presenter.find)
    view.move_requested.connect(actions.move)
    view.arrange_requested.connect(actions.arrange)
    view.route_requested.connect(actions.plan_whole_route)
    view.plan_requested.connect(actions.plan)
    view.postpone_requested.connect(actions.ask_day)
    view.day_given.connect(actions.postpone)
    view.not_done_given.connect(actions.mark_not_done)
    view.replan_requested.connect(actions.replan)
    view.promise_ticked.connect(actions.tick_promise)
    view.thing_ticked.connect(actions.pack)

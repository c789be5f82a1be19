from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.changes import ChangeSet
from tests.support.demo_workspace import demo_workspace
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.today.build import build_today
from ui.screens.today.route_panel import RoutePanel
from ui.screens.today.stop_row import StopRow
from ui.screens.today.view import TodayView
from ui.widgets.checks import CheckBox


class Surroundings:
    """Runs tasks at once and remembers where the screen led."""

    def __init__(self):
        self.went, self.toasts = [], []

    def on_store(self, task, done, failed=None, owner=None):
        del failed, owner
        done(task())

    on_work = on_store

    def show_toast(self, words, *, action="", on_action=None):
        self.toasts.append((words, action, on_action))

    def __getattr__(self, name):
        return lambda *given: self.went.append((name, *given))


@pytest.fixture
def around():
    return Surroundings()


@pytest.fixture
def built(qtbot, tmp_path, around):
    desk = demo_workspace(tmp_path / "demo")
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    view, presenter = build_today(
        ScreenContext(desk, around, lambda _changes: None, around, formats)
    )
    qtbot.addWidget(view)
    view.resize(1_200, 800)
    view.show()
    presenter.load()
    QApplication.processEvents()
    return view, presenter, desk


def stops(view: TodayView) -> list[StopRow]:
    return [row for row in view.findChildren(StopRow) if row.isVisibleTo(view)]


def test_the_demo_day_is_shown_from_the_store(built):
    view, _presenter, _desk = built
    assert view.heading().title.startswith("早上好，")
    assert len(stops(view)) == 6
    assert view.findChild(RoutePanel).isVisible()


def test_every_wish_of_the_view_reaches_the_store_and_comes_back(built, around):
    view, presenter, desk = built
    line = view._page.due[0]
    view.plan_requested.emit(line.account_id)
    QApplication.processEvents()
    assert len(stops(view)) == 7
    plan_id = stops(view)[-1].plan_id
    view.move_requested.emit(plan_id, -1)
    QApplication.processEvents()
    assert stops(view)[-2].plan_id == plan_id
    view.not_done_given.emit(plan_id, "关门")
    assert view._page.route.stops[-2].phase == "not_done"
    view.replan_requested.emit(plan_id)
    thing = view._page.route.things[0]
    view.thing_ticked.emit(thing.key, True)
    assert view._page.route.things[0].is_packed
    promise = view._page.side.promises[0]
    view.promise_ticked.emit(promise.promise_id, True)
    with desk.store.snapshot() as look:
        kept = look.records.read("commitment", promise.promise_id)
    assert kept.fields["state"] == "kept"
    assert [action for _words, action, _act in around.toasts] == [
        "撤销", "撤销", "撤销", "", "撤销",
    ]  # fmt: skip
    assert presenter is not None


def test_every_wish_to_go_elsewhere_is_followed(built, around):
    view, _presenter, _desk = built
    stop = view._page.route.stops[0]
    view.visit_requested.emit(stop.account_id, stop.plan_id)
    view.account_requested.emit(stop.account_id)
    view.screen_requested.emit("sync")
    assert around.went == [
        ("open_visit", stop.account_id, stop.plan_id),
        ("open_account", stop.account_id),
        ("show_screen", "sync"),
    ]


def test_several_changes_in_a_row_are_read_once(built, qtbot):
    view, presenter, _desk = built
    pages = []
    view.show_page = pages.append
    for _change in range(5):
        presenter.on_changed(ChangeSet(entities=frozenset({"visit_plan"})))
    assert pages == []
    qtbot.waitUntil(lambda: bool(pages))
    assert len(pages) == 1


def test_the_picker_searches_the_book(built):
    view, presenter, _desk = built
    view._open_picker()
    assert len(view._picker._buttons_shown) == 6
    presenter.find("永禾")
    assert [button.words()[:8] for button in view._picker._buttons_shown] == ["苏州永禾副食品经"]
    view._picker.reject()


def test_no_word_of_the_screen_is_cut_by_its_column(built):
    view, _presenter, _desk = built
    for column in (view._route_column, view._due_column):
        assert column.widget().minimumSizeHint().width() <= column.viewport().width()
    assert all(box.height() >= box.sizeHint().height() for box in view.findChildren(CheckBox))


def test_every_figure_of_the_day_says_how_it_is_computed(built):
    view, _presenter, _desk = built
    told = [button._explanation for button in view._figures.explains]
    assert all(one is not None for one in told)
    for one in told:
        lines = dict(one.lines)
        assert len(lines) == 5
        assert all(lines.values())

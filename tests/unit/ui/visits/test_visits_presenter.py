"""The list of visits shows drafts first and leads on from a row."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from app.commands.visits.drafts import open_visit, save_draft
from app.commands.visits.finishing import finish_visit
from app.domain.changes import ChangeSet
from app.domain.visits.draft import CollectionLine, PromiseLine
from app.queries.visits.form import list_visit_drafts
from tests.support.visiting import ACCOUNT, LIN, OTHER, OTHER_PLAN, TODAY, visiting_workspace
from tests.support.waiting_runner import InlineRunner
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.visits.presenter import VisitsPresenter


class FakeView:
    def __init__(self):
        self.lines, self.drafts, self.page, self.draft, self.times_filled = [], 0, None, None, 0

    def show_lines(self, lines, drafts):
        self.lines, self.drafts = list(lines), drafts
        self.times_filled += 1

    def show_page(self, page, draft):
        self.page, self.draft = page, draft

    def show_photos(self, photos):
        raise AssertionError("no visit here has photos")


class Journey:
    def __init__(self):
        self.steps = []

    def __getattr__(self, name):
        return lambda *args, **_named: self.steps.append((name, *args))


@pytest.fixture
def desk(tmp_path):
    workspace = visiting_workspace(tmp_path)
    draft = open_visit(workspace, ACCOUNT)
    for name, value in {
        "contact_ids": (LIN,),
        "content": "先付 2 万",
        "collections": (CollectionLine(2_000_000, "cash"),),
        "promises": (PromiseLine("补货", TODAY),),
    }.items():
        draft = draft.with_value(name, value)
    finish_visit(workspace, draft)
    save_draft(workspace, open_visit(workspace, OTHER).with_value("content", "还没写完"))
    yield workspace
    workspace.store.close()


@pytest.fixture
def screen(desk):
    view, journey = FakeView(), Journey()
    context = ScreenContext(
        workspace=desk,
        runner=InlineRunner(),
        publish=lambda _changes: None,
        navigation=journey,
        formats=Formats("zh_CN", ZoneInfo("Asia/Shanghai")),
    )
    presenter = VisitsPresenter(view, context, make_small=lambda *_: b"", make_large=lambda *_: b"")
    presenter.load()
    return view, presenter, journey


def test_drafts_stand_above_the_visits(screen):
    view, _presenter, _journey = screen
    assert [line.name.text for line in view.lines] == ["桥头便民超市", "百禾粮油商贸行"]
    assert view.drafts == 1
    assert view.lines[1].money.text == "2.00万"


def test_a_chosen_visit_tells_what_it_brought_home(screen):
    view, presenter, _journey = screen
    presenter.choose(view.lines[1])
    said = [line for section in view.page.sections for line in section.lines]
    assert "林秀珍" in said
    assert "先付 2 万" in said
    assert any("¥20,000.00" in line for line in said)


def test_a_draft_is_gone_on_with_and_a_visit_leads_to_its_account(screen):
    view, presenter, journey = screen
    presenter.open(view.lines[0])
    presenter.open(view.lines[1])
    assert journey.steps == [("open_visit", OTHER, OTHER_PLAN), ("open_account", ACCOUNT)]


def test_a_discarded_draft_leaves_list_and_pane(desk, screen):
    view, presenter, journey = screen
    presenter.choose(view.lines[0])
    assert view.draft is view.lines[0]
    presenter.discard(OTHER)
    assert list_visit_drafts(desk) == []
    assert view.drafts == 0
    assert view.draft is None
    assert journey.steps[-1][0] == "show_toast"


def test_only_news_about_visits_read_the_list_again(screen):
    view, presenter, _journey = screen
    presenter.on_changed(ChangeSet(frozenset({("contract", "x")})))
    assert view.times_filled == 1
    presenter.on_changed(ChangeSet(frozenset({("visit_log", "x")})))
    assert view.times_filled == 2

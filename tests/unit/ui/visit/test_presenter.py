"""The visit's presenter keeps what is typed and finishes only what keeps the rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest

from app.commands.visits.drafts import open_visit
from app.domain.errors import ValidationError
from app.domain.visits.draft import PromiseLine, StockLine
from app.queries.visits.form import list_visit_drafts, list_visits
from app.store.errors import DiskFullError
from tests.support.devices import Clock
from tests.support.visiting import (
    ACCOUNT,
    LIN,
    OTHER,
    OTHER_PLAN,
    PLAN,
    PROMISE,
    SAUCE,
    TODAY,
    VINEGAR,
    small_png,
    visiting_workspace,
)
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.visit.presenter import VisitPresenter


@dataclass
class FakeView:
    """Remembers what it was last told."""

    sheet: object = None
    met: tuple = ()
    draft: object = None
    times: tuple = ()
    written: dict = field(default_factory=dict)
    hints: dict = field(default_factory=dict)
    photos: tuple = ()
    thumbnails: dict = field(default_factory=dict)
    faults: dict = field(default_factory=dict)
    saved: tuple = ("", False)
    busy: bool = False
    unsaved: bool = False
    went: bool = False
    opened: bool = True

    def show_sheet(self, words, met):
        self.sheet, self.met = words, tuple(met)

    def show_draft(self, draft):
        self.draft = draft

    def show_times(self, *times):
        self.times = times

    def show_state(self, written, hints):
        self.written, self.hints = written, hints

    @property
    def pictures(self):
        return self

    def show_photos(self, photos, note):
        self.photos = tuple(photos)

    def show_thumbnail(self, sha256, picture):
        self.thumbnails[sha256] = picture

    def show_faults(self, faults, *, go=False):
        self.faults, self.went = dict(faults), go

    def show_saved(self, words, *, failed=False):
        self.saved = (words, failed)

    def show_unsaved(self, *, unsaved):
        self.unsaved = unsaved

    def show_busy(self, *, busy):
        self.busy = busy

    def is_open(self):
        return self.opened


class InlineRunner:
    """Runs at once; `failing` stands for a device that refuses."""

    failing: Exception | None = None

    def on_store(self, task, done, failed=None, owner=None):
        try:
            result = self.run(task)
        except Exception as error:
            if failed is None:
                raise
            failed(error)
            return
        done(result)

    def run(self, task):
        if self.failing is not None:
            raise self.failing
        return task()

    on_work = on_store


@dataclass
class Journey:
    """Where the screen led."""

    steps: list = field(default_factory=list)

    def __getattr__(self, name):
        return lambda *args, **_named: self.steps.append((name, *args))

    def names(self):
        return [step[0] for step in self.steps]


@dataclass
class Desk:
    workspace: object
    clock: Clock
    runner: InlineRunner = field(default_factory=InlineRunner)
    journey: Journey = field(default_factory=Journey)
    published: list = field(default_factory=list)

    def begin(self, account_id=ACCOUNT, plan_id=""):
        view = FakeView()
        context = ScreenContext(
            workspace=self.workspace,
            runner=self.runner,
            publish=self.published.append,
            navigation=self.journey,
            formats=Formats("zh_CN", ZoneInfo("Asia/Shanghai")),
        )
        presenter = VisitPresenter(
            view, context, account_id=account_id, plan_id=plan_id, make_thumbnail=thumbnail
        )
        presenter.load()
        return view, presenter


def thumbnail(content, name):
    if content != small_png():
        raise ValidationError("attachment.broken", name=name)
    return b"small"


@pytest.fixture
def desk(tmp_path):
    clock = Clock()
    workspace = visiting_workspace(tmp_path, clock)
    yield Desk(workspace, clock)
    workspace.store.close()


def kept(desk, account_id=ACCOUNT):
    return open_visit(desk.workspace, account_id)


def test_opening_proposes_the_day_of_the_class_and_says_why(desk):
    view, _presenter = desk.begin()
    assert view.draft.next_visit_on == TODAY + dt.timedelta(days=14)
    assert "14" in view.sheet.rhythm
    assert view.draft.plan_id == PLAN


def test_what_is_typed_is_saved_at_the_pause_and_not_before(desk):
    view, presenter = desk.begin()
    presenter.edit("content", "老板称")
    assert kept(desk).content == ""
    desk.clock.advance(minutes=22)
    presenter.keeper.save()
    assert kept(desk).content == "老板称"
    assert view.saved[0].endswith("09:22")


def test_a_pause_without_news_writes_nothing(desk):
    _view, presenter = desk.begin()
    presenter.edit("content", "甲")
    presenter.keeper.save()
    (before,) = list_visit_drafts(desk.workspace)
    presenter.edit("content", "甲")
    presenter.keeper.save()
    assert list_visit_drafts(desk.workspace) == [before]


def test_a_full_disk_is_told_and_the_next_pause_tries_again(desk):
    view, presenter = desk.begin()
    presenter.edit("content", "甲")
    desk.runner.failing = DiskFullError("store.disk_full")
    presenter.keeper.save()
    assert view.saved[1]
    desk.runner.failing = None
    presenter.keeper.save()
    assert not view.saved[1]
    assert kept(desk).content == "甲"


def test_our_own_bug_is_not_hidden_behind_a_sentence(desk):
    _view, presenter = desk.begin()
    presenter.edit("content", "甲")
    desk.runner.failing = RuntimeError("a bug")
    with pytest.raises(RuntimeError):
        presenter.keeper.save()


def test_reopening_after_a_crash_shows_everything_again(desk, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(small_png())
    _view, presenter = desk.begin()
    presenter.edit("content", "先付 2 万")
    presenter.edit("stock", (StockLine(SAUCE, 24, 6),))
    presenter.photos.add([path])
    view, _again = desk.begin()
    assert (view.draft.content, view.draft.stock) == ("先付 2 万", (StockLine(SAUCE, 24, 6),))
    assert list(view.thumbnails.values()) == [b"small"]


def test_a_broken_photo_is_refused_with_a_sentence_and_leaves_nothing(desk, tmp_path):
    path = tmp_path / "broken.png"
    path.write_bytes(small_png()[:20])
    view, presenter = desk.begin()
    presenter.photos.add([path])
    assert view.faults["photos"]
    assert view.photos == ()


def test_a_photo_taken_out_leaves_the_device(desk, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(small_png())
    view, presenter = desk.begin()
    presenter.photos.add([path])
    (line,) = view.photos
    presenter.photos.name(line.sha256, "堆头")
    assert presenter.keeper.draft.photos[0].caption == "堆头"
    presenter.photos.remove(line.sha256)
    assert view.photos == ()
    assert not desk.workspace.files.has_file(line.sha256)


def test_the_counts_warn_while_they_are_typed(desk):
    view, presenter = desk.begin()
    presenter.edit("stock", (StockLine(SAUCE, 0, 0), StockLine(VINEGAR, 40, 5)))
    assert view.hints[SAUCE].icon == "octagon-alert"
    assert (view.hints[VINEGAR].days, view.hints[VINEGAR].icon) == ("90 天", "hourglass")


def test_the_table_of_contents_follows_what_is_written(desk):
    view, presenter = desk.begin()
    assert not view.written["people"]
    presenter.edit("contact_ids", (LIN,))
    assert view.written["people"]


def test_a_finished_visit_goes_on_to_the_next_stop(desk):
    _view, presenter = desk.begin()
    presenter.edit("content", "谈了铺货")
    presenter.finishing.finish()
    assert [visit.name for visit in list_visits(desk.workspace)] == ["百禾粮油商贸行"]
    assert desk.journey.steps[:2] == [("go_back",), ("open_visit", OTHER, OTHER_PLAN)]
    assert desk.published[-1].touches("visit_log")


def test_a_visit_that_breaks_a_rule_stays_open_with_its_marks(desk):
    view, presenter = desk.begin()
    presenter.edit("purposes", ())
    presenter.edit("promises", (PromiseLine("补货"),))
    presenter.finishing.finish()
    assert set(view.faults) == {"content", "promises.0.due_on"}
    assert view.went
    assert list_visits(desk.workspace) == []
    assert kept(desk).promises == (PromiseLine("补货"),)


def test_a_mark_goes_as_soon_as_its_field_is_right_and_nobody_is_moved(desk):
    view, presenter = desk.begin()
    presenter.edit("purposes", ())
    presenter.edit("promises", (PromiseLine("补货"),))
    presenter.finishing.finish()
    presenter.edit("content", "谈了铺货")
    assert set(view.faults) == {"promises.0.due_on"}
    assert not view.went


def test_a_device_that_refuses_leaves_the_draft_and_the_form(desk):
    view, presenter = desk.begin()
    presenter.edit("content", "谈了铺货")
    desk.runner.failing = DiskFullError("store.disk_full")
    presenter.finishing.finish()
    desk.runner.failing = None
    assert view.saved[1]
    assert not view.busy
    assert desk.journey.steps == []
    presenter.finishing.finish()
    assert len(list_visits(desk.workspace)) == 1


def test_finishing_twice_writes_one_visit(desk):
    _view, presenter = desk.begin()
    presenter.edit("content", "谈了铺货")
    presenter.finishing.finish()
    presenter.finishing.finish()
    presenter.edit("content", "late key")
    presenter.keeper.save()
    assert len(list_visits(desk.workspace)) == 1
    assert list_visit_drafts(desk.workspace) == []


def test_a_form_that_was_left_while_finishing_leads_nowhere(desk):
    view, presenter = desk.begin()
    presenter.edit("content", "谈了铺货")
    view.opened = False
    presenter.finishing.finish()
    assert desk.journey.steps == []
    assert desk.published[-1].touches("visit_log")


def test_writing_later_checks_out_now(desk):
    view, presenter = desk.begin()
    desk.clock.advance(minutes=22)
    presenter.finish_later()
    draft = kept(desk)
    assert (draft.ended_at - draft.started_at) // 60_000 == 22
    assert desk.journey.names() == ["go_back"]
    assert view.times[2] == "22 分钟"


def test_a_corrected_time_stays_on_the_day_of_the_visit(desk):
    view, presenter = desk.begin()
    desk.clock.advance(days=1)
    presenter.times.edit("ended_at", "9点40")
    draft = kept(desk)
    assert (draft.ended_at - draft.started_at) // 60_000 in {39, 40}
    assert view.times[1] == "09:40"
    presenter.times.edit("ended_at", "25:00")
    assert set(view.faults) == {"ended_at"}
    presenter.times.edit("ended_at", "")
    assert kept(desk).ended_at is None


def test_a_forgotten_visit_asks_when_it_ended(desk):
    view, presenter = desk.begin()
    presenter.edit("content", "谈了铺货")
    desk.clock.advance(days=2)
    presenter.finishing.finish()
    assert "ended_at" in view.faults


def test_a_new_person_was_met_just_now(desk):
    view, presenter = desk.begin()
    presenter.add_contact({"name": "林浩", "post": "采购"})
    presenter.on_changed(desk.published[-1])
    assert [person.name for person in view.sheet.people] == ["林秀珍", "苏敏", "林浩"]
    assert view.met == (view.sheet.people[2].id,)
    presenter.add_contact({"name": " "})
    assert "new_contact" in view.faults


def test_a_promise_from_before_can_be_ticked_off(desk):
    view, presenter = desk.begin()
    assert [(promise.id, promise.is_late) for promise in view.sheet.promises] == [(PROMISE, True)]
    presenter.keep_promise(PROMISE)
    presenter.on_changed(desk.published[-1])
    assert view.sheet.promises == ()


def test_news_from_elsewhere_never_overwrites_what_is_typed(desk):
    view, presenter = desk.begin()
    presenter.edit("content", "正在写")
    with desk.workspace.store.unit_of_work() as work:
        work.edit("account", ACCOUNT, {"city": "苏州"}, desk.workspace.author)
        changes = work.commit(desk.workspace.author)
    first = view.draft
    presenter.on_changed(changes)
    assert view.sheet.place.startswith("苏州")
    assert view.draft is first
    assert presenter.keeper.draft.content == "正在写"


def test_a_discarded_visit_is_gone(desk):
    _view, presenter = desk.begin()
    presenter.edit("content", "甲")
    presenter.keeper.save()
    presenter.finishing.discard()
    assert list_visit_drafts(desk.workspace) == []
    assert desk.journey.names() == ["go_back"]

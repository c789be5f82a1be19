from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from app.device.settings import Theme
from app.domain.changes import ChangeSet
from tests.support.palette_desk import Went
from tests.support.palette_view import View
from tests.support.waiting_runner import InlineRunner, WaitingRunner
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.palette.presenter import PalettePresenter


def key(number):
    return f"019b8000{number:024x}"


@pytest.fixture
def went():
    return Went()


@pytest.fixture
def make(desk, went):
    def build(runner):
        view = View()
        ticks = iter(range(10_000))
        context = ScreenContext(
            desk, runner, lambda _changes: None, went, Formats("en", ZoneInfo("Asia/Shanghai"))
        )
        presenter = PalettePresenter(view, context, went.desk(), lambda: next(ticks) * 0.004)
        view.presenter = presenter
        return view, presenter

    return build


@pytest.fixture
def palette(make):
    view, presenter = make(InlineRunner())
    presenter.open()
    return view, presenter


def test_before_typing_there_are_todays_visits_and_commands(palette):
    view, _presenter = palette
    assert view.titles() == ["Today's visits", "Commands"]
    assert view.words("Today's visits") == ["百禾粮油商贸行", "滨海渔家小馆"]
    assert view.rows("Today's visits")[0].note == "today 09:30"
    assert view.foot == "4 accounts here"


def test_what_was_opened_lately_comes_first_and_pinned_before_that(palette):
    view, presenter = palette
    presenter.recents.note("account", key(2))
    presenter.recents.note("contract", key(21))
    presenter.open()
    assert view.words("Recent") == ["HT-2026-0977", "北河粮食门市"]
    presenter.turn_pin(f"account:{key(2)}")
    assert view.kept
    assert view.words("Recent") == ["北河粮食门市", "HT-2026-0977"]
    assert [hit.pin for hit in view.rows("Recent")] == ["on", "off"]
    presenter.turn_pin(f"account:{key(2)}")
    assert [hit.pin for hit in view.rows("Recent")] == ["off", "off"]


def test_everything_about_a_text_stands_in_groups(palette):
    view, presenter = palette
    presenter.type("bh")
    assert view.titles() == ["Accounts", "Actions", "Contacts", "Contracts", "Today's visits"]
    first = view.rows("Accounts")[0]
    assert [(part.words, part.is_hit) for part in first.parts] == [
        ("百禾", True),
        ("粮油商贸行", False),
    ]
    assert (first.grade, first.note) == ("A", "云浦市·Retailer")
    assert view.words("Actions")[0] == "Visit 百禾粮油商贸行"
    assert view.rows("Actions")[0].note == "today 09:30"
    assert view.words("Contacts") == ["白慧"]
    assert view.rows("Contracts")[0].state.words
    assert view.words("Today's visits") == ["滨海渔家小馆"]
    assert view.foot == "4 accounts, 4 ms"


def test_late_money_is_said_instead_of_the_kind(palette, add):
    add(
        "receivable",
        {"id": key(51), "account_id": key(1), "amount_minor": 4_200_000, "due_on": "2026-11-05"},
    )
    view, presenter = palette
    presenter.type("百禾")
    assert view.rows("Accounts")[0].note == "云浦市·late ¥42k"


def test_the_number_that_was_typed_is_shown(palette):
    view, presenter = palette
    presenter.type("60000082")
    assert view.rows("Accounts")[0].note == "0512-60000082·云浦市·Retailer"
    presenter.type("老禾")
    assert view.rows("Accounts")[0].note == "老禾·云浦市·Retailer"


def test_a_row_opens_its_record_and_the_palette_closes(palette, went):
    view, presenter = palette
    presenter.type("bh")
    presenter.choose(view.rows("Accounts")[1].key)
    assert went.places == [("open_account", key(2))]
    assert not view.is_open
    presenter.open()
    presenter.type("bh")
    presenter.choose(view.rows("Contacts")[0].key)
    presenter.open("bh")
    presenter.choose(view.rows("Contracts")[0].key)
    presenter.open("bh")
    presenter.choose(view.rows("Today's visits")[0].key)
    assert went.places[1:] == [
        ("open_account", key(4)),
        ("open_contract", key(21)),
        ("open_visit", key(3), key(42)),
    ]


def test_ctrl_enter_begins_the_visit_that_was_planned_there(palette, went):
    view, presenter = palette
    presenter.type("百禾")
    presenter.enter(view.rows("Accounts")[0].key, visit=True)
    presenter.open("永泰")
    presenter.enter(view.rows("Accounts")[0].key, visit=True)
    assert went.places == [("open_visit", key(1), key(41)), ("open_visit", key(4), "")]


def test_ctrl_enter_on_a_command_does_nothing(palette, went):
    view, presenter = palette
    presenter.enter(view.hit("Sync now").key, visit=True)
    assert went.places == []
    assert view.is_open


def test_actions_speak_of_the_first_account(palette, went):
    view, presenter = palette
    for number in range(3):
        presenter.open("百禾")
        presenter.choose(view.rows("Actions")[number].key)
    assert went.places == [
        ("open_visit", key(1), key(41)),
        ("new_contract", key(1)),
        ("open_account", key(1)),
    ]


def test_a_contract_is_found_by_any_part_of_its_number(palette):
    view, presenter = palette
    presenter.type("1200")
    assert view.words("Contracts") == ["HT-2026-1200"]
    assert [part.words for part in view.rows("Contracts")[0].parts if part.is_hit] == ["1200"]
    assert view.words("Actions")[0] == "Visit 永泰副食经营部"
    presenter.type("ht-2026")
    assert view.words("Contracts") == ["HT-2026-1200", "HT-2026-0977"]


def test_a_number_given_meanwhile_is_found_at_the_next_opening(palette, add):
    view, presenter = palette
    contract = {"id": key(23), "account_id": key(2), "number": "HT-2026-5555", "state": "draft"}
    add("contract", {**contract, "template_id": key(30)})
    presenter.type("5555")
    assert view.nothing
    presenter.on_changed(ChangeSet(frozenset({("contract", key(23))}), frozenset()))
    presenter.leave()
    presenter.open("5555")
    assert view.words("Contracts") == ["HT-2026-5555"]


def test_commands_are_found_by_their_words_and_run(palette, went):
    view, presenter = palette
    for typed, words in (
        ("sync now", "Sync now"),
        ("new acc", "New account"),
        ("lock", "Lock Roadbook"),
    ):
        presenter.open(typed)
        presenter.choose(view.hit(words).key)
    presenter.open("go to sync")
    assert view.hit("Go to Sync").keys == "Ctrl 2"
    presenter.choose(view.hit("Go to Sync").key)
    assert went.places == [("sync_now",), ("new_account",), ("lock",), ("show_screen", "sync")]


def test_a_command_leads_when_only_it_begins_with_the_text(palette):
    view, presenter = palette
    presenter.type("s")
    assert view.titles()[0] == "Commands"
    presenter.type("b")
    assert view.titles()[0] == "Accounts"


@pytest.mark.parametrize("sign", [">", "》", "/"])
def test_behind_a_sign_there_are_commands_only(palette, sign):
    view, presenter = palette
    presenter.type(sign)
    assert view.titles() == ["Commands", "Places", "Settings"]
    presenter.type(sign + " theme")
    assert view.titles() == ["Settings"]


def test_settings_are_changed_at_once_and_the_settings_screen_is_told(palette, went):
    view, presenter = palette
    presenter.type("dark")
    presenter.choose(view.hit("Theme: dark").key)
    assert went.likes.settings.theme is Theme.DARK
    assert went.places == [("settings_changed",)]
    presenter.open("中文")
    presenter.choose(view.hit("Language: 中文").key)
    assert went.likes.settings.language == "zh_CN"
    presenter.open("theme")
    assert view.hit("Theme: dark").note == "in use"
    assert view.hit("Theme: light").note == ""


def test_the_check_of_this_computers_data_is_found_and_leads_to_the_settings(palette, went):
    view, presenter = palette
    presenter.type("check this")
    presenter.choose(view.hit("Check this computer's data").key)
    assert went.places == [("show_screen", "settings")]


def test_a_full_disk_is_said(palette, went):
    view, presenter = palette
    went.likes.is_disk_full = True
    presenter.type("dark")
    presenter.choose(view.hit("Theme: dark").key)
    assert went.places[0][:2] == ("show_toast", "The disk refused to keep this setting")


def test_log_visit_asks_for_the_account(palette, went):
    view, presenter = palette
    presenter.recents.note("account", key(2))
    presenter.recents.note("contract", key(21))
    presenter.choose(view.hit("Log visit").key)
    assert view.is_open
    assert view.question == "Log a visit to which account?"
    assert view.titles() == ["Today's visits", "Recent"]
    assert view.words("Recent") == ["北河粮食门市"]
    presenter.type("bh")
    assert view.titles() == ["Accounts", "Contacts"]
    presenter.type("百禾")
    presenter.enter(view.rows("Accounts")[0].key, visit=False)
    assert went.places == [("open_visit", key(1), key(41))]


def test_esc_leads_from_the_question_back_and_then_away(palette):
    view, presenter = palette
    presenter.choose(view.hit("Log visit").key)
    presenter.leave()
    assert (view.question, view.is_open) == ("", True)
    assert "Commands" in view.titles()
    presenter.leave()
    assert not view.is_open


def test_more_than_is_shown_stands_in_the_account_list(palette, add, went):
    usual = {"type": "retailer", "status": "active"}
    add("account", *({**usual, "id": key(100 + at), "name": f"鸿运商行{at}"} for at in range(20)))
    view, presenter = palette
    presenter.type("hongyun")
    rows = view.rows("Accounts")
    assert len(rows) <= 8
    presenter.choose(rows[-1].key)
    assert went.places == [("list", "hongyun")]


def test_nothing_found_is_said(palette):
    view, presenter = palette
    presenter.type("zzzz")
    assert view.groups == ()
    assert view.nothing == "Nothing found. Try fewer letters, or initials."


@pytest.mark.parametrize("typed", ["'", '"', "%", "*", "百*'\"", "x" * 5_000, "\x00"])
def test_hostile_text_breaks_nothing(palette, typed):
    view, presenter = palette
    before = view.shown
    presenter.type(typed)
    assert view.shown == before + 1


def test_answers_to_what_is_no_longer_typed_are_dropped(make):
    runner = WaitingRunner()
    view, presenter = make(runner)
    presenter.open()
    runner.waiting.clear()
    for typed in ("b", "be", "bei"):
        presenter.type(typed)
    assert len(runner.waiting) == 3
    runner.go_on()
    runner.go_on()
    assert view.shown == 0
    runner.go_on()
    assert view.words("Accounts") == ["北河粮食门市"]


class LateRunner:
    """Keeps tasks and what waits for their results apart."""

    def __init__(self):
        self.errands = []

    def on_store(self, task, done, failed=None, owner=None):
        self.errands.append((task, done))

    on_work = on_store


def test_a_task_overtaken_by_the_next_letter_does_not_even_look(make):
    runner = LateRunner()
    _view, presenter = make(runner)
    presenter.open()
    runner.errands.clear()
    presenter.type("b")
    presenter.type("be")
    (first, _done), (second, _done_too) = runner.errands
    assert first() is None
    assert second() is not None


def test_an_answer_that_was_found_in_time_and_delivered_too_late_is_dropped(make):
    runner = LateRunner()
    view, presenter = make(runner)
    presenter.open()
    runner.errands.clear()
    presenter.type("bei")
    task, done = runner.errands[0]
    answer = task()
    presenter.type("baih")
    done(answer)
    assert view.shown == 0


def test_an_answer_that_comes_after_closing_is_dropped(make):
    runner = WaitingRunner()
    view, presenter = make(runner)
    presenter.open("bh")
    presenter.leave()
    while runner.waiting:
        runner.go_on()
    assert view.shown == 0


def test_enter_typed_faster_than_the_answer_takes_its_first_row(make, went):
    runner = WaitingRunner()
    view, presenter = make(runner)
    presenter.open("bh")
    runner.go_on()
    runner.waiting.clear()
    stale = view.rows("Accounts")[0].key
    presenter.type("bei")
    presenter.enter(stale, visit=False)
    assert went.places == []
    runner.go_on()
    assert went.places == [("open_account", key(2))]
    assert not view.is_open


def test_one_keystroke_is_one_store_task(make):
    runner = WaitingRunner()
    _view, presenter = make(runner)
    presenter.open()
    runner.waiting.clear()
    presenter.type("bh")
    assert len(runner.waiting) == 1

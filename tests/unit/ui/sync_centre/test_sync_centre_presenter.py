"""The sync centre: what it lists, what it says of each entry, and what its buttons do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.changes import ChangeSet
from app.queries.sync.centre import read_sync_centre
from tests.support.fake_sign_in import sign_in_desk
from tests.support.fake_stick import FakeStick
from tests.support.sync_scene import (
    ACCOUNT,
    PHONE,
    SECOND,
    STAFF,
    Desk,
    Mood,
    add_file,
    add_round,
    create,
    edit,
    settle,
    sync_workspace,
)
from tests.support.waiting_runner import WaitingRunner
from ui.screens.sync_centre.presenter import SyncCentrePresenter


class HeldNote:
    def show_held(self, words):
        self.words = words


class View:
    def __init__(self):
        self.head = self.list = self.detail = None
        self.trouble = ""
        self.details = 0
        self.asked = self.export_name = ""
        self.held = HeldNote()

    def show_head(self, head):
        self.head = head

    def show_list(self, words):
        self.list = words

    def show_detail(self, detail):
        self.detail = detail
        self.details += 1

    def show_trouble(self, words):
        self.trouble = words

    def ask_give_up(self, title, body):
        self.asked = f"{title} {body}"

    def ask_export_place(self, name):
        self.export_name = name

    def ask_file_place(self, name):
        self.export_name = name

    def show_stick(self, note):
        self.note = note


@pytest.fixture
def desk(tmp_path):
    workspace = sync_workspace(tmp_path / "device")
    yield Desk(workspace)
    workspace.store.close()


@pytest.fixture
def view():
    return View()


def centre_of(desk, view):
    entrance = sign_in_desk(desk.context)
    return SyncCentrePresenter(view, desk.context, Mood(), FakeStick(), entrance)


@pytest.fixture
def centre(desk, view):
    presenter = SyncCentrePresenter(
        view, desk.context, Mood(), FakeStick(), sign_in_desk(desk.context)
    )
    desk.listeners.append(presenter.on_changed)
    return presenter


def titles(view):
    return [row.title for row in view.list.rows]


def test_conflicts_of_a_record_are_one_entry_that_names_the_other_side(centre, view):
    centre.load()
    assert titles(view) == ["百禾粮油商贸行·Account"]
    assert view.list.rows[0].note == "2 fields differ from what 沈立 wrote"
    assert view.list.counts.needs == 1


def test_each_side_of_a_conflict_says_who_wrote_it_and_when(centre, view):
    centre.load()
    phone = view.detail.fields[0]
    assert (phone.label, phone.base) == ("Phone", "Before: 1")
    assert (phone.mine.value, phone.mine.note) == ("3", "周岚·today 08:00")
    assert (phone.theirs.value, phone.theirs.note) == ("2", "沈立·yesterday 17:00")
    assert phone.chosen == "theirs"
    assert (view.detail.mine, view.detail.theirs) == ("Mine", "沈立")


def test_the_preview_follows_what_is_picked(centre, view):
    centre.load()
    centre.pick(PHONE, "mine")
    shown = [(line.label, line.value, line.whose) for line in view.detail.result]
    assert shown == [("Phone", "3", "Mine"), ("Staff", "7", "沈立")]
    assert view.detail.whole == ""
    centre.pick_all("mine")
    assert view.detail.whole == "mine"


def test_saving_writes_what_was_picked_and_the_toast_takes_it_back(centre, view, desk):
    centre.load()
    centre.pick(STAFF, "mine")
    centre.save()
    assert view.list.rows == ()
    assert account(desk)["staff"] == 8
    assert account(desk)["phone"] == "2"
    assert desk.navigation.went[-1][0] == "toast"
    desk.navigation.undo()
    assert account(desk)["staff"] == 7
    assert titles(view) == ["百禾粮油商贸行·Account"]


def test_a_conflict_decided_elsewhere_meanwhile_is_told_beside_the_button(centre, view, desk):
    centre.load()
    with desk.workspace.store.unit_of_work() as work:
        work.records.update("conflict", PHONE, {"state": "kept"})
        work.commit()
    centre.save()
    assert view.trouble
    assert desk.published == []


def test_two_values_of_the_same_user_are_told_apart_by_the_device(centre, view, desk):
    with desk.workspace.store.unit_of_work() as work:
        work.facts.write("device_id", "d1")
        for conflict in (PHONE, STAFF):
            work.records.update("conflict", conflict, {"kept_by": desk.workspace.user_id})
        work.commit()
    centre.load()
    assert (view.detail.mine, view.detail.theirs) == ("Mine", "My other device")
    assert view.detail.fields[0].mine.value == "3"


def test_what_was_written_on_a_record_deleted_elsewhere_cannot_be_put_back(centre, view, desk):
    with desk.workspace.store.unit_of_work() as work:
        work.records.delete("account", [ACCOUNT])
        work.commit()
    centre.load()
    assert [field.mine.possible for field in view.detail.fields] == [False, False]
    centre.pick_all("mine")
    assert view.detail.whole == "theirs"


@pytest.mark.usefixtures("unjudged")
def test_a_refused_unit_says_why_and_what_was_written(centre, view, desk):
    number = edit(desk.workspace, SECOND, credit_period_days=45, remark="月底结清")
    settle(desk.workspace, number, "field.server", entity="account", field="credit_period_days")
    centre.load()
    centre.choose(f"unit:{number}")
    assert view.detail.title == "Account changed·桥头便民超市"
    assert view.detail.reason == view.list.rows[1].note
    assert "{" not in view.detail.reason
    lines = [(line.label, line.value, line.before) for line in view.detail.blocks[0].lines]
    assert lines == [("Terms (days)", "45", ""), ("Remark", "月底结清", "")]
    actions = [one.action for one in view.detail.actions]
    assert actions == ["give_up", "export", "repair", "resend"]


@pytest.mark.usefixtures("unjudged")
def test_a_refusal_names_its_field_as_the_user_knows_it(centre, view, desk):
    number = edit(desk.workspace, SECOND, credit_period_days=45)
    settle(desk.workspace, number, "field.server", entity="account", field="credit_period_days")
    centre.load()
    assert view.list.rows[1].note.startswith("Terms (days): ")


@pytest.fixture
def refused(centre, desk):
    number = edit(desk.workspace, SECOND, phone="9")
    settle(desk.workspace, number, "record.not_allowed", entity="account")
    centre.load()
    centre.choose(f"unit:{number}")
    return number


@pytest.mark.usefixtures("refused")
def test_repair_leads_to_the_account(centre, desk):
    centre.work.act("repair")
    assert desk.navigation.went == [("open_account", SECOND)]


@pytest.mark.usefixtures("unjudged")
def test_refused_work_on_a_contract_is_repaired_in_the_contract(centre, desk):
    contract = {"account_id": ACCOUNT, "template_id": ACCOUNT, "state": "draft"}
    number, ids = create(desk.workspace, ("contract", contract))
    settle(desk.workspace, number, "record.not_allowed", entity="contract")
    centre.load()
    centre.choose(f"unit:{number}")
    centre.work.act("repair")
    assert desk.navigation.went == [("open_contract", ids[0])]


def test_resent_work_waits_again(centre, view, desk, refused):
    with desk.workspace.store.unit_of_work() as work:
        work.records.update("account", SECOND, {"phone": "2"})  # as a refusal takes it back
        work.commit()
    centre.work.act("resend")
    assert [row.key for row in view.list.rows] == [f"conflict:account:{ACCOUNT}"]
    assert account(desk, SECOND)["phone"] == "9"
    assert read_sync_centre(desk.workspace, "done").units[0].device_seq == refused
    centre.show_tab("waiting")
    assert [row.key for row in view.list.rows] == [f"unit:{refused + 1}"]


@pytest.mark.usefixtures("refused")
def test_work_is_given_up_only_after_a_question(centre, view, desk):
    centre.work.act("give_up")
    assert "桥头便民超市" in view.asked
    assert desk.published == []
    centre.work.give_up()
    assert titles(view) == ["百禾粮油商贸行·Account"]


@pytest.mark.usefixtures("refused")
def test_refused_work_is_exported_for_people_and_for_programs(centre, view, tmp_path):
    centre.work.act("export")
    assert view.export_name.endswith(".txt")
    centre.work.export(tmp_path / "one.txt")
    centre.work.export(tmp_path / "one.json")
    assert "Phone: 9" in (tmp_path / "one.txt").read_text("utf-8")
    (unit,) = json.loads((tmp_path / "one.json").read_text("utf-8"))
    assert unit["operations"][0]["fields"] == {"phone": ["2", "9"]}
    assert unit["operations"][0]["reason"] == "record.not_allowed"


@pytest.mark.usefixtures("refused")
def test_an_export_that_the_disk_refuses_is_told(centre, view):
    centre.work.export(Path("/nowhere/at/all.txt"))
    assert view.trouble


def test_what_waits_is_listed_with_files_and_unfinished_visits(centre, view, desk):
    log = {"account_id": SECOND, "author_id": ACCOUNT, "started_at": 1, "way": "visit"}
    photo = {
        "account_id": SECOND,
        "subject_entity": "visit_log",
        "subject_id": "x",
        "size_bytes": 3,
    }
    create(desk.workspace, ("visit_log", log), ("attachment", {**photo, "sha256": "f" * 64}))
    add_file(desk.workspace, 3_000_000, 1_000_000)
    with desk.workspace.store.unit_of_work() as work:
        work.drafts.write("visit", ACCOUNT, {}, desk.workspace.now_milliseconds())
        work.commit()
    centre.show_tab("waiting")
    assert titles(view) == [
        "1 photo or file",
        "Visit log·桥头便民超市",
        "Visit log·百禾粮油商贸行",
    ]
    assert view.list.rows[1].note == "today 09:00, with 1 photo"
    assert view.list.rows[0].note == "2.0 MB"
    assert view.detail.shares == (1 / 3,)
    assert view.head.waiting.startswith("2 entries to send·2.0")
    centre.choose(view.list.rows[2].key)
    centre.work.act("go_on")
    assert desk.navigation.went == [("open_visit", ACCOUNT)]


def test_done_work_stands_behind_the_last_rounds(centre, view, desk):
    settle(desk.workspace, edit(desk.workspace, SECOND, phone="9"))
    add_round(desk.workspace)
    centre.show_tab("done")
    assert titles(view) == ["Sync rounds", "Account changed·桥头便民超市"]
    assert view.list.rows[1].tag == "Received"
    (row,) = view.detail.rows
    assert row[1:] == ("0.4 s", "2", "30", "10 KB", "Done")


def test_it_opens_on_what_waits_when_nothing_needs_the_user(centre, view, desk):
    centre.load()
    assert view.list.tab == "needs"
    centre.pick_all("mine")
    centre.save()
    fresh = centre_of(desk, view)
    fresh.load()
    assert view.list.tab == "waiting"
    fresh.show_tab("needs")
    assert view.list.tab == "needs"


def test_an_empty_tab_says_so(centre, view):
    centre.show_tab("done")
    assert view.list.rows == ()
    assert view.list.empty_why == "Nothing sent yet"


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("idle", "Connected"),
        ("offline", "Offline"),
        ("running", "Syncing"),
        ("stopped", "Sync has stopped"),
    ],
)
def test_the_strip_says_how_sync_stands(centre, view, state, title):
    centre.load()
    centre.on_mood(Mood(state))
    assert view.head.title == title
    assert view.head.is_running is (state == "running")


def test_a_finished_round_brings_new_entries(centre, view, desk):
    centre.load()
    centre.on_mood(Mood("running"))
    number = edit(desk.workspace, SECOND, phone="9")
    settle(desk.workspace, number, "record.not_allowed", entity="account")
    assert len(view.list.rows) == 1
    centre.on_mood(Mood("idle"))
    assert len(view.list.rows) == 2


def test_the_same_words_are_not_drawn_again(centre, view):
    centre.load()
    drawn = view.details
    centre.on_changed(ChangeSet(frozenset({("contact", "x")})))
    assert view.details == drawn


def test_picks_survive_what_arrives_meanwhile(centre, view):
    centre.load()
    centre.pick(PHONE, "mine")
    centre.on_changed(ChangeSet(frozenset({("account", ACCOUNT)})))
    assert view.detail.fields[0].chosen == "mine"


def test_leaving_an_entry_for_now_goes_to_the_next(centre, view, refused):
    centre.choose(f"conflict:account:{ACCOUNT}")
    centre.postpone()
    assert view.list.rows[view.list.chosen].key == f"unit:{refused}"


def test_news_while_reading_causes_one_more_reading_only(desk, view):
    desk.runner = WaitingRunner()
    centre = SyncCentrePresenter(
        view, desk.context, Mood(), FakeStick(), sign_in_desk(desk.context)
    )
    for _time in range(4):
        centre.load()
    assert len(desk.runner.waiting) == 1
    desk.runner.go_on()
    assert len(desk.runner.waiting) == 1
    desk.runner.go_on()
    assert desk.runner.waiting == []


def test_an_answer_for_a_tab_left_meanwhile_is_dropped(desk, view):
    desk.runner = WaitingRunner()
    centre = SyncCentrePresenter(
        view, desk.context, Mood(), FakeStick(), sign_in_desk(desk.context)
    )
    centre.load()
    centre.show_tab("done")
    desk.runner.go_on()
    assert view.list is None
    desk.runner.go_on()
    assert view.list.tab == "done"


def account(desk, record_id=ACCOUNT):
    with desk.workspace.store.snapshot() as look:
        return look.records.read("account", record_id).fields

"""What the server says is deleted, far too much at once, is told to the user, who decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from app.queries.sync.held_rows import is_anything_held, list_held_rows, read_held_back
from app.store.errors import DiskFullError
from tests.support.doubts import compare, contacts
from tests.support.fake_sign_in import sign_in_desk
from tests.support.fake_stick import FakeStick
from tests.support.lost_at_server import delete_at_server
from tests.support.sync_scene import Desk, Mood
from tests.support.synced_device import SyncedDevice
from tests.support.waiting_runner import InlineRunner, WaitingRunner
from ui.formats import Formats
from ui.screens.sync_centre.held_words import counted_kinds, held_list
from ui.screens.sync_centre.presenter import SyncCentrePresenter
from ui.screens.sync_centre.value_words import Words
from ui.texts import sentence

pytestmark = pytest.mark.usefixtures("unjudged")


class HeldNote:
    """The note, without Qt."""

    def __init__(self):
        self.words = self.listed = self.question = None

    def show_held(self, words):
        self.words = words

    def show_records(self, words):
        self.listed = words

    def ask_removal(self, question):
        self.question = question


class View:
    """The screen, without Qt: only the note and the list are looked at."""

    def __init__(self):
        self.held = HeldNote()
        self.list = None

    def show_list(self, words):
        self.list = words

    def __getattr__(self, name):
        return lambda *_values: None


class FaultyRunner(InlineRunner):
    """Does everything at once until the device has a fault."""

    fault = None

    def on_store(self, task, done, failed=None, owner=None):
        if self.fault is None:
            self.on_work(task, done, failed, owner)
        else:
            failed(self.fault)


@dataclass
class Scene:
    """A rep's device with 40 contacts of one account, and its sync centre."""

    device: SyncedDevice
    people: list[str]
    desk: Desk
    view: View
    centre: SyncCentrePresenter
    held: list[str] = field(default_factory=list)

    @property
    def workspace(self):
        return self.device.workspace

    def here(self):
        return set(self.device.everything("contact"))


@pytest.fixture
def scene(device):
    one = device("anna")
    account = one.create("account", name="百禾粮油", type="dealer", status="active")
    people = contacts(one, account, 40)
    desk, view = Desk(one.workspace, runner=FaultyRunner()), View()
    centre = SyncCentrePresenter(
        view, desk.context, Mood(), FakeStick(), sign_in_desk(desk.context)
    )
    desk.listeners.append(centre.on_changed)
    return Scene(one, people, desk, view, centre)


@pytest.fixture
def kept(server, scene):
    """The server deleted 30 of the contacts; the device keeps them and the note is shown."""
    scene.held = scene.people[:30]
    delete_at_server(server, "contact", scene.held)
    scene.device.sync()
    scene.centre.load()
    return scene


def test_without_anything_kept_there_is_no_note(scene):
    scene.centre.load()
    assert scene.view.held.words is None
    assert scene.view.list.empty_why == "Nothing needs you"


def test_the_note_tells_how_many_of_which_kinds_and_that_all_are_here(kept):
    assert kept.view.held.words.title == "The server says 30 contacts are deleted."
    assert "nothing was removed" in kept.view.held.words.note
    assert "Ask the office first" in kept.view.held.words.note
    assert kept.view.list.empty_why == "Nothing else needs you"
    assert kept.here() == set(kept.people)


def test_what_the_server_does_not_know_any_more_is_not_called_deleted(server, scene):
    lost = [(one_id,) for one_id in scene.people[:30]]
    server.database.write(lambda work: work.run_many("DELETE FROM record WHERE id = ?", lost))
    compare(scene.device)
    scene.centre.load()
    assert scene.view.held.words.title == "The server no longer has 30 contacts."
    scene.centre.held.list_records()
    assert {line.said for line in scene.view.held.listed.lines} == {"No longer there"}


def test_the_note_comes_with_the_end_of_the_round_that_kept_them(server, scene):
    scene.centre.load()
    delete_at_server(server, "contact", scene.people[:30])
    scene.centre.on_mood(Mood("running"))
    scene.device.sync()
    assert scene.view.held.words is None
    scene.centre.on_mood(Mood("idle"))
    assert scene.view.held.words is not None


def test_they_are_listed_by_name_with_kind_account_and_when_it_was_told(kept):
    kept.centre.held.list_records()
    listed = kept.view.held.listed
    assert listed.note == "30 contacts"
    assert [line.name for line in listed.lines] == [str(number) for number in range(30)]
    assert {(line.kind, line.said) for line in listed.lines} == {("Contact·百禾粮油", "Deleted")}
    assert all(line.told.startswith("today") for line in listed.lines)
    assert listed.rest == ""


def test_a_long_list_is_cut_and_the_rest_is_counted(kept):
    listed = list_held_rows(kept.workspace, 12)
    shown = held_list(listed, Words(kept.desk.context.formats, kept.workspace, listed.directory))
    assert len(shown.lines) == 12
    assert shown.rest == "18 more records are not listed."
    assert shown.note == "30 contacts"


def test_names_take_as_many_queries_for_thirty_as_for_three(kept):
    seen = []

    def count(limit):
        seen.clear()
        list_held_rows(kept.workspace, limit)
        return len(seen)

    with kept.workspace.store.snapshot() as look:
        engine = look.connection.engine
    event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    assert 0 < count(3) == count(300)


def test_nothing_is_removed_before_the_question_was_answered(kept):
    kept.centre.held.ask_removal()
    assert kept.view.held.question.title == "Remove 30 records from this computer?"
    assert kept.view.held.question.act == "Remove 30 records"
    assert "30 contacts" in kept.view.held.question.body.lower()
    assert kept.here() == set(kept.people)
    assert is_anything_held(kept.workspace)


def test_what_was_confirmed_goes_is_published_and_told_and_the_note_goes(kept):
    kept.centre.held.ask_removal()
    kept.centre.held.remove()
    assert kept.here() == set(kept.people[30:])
    assert kept.desk.published[-1].touched >= {("contact", one_id) for one_id in kept.held}
    assert kept.desk.navigation.went == [("toast", "30 records removed from this computer")]
    assert kept.view.held.words is None
    assert kept.view.list.empty_why == "Nothing needs you"


def test_an_answer_is_carried_out_once(kept):
    kept.centre.held.ask_removal()
    kept.centre.held.remove()
    kept.centre.held.remove()
    assert len(kept.desk.published) == 1


def test_what_a_round_keeps_while_the_question_is_open_is_not_removed(server, kept):
    kept.centre.held.ask_removal()
    another = kept.device.create("account", name="乙", type="dealer", status="active")
    more = contacts(kept.device, another, 60)
    delete_at_server(server, "contact", more[:50])
    kept.device.sync()
    kept.centre.held.remove()
    assert kept.here() == {*kept.people[30:], *more}
    assert kept.view.held.words.title == "The server says 50 contacts are deleted."


def test_records_with_unsent_work_stay_and_the_toast_counts_them(kept):
    kept.device.edit("contact", kept.held[0], name="new")
    kept.centre.held.ask_removal()
    kept.centre.held.remove()
    assert kept.here() == {kept.held[0], *kept.people[30:]}
    words = "29 records removed from this computer; 1 stays"
    assert kept.desk.navigation.went == [("toast", words)]
    assert kept.view.held.words.title == "The server says 1 contact is deleted."


def test_when_nothing_could_go_the_toast_does_not_claim_it(kept):
    kept.centre.held.ask_removal()
    for one_id in kept.held:
        kept.device.edit("contact", one_id, name="new")
    kept.centre.held.remove()
    assert kept.desk.navigation.went[0][1].startswith("Nothing was removed")


def test_a_device_that_refuses_is_told_in_the_note_and_everything_stays(kept):
    kept.desk.runner.fault = DiskFullError("store.disk_full")
    kept.centre.held.ask_removal()
    kept.centre.held.remove()
    assert kept.view.held.words.trouble == sentence("store.disk_full")
    assert not kept.view.held.words.is_running
    assert kept.desk.published == []
    assert kept.here() == set(kept.people)
    kept.desk.runner.fault = None
    kept.centre.held.ask_removal()
    kept.centre.held.remove()
    assert kept.view.held.words is None


def test_what_is_kept_is_read_and_removed_in_the_store_lane_only(kept):
    kept.desk.runner = WaitingRunner()
    kept.centre = SyncCentrePresenter(
        kept.view, kept.desk.context, Mood(), FakeStick(), sign_in_desk(kept.desk.context)
    )
    kept.view.held.words = None
    kept.centre.load()
    kept.centre.load()
    assert kept.view.held.words is None
    for _answer in range(2):
        kept.desk.runner.go_on()
    assert kept.desk.runner.waiting == []
    assert kept.view.held.words is not None
    kept.centre.held.ask_removal()
    kept.centre.held.remove()
    assert kept.view.held.words.is_running
    assert len(read_held_back(kept.workspace).rows) == 30


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"account": 1}, "1 account"),
        ({"account": 4, "contact": 1_030}, "1,030 contacts and 4 accounts"),
        (
            {"trip": 1, "visit_log": 2, "account_member": 3},
            "3 team members, 2 visit logs and 1 trip",
        ),
        (
            {"trip": 1, "visit_log": 5, "account": 4, "contact": 3, "contract": 1},
            "5 visit logs, 4 accounts, 3 contacts and 2 other records",
        ),
    ],
)
def test_the_kinds_with_most_records_are_named_and_the_others_counted(counts, words):
    assert counted_kinds(counts, Formats("en", ZoneInfo("Asia/Shanghai"))) == words

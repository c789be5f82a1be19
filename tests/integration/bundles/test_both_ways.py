"""Work travels on a stick, both ways, and over the network as well: nothing is ever double."""

from __future__ import annotations

import pytest

from app.domain.schema import ENTITIES
from app.store import facts
from app.store.sending.bundle_notes import written_at
from server.services.verification import verify_database
from sync.bundles.reading import read_bundle
from sync.bundles.writing import write_bundle
from sync.wire.bundles.faults import BundleError
from tests.support.server import ORG
from tests.support.stick import PHOTO, add_photo, waiting
from tests.support.synced_device import enrolled


def new_account(one, name="百禾粮油", **fields):
    return one.create("account", name=name, type="dealer", status="active", **fields)


def on_server(server, entity):
    with server.database.reading() as work:
        rows = work.rows(
            "SELECT id, revision, body FROM record WHERE org = ? AND entity = ? ORDER BY id",
            (ORG, entity),
        )
    return [tuple(row) for row in rows]


def assert_sound(server):
    assert verify_database(server.database, ORG) == []


def assert_same(one, other):
    for entity in ENTITIES:
        assert one.everything(entity) == other.everything(entity), entity


def fact(one, name):
    with one.workspace.store.snapshot() as look:
        return look.facts.read(name)


def test_what_waits_goes_out_on_a_stick_and_the_answer_comes_back(desk, stick, server):
    account = new_account(desk)
    desk.create("contact", account_id=account, name="林秀珍")
    written = stick.write(desk)
    assert (written.units, written.units_left) == (2, 0)
    assert waiting(desk) == 2
    taken = stick.take()
    assert (taken.groups, taken.refused) == (2, 0)
    report = stick.read(desk)
    assert (report.units, report.refused) == (2, 0)
    assert waiting(desk) == 0
    fields = desk.read("account", account)
    assert fields["number"]
    assert fields["owner_id"] == desk.workspace.user_id
    assert ("account", account) in report.changes.touched
    assert_sound(server)


def test_the_same_file_twice_changes_nothing_on_either_side(desk, stick, server):
    new_account(desk)
    stick.write(desk)
    stick.take()
    before = on_server(server, "account")
    assert stick.take(reply="again").groups == 1
    assert on_server(server, "account") == before
    stick.read(desk, "again")
    held = desk.everything("account")
    with pytest.raises(Exception, match=r"bundle\.older"):
        stick.read(desk, "again")
    with pytest.raises(Exception, match=r"bundle\.older"):
        stick.read(desk, "down")
    assert desk.everything("account") == held
    assert_sound(server)


def test_after_a_lost_answer_the_network_settles_everything(desk, stick, server):
    account = new_account(desk)
    stick.write(desk)
    stick.take()
    before = on_server(server, "account")
    desk.network.offline = False
    desk.sync()
    assert waiting(desk) == 0
    assert desk.read("account", account)["number"]
    assert on_server(server, "account") == before
    with pytest.raises(Exception, match=r"bundle\.older"):
        stick.read(desk)


def test_a_file_after_the_network_brings_nothing_twice(desk, stick, server):
    account = new_account(desk)
    stick.write(desk)
    desk.network.offline = False
    desk.sync()
    before = on_server(server, "account")
    desk.network.offline = True
    desk.edit("account", account, phone="2")
    assert stick.take().groups == 1
    assert on_server(server, "account") == before
    report = stick.read(desk)
    assert report.units == 0
    assert desk.read("account", account)["phone"] == "2"
    assert waiting(desk) == 1
    desk.network.offline = False
    desk.sync()
    assert waiting(desk) == 0
    assert_sound(server)


def test_two_files_may_arrive_in_the_wrong_order(desk, stick, server):
    account = new_account(desk)
    stick.write(desk, "first")
    desk.edit("account", account, phone="2")
    stick.write(desk, "second")
    assert stick.take("second", "answer to second").groups == 2
    assert stick.take("first", "answer to first").groups == 1
    stick.read(desk, "answer to first")
    assert waiting(desk) == 1
    with pytest.raises(Exception, match=r"bundle\.older"):
        stick.read(desk, "answer to second")
    desk.network.offline = False
    desk.sync()
    assert waiting(desk) == 0
    assert len(on_server(server, "account")) == 1
    assert_sound(server)


def test_the_newer_of_two_answers_makes_the_older_superfluous(desk, stick):
    account = new_account(desk)
    stick.write(desk, "first")
    stick.take("first", "answer to first")
    desk.edit("account", account, phone="2")
    stick.write(desk, "second")
    stick.take("second", "answer to second")
    stick.read(desk, "answer to second")
    assert waiting(desk) == 0
    held = desk.everything("account")
    with pytest.raises(Exception, match=r"bundle\.older"):
        stick.read(desk, "answer to first")
    assert desk.everything("account") == held


def test_work_of_others_comes_with_the_answer_and_own_work_stays_on_top(desk, device, stick):
    account = new_account(desk)
    stick.write(desk)
    stick.take()
    stick.read(desk)
    laptop = device("anna")
    laptop.edit("account", account, address="东仓路 12 号", phone="laptop")
    laptop.network.offline = False
    laptop.sync()
    stick.write(desk)
    stick.take()
    desk.edit("account", account, phone="desk")
    report = stick.read(desk)
    assert report.rows
    fields = desk.read("account", account)
    assert (fields["address"], fields["phone"]) == ("东仓路 12 号", "desk")
    desk.network.offline = False
    for one in (desk, laptop, desk):
        one.sync()
    assert_same(desk, laptop)


@pytest.mark.usefixtures("unjudged")
def test_refused_work_comes_back_with_its_reason(desk, stick, server):
    account = new_account(desk)
    stick.write(desk)
    stick.take()
    stick.read(desk)
    desk.edit("account", account, credit_period_days=45)
    stick.write(desk)
    assert stick.take().refused == 1
    assert stick.read(desk).refused == 1
    assert desk.journal_states()[-1] == "refused"
    assert desk.read("account", account)["credit_period_days"] is None
    assert_sound(server)


def test_an_attachment_travels_whole_and_its_receipt_comes_back(desk, stick, server):
    account = new_account(desk)
    sha256 = add_photo(desk, account)
    assert stick.write(desk).files == 1
    assert stick.take().files == [sha256]
    assert stick.read(desk).files == 1
    assert b"".join(server.server.blobs.files.read(sha256)) == PHOTO
    with desk.workspace.store.snapshot() as look:
        assert look.connection.exec_driver_sql("SELECT state FROM blob").scalar_one() == "sent"


def test_attachments_stay_behind_when_they_are_too_many_for_the_file(desk, stick):
    add_photo(desk, new_account(desk))
    written = stick.write(desk, largest_file_bytes=len(PHOTO) - 1)
    assert (written.units, written.files, written.files_left) == (2, 0, 1)
    assert stick.take().files == []
    assert stick.read(desk).files == 0


def test_a_file_of_the_office_alone_brings_everything_that_the_device_lacks(desk, device, stick):
    laptop = device("anna")
    account = new_account(laptop)
    laptop.network.offline = False
    laptop.sync()
    stick.give(desk)
    report = stick.read(desk)
    assert report.rows
    assert desk.read("account", account) == laptop.read("account", account)
    desk.network.offline = False
    desk.sync()
    assert_same(desk, laptop)


def test_the_office_can_give_the_answer_again_when_it_was_lost(desk, stick):
    new_account(desk)
    sha256 = add_photo(desk, new_account(desk, "华信"))
    stick.write(desk)
    assert stick.take().files == [sha256]
    stick.path("down").unlink()
    stick.give(desk, "another")
    report = stick.read(desk, "another")
    assert (report.units, report.files) == (3, 1)
    assert waiting(desk) == 0


def test_units_in_a_file_are_marked_until_they_are_confirmed(desk, stick):
    new_account(desk)
    stick.write(desk)
    with desk.workspace.store.snapshot() as look:
        marks = written_at(look)
    assert list(marks) == [1]
    assert waiting(desk) == 1


def test_a_file_without_work_still_asks_for_news(desk, device, stick):
    laptop = device("anna")
    account = new_account(laptop)
    laptop.network.offline = False
    laptop.sync()
    assert stick.write(desk).units == 0
    assert stick.take().groups == 0
    stick.read(desk)
    assert desk.read("account", account)["name"] == "百禾粮油"


def test_hundreds_of_units_go_as_several_requests_and_are_all_answered(desk, stick, server):
    account = new_account(desk)
    for number in range(600):
        desk.edit("account", account, phone=str(number))
    assert stick.write(desk).units == 601
    assert stick.take().groups == 601
    assert stick.read(desk).units == 601
    assert waiting(desk) == 0
    assert desk.read("account", account)["phone"] == "599"
    assert_sound(server)


def test_large_units_are_all_confirmed_by_one_answer(desk, stick, server):
    account = new_account(desk)
    for number in range(130):
        desk.edit("account", account, remark=f"{number}" + "长" * 900)
        desk.create("contact", account_id=account, name=f"{number}", remark="注" * 900)
    assert stick.write(desk).units == 261
    stick.take()
    stick.give(desk, "again")
    assert stick.read(desk, "again").units == 261
    assert waiting(desk) == 0
    assert_sound(server)


def test_the_place_in_the_log_moves_with_the_answer(desk, stick):
    before = fact(desk, facts.CURSOR)
    new_account(desk)
    stick.write(desk)
    stick.take()
    stick.read(desk)
    assert fact(desk, facts.CURSOR) != before
    desk.network.offline = False
    assert desk.sync().rows_received == 0


def test_keys_are_pinned_at_the_first_round_and_asked_for_once(server, tmp_path):
    one = enrolled(server, tmp_path / "one", "anna")
    one.sync()
    assert fact(one, facts.ORG_KEYS) == server.server.sync.told_keys()[0]
    assert fact(one, facts.SEALING_TOLD) == fact(one, facts.DEVICE_ID)
    one.workspace.store.close()


def test_keys_that_another_server_sends_later_are_not_taken(desk, stick):
    with desk.workspace.store.unit_of_work() as work:
        work.facts.write(facts.ORG_KEYS, b"k" * 64)
        work.facts.forget(facts.SEALING_TOLD)
        work.commit()
    desk.network.offline = False
    desk.sync()
    assert fact(desk, facts.ORG_KEYS) == b"k" * 64
    assert fact(desk, facts.SEALING_TOLD) == fact(desk, facts.DEVICE_ID)
    stick.give(desk)
    with pytest.raises(Exception, match=r"bundle\.damaged"):
        stick.read(desk)


def test_a_device_under_a_new_identity_tells_its_key_again(desk, stick):
    with desk.workspace.store.unit_of_work() as work:
        work.facts.write(facts.SEALING_TOLD, "another device")
        work.commit()
    desk.network.offline = False
    desk.sync()
    assert fact(desk, facts.SEALING_TOLD) == fact(desk, facts.DEVICE_ID)
    stick.give(desk)
    stick.read(desk)


def test_an_answer_of_many_pages_goes_on_where_reading_was_cut(desk, stick, server, monkeypatch):
    monkeypatch.setattr("server.services.bundles.replies.PAGE_ROWS", 20)
    new_account(desk)
    owner = desk.workspace.user_id
    for number in range(90):
        fields = {"name": f"{number}", "type": "dealer", "status": "active", "owner_id": owner}
        server.add_record("account", fields)
    stick.write(desk)
    stick.take()
    steps = iter([False] * 5)
    here = desk.workspace
    with pytest.raises(BundleError, match=r"bundle\.stopped"):
        read_bundle(
            here.store,
            stick.path("down"),
            here.now_milliseconds,
            should_stop=lambda: next(steps, True),
        )
    part = len(desk.everything("account"))
    assert 1 < part < 91
    report = stick.read(desk)
    assert not report.has_more
    assert len(desk.everything("account")) == 91
    desk.network.offline = False
    assert desk.sync().rows_received == 0


def test_a_cut_answer_may_also_be_finished_over_the_network(desk, stick, server, monkeypatch):
    monkeypatch.setattr("server.services.bundles.replies.PAGE_ROWS", 20)
    monkeypatch.setattr("server.services.bundles.replies.LARGEST_PAGES", 2)
    owner = desk.workspace.user_id
    for number in range(90):
        fields = {"name": f"{number}", "type": "dealer", "status": "active", "owner_id": owner}
        server.add_record("account", fields)
    stick.write(desk)
    stick.take()
    assert stick.read(desk).has_more
    desk.network.offline = False
    desk.sync()
    assert len(desk.everything("account")) == 90


def test_writing_that_is_stopped_leaves_no_file(desk, stick):
    add_photo(desk, new_account(desk))
    here = desk.workspace
    with pytest.raises(BundleError, match=r"bundle\.stopped"):
        write_bundle(
            here.store,
            here.files,
            stick.path("up"),
            here.now_milliseconds(),
            should_stop=lambda: True,
        )
    assert list(stick.folder.iterdir()) == []


def test_after_everything_came_anew_the_next_round_removes_what_left(desk, device, stick):
    contact = desk.create("contact", account_id=new_account(desk), name="林秀珍")
    desk.network.offline = False
    desk.sync()
    desk.network.offline = True
    laptop = device("anna")
    laptop.network.offline = False
    laptop.delete("contact", contact)
    laptop.sync()
    stick.give(desk, whole=True)
    stick.read(desk)
    assert desk.read("contact", contact) is not None
    desk.network.offline = False
    desk.sync()
    assert desk.read("contact", contact) is None

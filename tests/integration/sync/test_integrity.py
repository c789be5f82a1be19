"""What is wrong on a device is found by digests and only that comes again."""

import datetime as dt

import pytest

from app.domain.ids import id_from
from app.store import facts
from app.store.held.digests import summarise
from server.services.company.office import Office
from sync.errors import OfflineError, WrongServerError
from tests.support.devices import Clock
from tests.support.doubts import (
    assert_alike,
    compare,
    contacts,
    damage,
    doubt,
    everything,
    new_account,
)
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        running.add_user("anna", PASSWORD, ("rep",), sector)
        running.add_user("ben", PASSWORD, ("rep",), sector)
        running.add_user("head", PASSWORD, ("sector_head",), sector)
        yield running


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(server, tmp_path, clock):
    one = enrolled(server, tmp_path / "desk", "anna", clock)
    one.sync()
    yield one
    one.workspace.store.close()


@pytest.fixture
def laptop(server, tmp_path):
    one = enrolled(server, tmp_path / "laptop", "anna")
    one.sync()
    yield one
    one.workspace.store.close()


def test_both_sides_come_to_the_same_after_all_kinds_of_work(server, desk, laptop, tmp_path):
    head = enrolled(server, tmp_path / "head", "head")
    head.sync()
    account = new_account(desk, phone="0")
    gone = desk.create("contact", account_id=account, name="林秀珍")
    desk.create("contact", account_id=account, name="陈掌柜")
    for one in (desk, laptop):
        one.sync()
    desk.edit("account", account, phone="desk", brands="金龙鱼\n鲁花")
    laptop.edit("account", account, phone="laptop", staff=0)
    laptop.delete("contact", gone)
    for one in (desk, laptop, desk, head):
        one.sync()
    for one in (desk, laptop, head):
        assert_alike(one)
    head.workspace.store.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE contact SET name = 'x' WHERE id = ?",
        "UPDATE contact SET remark = 'x' WHERE id = ?",
        "UPDATE contact SET _extra = '{\"new\": 1}' WHERE id = ?",
        "UPDATE contact SET _revision = 9 WHERE id = ?",
        "UPDATE contact SET _book = 'company' WHERE id = ?",
        "UPDATE contact SET _book = 'rep:somebody' WHERE id = ?",
        "DELETE FROM contact WHERE id = ?",
    ],
)
def test_a_row_that_is_wrong_comes_again_and_no_other(desk, sql):
    account = new_account(desk)
    ids = contacts(desk, account, 3)
    before = everything(desk)
    damage(desk, sql, ids[1])
    report, _asked = compare(desk)
    assert everything(desk) == before
    assert report.rows_received == 1
    assert_alike(desk)


@pytest.mark.parametrize("book", ["_book", "'rep:somebody'", "NULL"])
def test_a_row_that_the_server_does_not_have_goes(desk, book):
    account = new_account(desk)
    contacts(desk, account, 3)
    before = everything(desk)
    stranger = id_from(milliseconds=1, entropy=1)
    sql = (
        "INSERT INTO contact (id, _book, _revision, name)"
        f" SELECT ?, {book}, 1, 'x' FROM contact LIMIT 1"
    )
    damage(desk, sql, stranger)
    compare(desk)
    assert everything(desk) == before


def test_few_wrong_rows_among_many_cost_few_requests_and_few_rows(desk):
    account = new_account(desk)
    ids = contacts(desk, account, 3_000)
    before = everything(desk)
    for at in (0, 1_500, 2_999):
        damage(desk, "UPDATE contact SET name = 'x' WHERE id = ?", ids[at])
    damage(desk, "DELETE FROM contact WHERE id = ?", ids[700])
    report, asked = compare(desk)
    assert everything(desk) == before
    assert report.rows_received == 4
    assert len(asked) <= 7
    assert report.bytes_received < 60_000


def test_a_whole_table_that_is_missing_comes_again(desk):
    account = new_account(desk)
    contacts(desk, account, 2_500)
    before = everything(desk)
    damage(desk, "DELETE FROM contact")
    compare(desk)
    assert everything(desk) == before
    assert_alike(desk)


@pytest.mark.usefixtures("unjudged")
def test_unsent_and_refused_work_is_not_touched(desk):
    account = new_account(desk)
    (contact,) = contacts(desk, account, 1)
    desk.edit("account", account, credit_limit_minor=99)
    desk.sync()
    refused = desk.journal_states()
    damage(desk, "UPDATE contact SET post = 'x' WHERE id = ?", contact)
    desk.network.offline = True
    desk.edit("contact", contact, name="mine")
    with pytest.raises(OfflineError):
        desk.sync()
    desk.network.offline = False
    compare(desk)
    assert desk.read("contact", contact)["name"] == "mine"
    assert desk.read("contact", contact)["post"] is None
    assert desk.journal_states() == [*refused, "acknowledged"]


def test_work_that_waits_puts_the_comparison_off(desk, monkeypatch):
    new_account(desk)
    doubt(desk)
    monkeypatch.setattr("sync.aftercare.Aftercare.finds_difference", lambda _self, _now: False)
    desk.sync()
    monkeypatch.undo()
    new_account(desk)
    from sync.integrity import comparing  # noqa: PLC0415

    def ask(_request):
        raise AssertionError("not asked while work waits")

    assert comparing.compare(desk.workspace.store, ask, 0) is None
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.COMPARE_DUE)


def test_the_comparison_comes_once_a_day_and_costs_nothing_before(desk, clock):
    assert desk.sync().requests == 1
    _, asked = _asked(desk)
    assert asked == ["/v1/sync"]
    clock.advance(hours=25)
    _, asked = _asked(desk)
    assert "/v1/digests" in asked
    _, asked = _asked(desk)
    assert asked == ["/v1/sync"]


def _asked(desk):
    carry, asked = desk.network.handle_request, []

    def count(request):
        asked.append(request.url.path)
        return carry(request)

    desk.network.handle_request = count
    report = desk.sync()
    desk.network.handle_request = carry
    return report, [path for path in asked if path in {"/v1/sync", "/v1/digests"}]


def test_a_book_that_just_changed_waits_for_the_next_comparison(server, desk):
    account = new_account(desk)
    contacts(desk, account, 2)
    carry = desk.network.handle_request
    office = Office(server.database, ORG, "", server.clock)

    def meanwhile(request):
        if request.url.path == "/v1/digests":
            office.edit("account", account, {"class": "A"})
        return carry(request)

    desk.network.handle_request = meanwhile
    doubt(desk)
    desk.sync()
    desk.network.handle_request = carry
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.COMPARE_DUE)
    desk.sync()
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.COMPARE_DUE) is None
    assert desk.read("account", account)["class"] == "A"


def test_another_server_is_not_compared_with(desk):
    new_account(desk)
    desk.sync()
    doubt(desk)
    carry = desk.network.handle_request

    def stranger(request):
        if request.url.path == "/v1/digests":
            with desk.workspace.store.unit_of_work() as work:
                work.facts.write(facts.SERVER_ID, "another")
                work.commit()
        return carry(request)

    desk.network.handle_request = stranger
    with pytest.raises(WrongServerError):
        desk.sync()
    assert desk.everything("account")


def test_rows_that_a_role_may_no_longer_read_go(server, desk, tmp_path):
    account = new_account(desk)
    visit = {"account_id": account, "author_id": desk.workspace.user_id, "started_at": 1}
    desk.create("visit_log", **visit, way="visit", content="nur order")
    desk.sync()
    head = enrolled(server, tmp_path / "head", "head")
    head.sync()
    assert head.everything("visit_log")
    change = "UPDATE app_user SET roles = 'service' WHERE org = ? AND id = ?"
    server.database.write(lambda work: work.run(change, (ORG, head.workspace.user_id)))
    head.sync()
    compare(head)
    assert head.everything("visit_log") == {}
    head.workspace.store.close()


def test_a_record_counts_in_its_own_book(desk):
    account = new_account(desk)
    contacts(desk, account, 50)
    with desk.workspace.store.snapshot() as look:
        found = summarise(look)
    books = {book for book, _ in found}
    mine = f"rep:{desk.workspace.user_id}"
    assert found[mine, "contact"].count == 50
    assert mine in books


def test_a_day_by_a_wrong_clock_is_only_one_comparison_too_many(desk, clock):
    clock.moment = dt.datetime(1970, 1, 2, tzinfo=dt.UTC)
    desk.sync()
    assert desk.sync().requests == 1


@pytest.mark.parametrize("is_late", [False, True], ids=["before_sending", "while_waiting"])
def test_what_stands_under_an_account_deleted_at_once_lies_in_its_book(server, tmp_path, is_late):
    head = enrolled(server, tmp_path / "head", "head")
    head.sync()
    account = new_account(head)
    contact = head.create("contact", account_id=account, name="林秀珍")
    carry = head.network.handle_request

    def delete_meanwhile(request):
        head.network.handle_request = carry
        answer = carry(request)
        head.delete("account", account)
        return answer

    if is_late:
        head.network.handle_request = delete_meanwhile
    else:
        head.delete("account", account)
    head.sync()
    assert contact in head.everything("contact")
    assert_alike(head)
    head.workspace.store.close()


def test_new_work_under_an_account_that_was_moved_and_deleted_at_once_moves_too(server, tmp_path):
    ben, head = (enrolled(server, tmp_path / name, name) for name in ("ben", "head"))
    for one in (ben, head):
        one.sync()
    account = new_account(ben)
    ben.sync()
    head.sync()
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", account, {"owner_id": head.workspace.user_id})
    contact = head.create("contact", account_id=account, name="林秀珍")
    head.delete("account", account)  # loses: the office wrote since
    head.sync()
    assert {account} == set(head.everything("account"))
    assert {contact} == set(head.everything("contact"))
    assert_alike(head)
    for one in (ben, head):
        one.workspace.store.close()

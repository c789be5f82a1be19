"""What a device receives: its books and nothing else, whole, once, in a useful order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.ids import id_from
from app.domain.schema import ENTITIES
from server.services.company.office import Office
from server.services.verification import verify_database
from sync.wire import codec
from sync.wire.messages import Problem, SyncAnswer
from tests.support.device import BareDevice, created, deleted, edited, fresh_id
from tests.support.server import ORG

SALE = {"sold_on": "2026-03-01", "amount_minor": 100}


@pytest.fixture
def office(server) -> Office:
    return Office(server.database, ORG, "", server.clock)


@pytest.fixture
def colleague(device_of) -> BareDevice:
    """A rep of the same sector."""
    return device_of("wang")


def new_account(server, device: BareDevice, sector: str, name: str) -> str:
    values = {"name": name, "type": "dealer", "status": "active"}
    owned = {"owner_id": device.user_id, "sector_id": sector}
    return server.add_record("account", {**values, **owned})


def test_a_rep_receives_the_own_book_and_the_company(server, rep, colleague, account, sector):
    new_account(server, colleague, sector, "别人的")
    rep.pull()
    assert rep.ids("account") == {account}
    assert rep.ids("user") == {rep.user_id, colleague.user_id}


def test_a_guessed_id_opens_nothing(rep, colleague, account):
    contact = fresh_id()
    rep.push(created("contact", contact, account_id=account, name="王敏"))
    guesses = [
        edited("contact", contact, 1, name=("王敏", "x")),
        edited("contact", fresh_id(), 1, name=("王敏", "x")),
        edited("account", account, 1, name=("华信", "x")),
        deleted("contact", contact, 1),
    ]
    assert {colleague.push(guess)[0].code for guess in guesses} == {"record.unknown"}
    foreign = colleague.push(created("contact", account_id=account, name="x"))[0]
    nowhere = colleague.push(created("contact", account_id=fresh_id(), name="x"))[0]
    assert (foreign.code, foreign.params) == (nowhere.code, nowhere.params)
    colleague.pull()
    assert colleague.ids("contact") == colleague.ids("account") == set()


def test_a_forged_cursor_opens_no_other_book(rep, colleague, account):
    colleague.pull()
    rep.cursor = colleague.cursor
    rep.pull()
    assert set(rep.books.values()) <= {"company", f"rep:{rep.user_id}", *sector_books(rep)}
    assert rep.ids("account") == {account}


def sector_books(device: BareDevice) -> set[str]:
    return {book for book in device.books.values() if book.startswith("sector:")}


def test_a_sector_head_receives_every_book_of_the_sector(server, device_of, account, sector):
    pooled = server.add_record(
        "account", {"name": "无主", "type": "dealer", "status": "prospect", "sector_id": sector}
    )
    elsewhere = server.add_sector("华南")
    stranger = device_of("chen", sector_id=elsewhere)
    foreign = new_account(server, stranger, elsewhere, "华南客户")
    head = device_of("sun", "sector_head")
    head.pull()
    assert head.ids("account") == {account, pooled}
    group = device_of("gao", "group_management", sector_id=None)
    group.pull()
    assert group.ids("account") == {account, pooled, foreign}


def test_a_role_receives_only_entities_it_may_read(server, device_of, account):
    server.add_record("sales_record", {"account_id": account, **SALE})
    custodian = device_of("qian", "custodian")
    custodian.pull()
    server.add_record("sales_record", {"account_id": account, **SALE})
    custodian.pull()
    assert custodian.ids("account") == {account}
    assert custodian.ids("sales_record") == set()
    head = device_of("sun", "sector_head")
    head.pull()
    assert len(head.ids("sales_record")) == 2


def test_a_role_that_reads_some_records_receives_only_those(server, rep, device_of, account):
    visit = {"account_id": account, "author_id": rep.user_id, "started_at": 1, "way": "visit"}
    server.add_record("visit_log", {**visit, "purposes": "order"})
    relevant = server.add_record("visit_log", {**visit, "purposes": "complaint\norder"})
    service = device_of("feng", "service")
    service.pull()
    assert service.ids("visit_log") == {relevant}


def test_sign_in_names_are_shown_to_those_who_need_them(rep, device_of):
    admin = device_of("root", "system_admin")
    rep.pull()
    admin.pull()
    assert rep.rows["user", rep.user_id].get("login") is None
    assert admin.rows["user", rep.user_id]["login"] == "li"


@pytest.fixture
def history(server, account) -> list[str]:
    """Thirty sales of one account, oldest first."""
    ids = [id_from(milliseconds=1_700_000_000_000 + n, entropy=n) for n in range(30)]
    for record_id in ids:
        server.add_record("sales_record", {"account_id": account, **SALE}, record_id)
    return ids


@pytest.mark.usefixtures("server", "history", "account")
def test_a_first_sync_goes_on_from_every_cursor(rep):
    rep.pull()
    whole = dict(rep.rows)
    remaining, cursors = [], [b""]
    device = BareDevice(rep.client, rep.login, id=rep.id, key=rep.key, session=rep.session)
    while (page := device.send(page_rows=7).page).has_more:
        cursors.append(device.cursor)
        remaining.append(page.remaining_rows)
    assert device.rows == whole
    assert remaining == sorted(remaining, reverse=True)
    assert remaining[0] == len(whole) - 7
    # Each cursor by itself goes on where it stood, also when the page after it was lost.
    for cursor in cursors:
        lost = BareDevice(rep.client, rep.login, id=rep.id, key=rep.key, session=rep.session)
        lost.cursor = cursor
        lost.send(page_rows=7)
        lost.cursor = cursor
        lost.pull(page_rows=7)
        before = [key for key in whole if key not in lost.rows]
        assert len(before) == 7 * cursors.index(cursor)


def test_a_first_sync_survives_a_restart_of_the_server(server, rep, history):
    device = rep
    device.send(page_rows=7)
    server.restart()
    device.pull(page_rows=7)
    assert device.ids("sales_record") == set(history)


def test_a_first_sync_brings_accounts_first_and_the_newest_history_first(rep, history):
    order: list[tuple[str, str]] = []
    while (page := rep.send(page_rows=5).page) is not None:
        order += [(part.entity, record_id) for part in page.parts for record_id in part.ids]
        if not page.has_more:
            break
    names = [entity for entity, _ in order]
    assert names == sorted(names, key=list(ENTITIES).index)
    assert [record_id for entity, record_id in order if entity == "sales_record"] == history[::-1]


@pytest.mark.usefixtures("history")
def test_what_changes_during_a_first_sync_is_not_missed(server, rep, office, account):
    rep.send(page_rows=10)
    office.edit("account", account, {"city": "苏州"})
    late = server.add_record("sales_record", {"account_id": account, **SALE})
    gone = fresh_id()
    other = BareDevice(rep.client, rep.login).enrol()
    other.push(created("contact", gone, account_id=account, name="王敏"))
    other.push(deleted("contact", gone, 1))
    rep.pull(page_rows=10)
    assert rep.rows["account", account]["city"] == "苏州"
    assert late in rep.ids("sales_record")
    assert rep.ids("contact") == set()


def test_ones_own_change_is_not_sent_back(rep, account):
    rep.pull()
    answer = rep.send(rep.group(edited("account", account, 1, city=(None, "苏州"))))
    assert answer.results[0].results[0].outcome == "applied"
    assert answer.page.parts == ()
    assert rep.send().page.parts == ()


@pytest.mark.usefixtures("account")
def test_a_quiet_round_brings_nothing_and_the_same_cursor(rep):
    rep.pull()
    before = rep.cursor
    page = rep.send().page
    assert (page.parts, page.gone, page.has_more, page.remaining_rows) == ((), (), False, 0)
    assert rep.cursor == before


def test_changes_come_in_pages_with_a_true_count(server, rep, account):
    rep.pull()
    for _ in range(10):
        server.add_record("sales_record", {"account_id": account, **SALE})
    page = rep.send(page_rows=4).page
    assert (page.has_more, page.remaining_rows) == (True, 6)
    assert rep.pull(page_rows=4) == 2
    assert len(rep.ids("sales_record")) == 10


def test_an_account_moves_with_everything_under_it(
    *, server, rep, colleague, office, account, device_of
):
    contact = fresh_id()
    rep.push(created("contact", contact, account_id=account, name="王敏"))
    second = device_of("li")
    second.pull()
    second.push(edited("contact", contact, 1, name=("王敏", "王敏敏")))
    rep.push(edited("contact", contact, 1, name=("王敏", "王小敏")))
    rep.pull()
    head = device_of("sun", "sector_head")
    head.pull()
    colleague.pull()
    held = {("account", account), ("contact", contact)}
    assert held <= rep.rows.keys()
    (conflict,) = rep.ids("conflict")
    held.add(("conflict", conflict))
    office.edit("account", account, {"owner_id": colleague.user_id})
    rep.pull()
    colleague.pull()
    # Who holds both books hears nothing of a departure: it could arrive after the arrival.
    assert head.send().page.gone == ()
    assert held.isdisjoint(rep.rows)
    assert held <= colleague.rows.keys()
    assert {head.books[key] for key in held} == {f"rep:{colleague.user_id}"}
    assert verify_database(server.database, ORG) == []


def test_an_account_that_comes_back_is_whole_again(server, rep, colleague, office, account):
    rep.pull()
    office.edit("account", account, {"owner_id": colleague.user_id})
    rep.pull()
    office.edit("account", account, {"owner_id": rep.user_id})
    rep.pull()
    assert rep.ids("account") == {account}
    assert verify_database(server.database, ORG) == []


def test_work_on_an_account_that_moved_away_is_refused_without_a_word(
    rep, colleague, office, account
):
    rep.pull()
    office.edit("account", account, {"owner_id": colleague.user_id})
    assert rep.push(edited("account", account, 1, city=(None, "x")))[0].code == "record.unknown"


def test_books_that_are_no_longer_held_are_left(server, device_of, account, rep):
    head = device_of("sun", "sector_head")
    head.pull()
    assert account in head.ids("account")
    server.database.write(
        lambda work: work.run("UPDATE app_user SET roles = 'rep' WHERE id = ?", (head.user_id,))
    )
    page = head.send().page
    assert f"rep:{rep.user_id}" in page.left_books
    head.pull()
    assert head.ids("account") == set()
    assert head.send().page.left_books == ()


@pytest.mark.usefixtures("server", "rep")
def test_a_new_book_is_brought_whole(device_of, account):
    head = device_of("sun", "sector_head")
    head.pull()
    late = device_of("zhou")
    values = {"name": "新户", "type": "dealer", "status": "active"}
    account_id = fresh_id()
    late.push(created("account", account_id, **values))
    head.pull()
    assert head.ids("account") == {account, account_id}


def test_a_device_of_another_epoch_starts_again(server, rep, account):
    rep.pull()
    server.restore()
    rep.rows.clear()
    rep.pull()
    assert rep.ids("account") == {account}


def test_a_cursor_ahead_of_the_log_brings_the_book_again(server, rep, account):
    rep.pull()
    server.database.write(lambda work: work.run("UPDATE book_counter SET last_seq = 0"))
    server.database.write(lambda work: work.run("UPDATE record SET seq = 0"))
    rep.rows.clear()
    rep.pull()
    assert rep.ids("account") == {account}


@pytest.mark.parametrize("cursor", [b"\xff", b"nonsense", b"\x95\xa1a\x01\xa0\x80\xc1"])
def test_a_cursor_that_is_not_ours_is_refused(rep, cursor):
    rep.cursor = cursor
    response = rep.post()
    assert response.status_code == 400
    assert codec.decode_json(response.content, Problem).code == "cursor.malformed"


def test_no_page_is_sent_to_who_wants_none(rep, account):
    answer = rep.send(rep.group(edited("account", account, 1, city=(None, "x"))), page_rows=0)
    assert answer.page is None


def test_the_answer_says_who_and_when(server, rep):
    answer = codec.decode(rep.post().content, SyncAnswer)
    assert answer.server_id == server.server.organisation.server_id
    assert answer.server_time == int(server.clock().timestamp() * 1000)
    server.clock.advance(timedelta(seconds=1))
    later = codec.decode(rep.post().content, SyncAnswer)
    assert later.server_time == answer.server_time + 1000

"""An account that is taken from a rep leaves the laptop at the next sync, without a trace (P15)."""

import io
import secrets

import httpx
import pytest

from app.commands.accounts.cards import refresh_cards
from app.commands.sync.centre import resend_refused
from app.commands.visits.drafts import open_visit, save_draft
from app.domain.errors import NotFoundError
from app.domain.schema import ENTITIES
from app.queries.sync.centre import read_sync_centre
from app.store import facts
from app.store.held.blobs import Blobs
from app.store.sending.chain import find_breaks
from server.services.company.office import Office
from sync.attachments.sending import Uploader
from sync.errors import OfflineError
from tests.support.raw_pages import raw_pages
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled

MARK = "zqxplanted"
"""Stands at the end of every planted word: an index may share the beginning of its words."""
KEY = secrets.token_hex(32)


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        for login in ("anna", "ben"):
            running.add_user(login, PASSWORD, ("rep",), sector)
        yield running


@pytest.fixture
def desk(server, tmp_path):
    one = enrolled(server, tmp_path / "desk", "anna", key_hex=KEY)
    one.sync()
    yield one
    one.workspace.store.close()


@pytest.fixture
def ben(server, tmp_path):
    one = enrolled(server, tmp_path / "ben", "ben")
    one.sync()
    yield one
    one.workspace.store.close()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "desk" / "roadbook.db"


def new_account(desk, name):
    return desk.create("account", name=name, type="dealer", status="active")


def plant(desk, account, count=1):
    """Leave the marker in every kind of record, in the search, in a draft and in a file."""
    for number in range(count):
        contact = desk.create("contact", account_id=account, name=f"k{number}{MARK}")
        desk.edit("contact", contact, remark=f"r{number}{MARK}" * 50)
        gone = desk.create("contact", account_id=account, name=f"d{number}{MARK}")
        desk.sync()
        desk.delete("contact", gone)
        desk.create(
            "visit_log",
            account_id=account,
            author_id=desk.workspace.user_id,
            started_at=desk.workspace.now_milliseconds(),
            way="visit",
            content=f"v{number}{MARK}" * 300,
        )
    photo = desk.workspace.files.store_file(io.BytesIO(MARK.encode() * 1_000))
    with desk.workspace.store.unit_of_work() as work:
        Blobs(work.connection).keep(photo.sha256, photo.size_bytes)
        Blobs(work.connection).release([photo.sha256])
        work.create("attachment", _attachment(account, photo), desk.workspace.author)
        work.commit(desk.workspace.author)
    refresh_cards(desk.workspace)
    draft = open_visit(desk.workspace, account)
    save_draft(desk.workspace, draft.with_value("content", f"t{MARK}"))
    desk.sync()
    return photo.sha256


def _attachment(account, photo):
    return {
        "account_id": account,
        "subject_entity": "account",
        "subject_id": account,
        "sha256": photo.sha256,
        "size_bytes": photo.size_bytes,
        "file_name": f"p{MARK}.jpg",
    }


def give_to(server, account, user_id):
    Office(server.database, ORG, "", server.clock).edit("account", account, {"owner_id": user_id})


def upload(desk):
    return Uploader(desk.workspace.store, desk.workspace.files, desk.wire).run(lambda: False)


def traces(file):
    return sum(page.count(MARK.encode()) for page in raw_pages(file, KEY))


def words_of(desk, index):
    with desk.workspace.store.unit_of_work() as work:
        run = work.connection.exec_driver_sql
        run(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{index}', 'row')")
        return {row[0] for row in run("SELECT term FROM temp.words")}


def test_nothing_readable_of_a_lost_account_stays(server, desk, ben, file):
    kept = new_account(desk, "桥头便民超市")
    account = new_account(desk, f"百禾{MARK}")
    plant(desk, account, count=5)
    upload(desk)
    assert traces(file) > 0
    give_to(server, account, ben.workspace.user_id)
    desk.sync()
    upload(desk)

    assert traces(file) == 0
    assert not [name for name in ENTITIES if MARK in str(desk.everything(name))]
    assert not [term for term in words_of(desk, "account_words") if MARK in term]
    assert "zqx" not in words_of(desk, "account_codes")
    assert list((file.parent / "files").iterdir()) == []
    assert set(desk.everything("account")) == {kept}
    with desk.workspace.store.snapshot() as look:
        assert Blobs(look.connection).all_digests() == frozenset()
        assert look.connection.exec_driver_sql("SELECT count(*) FROM draft").scalar_one() == 0
        assert find_breaks(look) == []
        assert look.facts.read(facts.SCRUB_OWED) is None
    ben.sync()
    assert ben.read("account", account)["name"] == f"百禾{MARK}"


def test_the_account_that_stays_is_still_found(server, desk, ben):
    kept, lost = new_account(desk, "桥头便民超市"), new_account(desk, "百禾粮油")
    desk.sync()
    refresh_cards(desk.workspace)
    give_to(server, lost, ben.workspace.user_id)
    desk.sync()
    with desk.workspace.store.snapshot() as look:
        sql = "SELECT rowid FROM account_words WHERE account_words MATCH ?"
        run = look.connection.exec_driver_sql
        assert len(run(sql, ('"桥 头"',)).fetchall()) == 1
        assert run(sql, ('"百 禾"',)).fetchall() == []
        assert run("SELECT count(*) FROM account_card").scalar_one() == 1
    assert set(desk.everything("account")) == {kept}


def test_unsent_work_on_a_lost_account_comes_back_with_a_reason(server, desk, ben):
    account = new_account(desk, "百禾粮油")
    desk.sync()
    give_to(server, account, ben.workspace.user_id)
    desk.edit("account", account, phone="my last word")
    report = desk.sync()
    assert report.operations_refused == 1
    assert desk.everything("account") == {}
    refused = read_sync_centre(desk.workspace, "needs").refused
    assert [one.unit.refusal.code for one in refused] == ["record.unknown"]
    assert refused[0].unit.operations[0].values == {"phone": "my last word"}
    with pytest.raises(NotFoundError):
        resend_refused(desk.workspace, refused[0].unit.device_seq)


def test_unsent_work_that_arrives_before_the_transfer_is_kept_for_the_new_owner(server, desk, ben):
    account = new_account(desk, "百禾粮油")
    desk.sync()
    desk.edit("account", account, phone="my last word")
    lose_answer(desk)
    with pytest.raises(OfflineError):
        desk.sync()
    give_to(server, account, ben.workspace.user_id)
    desk.sync()
    ben.sync()
    assert desk.everything("account") == {}
    assert set(desk.journal_states()) == {"acknowledged"}
    assert ben.read("account", account)["phone"] == "my last word"


def lose_answer(desk):
    carry = desk.network.handle_request

    def lose(request):
        carry(request)
        desk.network.handle_request = carry
        raise httpx.ReadTimeout("lost", request=request)

    desk.network.handle_request = lose


def test_a_photo_that_was_not_sent_yet_is_sent_before_it_goes(server, desk, ben):
    account = new_account(desk, "百禾粮油")
    desk.sync()
    sha256 = plant(desk, account)
    give_to(server, account, ben.workspace.user_id)
    desk.sync()
    assert desk.workspace.files.has_file(sha256)
    upload(desk)
    assert not desk.workspace.files.has_file(sha256)
    ben.sync()
    body = ben.wire.call("GET", f"/v1/blobs/{sha256}", expect="application/octet-stream")
    assert body == MARK.encode() * 1_000


def test_a_reader_delays_the_last_step_which_is_then_done_by_the_next_round(
    server, desk, ben, file, monkeypatch
):
    account = new_account(desk, f"百禾{MARK}")
    desk.sync()
    give_to(server, account, ben.workspace.user_id)
    monkeypatch.setattr(type(desk.workspace.store), "empty_log", lambda _store: False)
    desk.sync()
    monkeypatch.undo()
    assert traces(file) > 0
    desk.sync()
    assert traces(file) == 0


def test_all_books_go_that_a_person_may_no_longer_see(server, desk, tmp_path):
    account = new_account(desk, f"百禾{MARK}")
    plant(desk, account, count=3)
    server.add_user("head", PASSWORD, ("sector_head",), sector_of(server, desk))
    head = enrolled(server, tmp_path / "head", "head", key_hex=KEY)
    head.sync()
    refresh_cards(head.workspace)
    own = new_account(head, "自己的")
    head.edit("account", account, remark=f"o{MARK}")
    head.sync()
    assert traces(tmp_path / "head" / "roadbook.db") > 0
    change = "UPDATE app_user SET roles = 'rep' WHERE org = ? AND id = ?"
    server.database.write(lambda work: work.run(change, (ORG, head.workspace.user_id)))
    head.sync()
    assert set(head.everything("account")) == {own}
    assert traces(tmp_path / "head" / "roadbook.db") == 0
    with head.workspace.store.snapshot() as look:
        assert find_breaks(look) == []
    head.workspace.store.close()


def sector_of(server, desk):
    sql = "SELECT sector_id FROM app_user WHERE org = ? AND id = ?"
    with server.database.reading() as work:
        return work.row(sql, (ORG, desk.workspace.user_id))[0]


def test_a_broken_journal_is_told_from_one_that_keeps_less(server, desk, ben):
    account = new_account(desk, "百禾粮油")
    for phone in ("1", "2", "3"):
        desk.edit("account", account, phone=phone)
    desk.sync()
    give_to(server, account, ben.workspace.user_id)
    desk.sync()
    with desk.workspace.store.unit_of_work() as work:
        assert find_breaks(work) == []
        sql = "UPDATE journal_group SET digest = zeroblob(32) WHERE device_seq = 2"
        work.connection.exec_driver_sql(sql)
        assert find_breaks(work) == [3]


def test_what_was_deleted_goes_alone_and_what_stands_under_it_stays(server, desk, tmp_path):
    """The server keeps the visits of a deleted account, so every device does."""
    account = new_account(desk, "百禾粮油")
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    server.add_user("head", PASSWORD, ("sector_head",), sector_of(server, desk))
    head = enrolled(server, tmp_path / "head", "head")
    head.sync()
    head.delete("account", account)
    head.sync()
    desk.sync()
    assert desk.everything("account") == head.everything("account") == {}
    assert set(desk.everything("contact")) == set(head.everything("contact")) == {contact}
    head.workspace.store.close()


def test_new_work_under_what_moves_on_to_another_book_stays(server, ben, tmp_path):
    """The head leaves the rep's book in the very round that brings the new work out."""
    server.add_user(
        "head", PASSWORD, ("sector_head",), ben.read("user", ben.workspace.user_id)["sector_id"]
    )
    head = enrolled(server, tmp_path / "head", "head")
    account = new_account(ben, "百禾粮油")
    ben.sync()
    head.sync()
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", account, {"owner_id": head.workspace.user_id})
    change = "UPDATE app_user SET sector_id = ? WHERE org = ? AND id = ?"
    elsewhere = server.add_sector("华北")
    server.database.write(lambda work: work.run(change, (elsewhere, ORG, ben.workspace.user_id)))
    contact = head.create("contact", account_id=account, name="林秀珍")
    head.sync()
    assert contact in head.everything("contact")
    head.workspace.store.close()

"""Two devices open the same dealer offline; later both are made one, wherever people work."""

from __future__ import annotations

import pytest

from app.commands.accounts.cards import refresh_cards
from app.commands.accounts.merges import APPROVED, UNDONE, decide_merge, propose_merge
from app.domain.errors import NotFoundError, ValidationError
from app.queries.accounts.merges import compare_accounts, list_twins, resolve_account
from app.queries.accounts.page import read_account_page
from server.services.verification import verify_database
from sync.integrity.comparing import compare
from sync.wire import codec
from sync.wire.comparing import DigestAnswer
from sync.wire.messages import MEDIA_TYPE
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, SyncedDevice, enrolled

PHONE = "13900000001"


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        for login in ("anna", "ben"):
            running.add_user(login, PASSWORD, ("rep",), sector)
        running.add_user("head", PASSWORD, ("sector_head",), sector)
        running.add_user("admin", PASSWORD, ("sector_admin",), sector)
        yield running
        assert verify_database(running.database, ORG) == []


@pytest.fixture
def device(server, tmp_path):
    made = []

    def make(login):
        one = enrolled(server, tmp_path / f"{login}{len(made)}", login)
        made.append(one)
        one.sync()
        return one

    yield make
    for one in made:
        assert_alike(one)
        one.workspace.store.close()


def assert_alike(one: SyncedDevice) -> None:
    """The device and the server hold the same, to the last field."""
    one.sync()

    def ask(request):
        body = codec.encode(request)
        raw = one.wire.call("POST", "/v1/digests", body=body, expect=MEDIA_TYPE)
        return codec.decode(raw, DigestAnswer)

    found = compare(one.workspace.store, ask, one.workspace.now_milliseconds())
    assert found is not None
    assert found.books
    assert (found.wanted, found.held) == ((), ())


def new_account(one: SyncedDevice, name: str = "百禾粮油有限公司", **fields) -> str:
    with one.workspace.store.unit_of_work() as work:
        author = one.workspace.author
        values = {"name": name, "type": "dealer", "status": "active", **fields}
        record_id = work.create("account", values, author)
        work.cards.add_bare([record_id])
        work.commit(author)
    return record_id


@pytest.fixture
def pair(device):
    """Two devices of one rep, and the dealer that both entered while apart."""
    desk, laptop = device("anna"), device("anna")
    survivor = new_account(desk, phone=PHONE, city="杭州")
    loser = new_account(laptop, name="百禾粮油", phone=PHONE, staff=8)
    contact = laptop.create("contact", account_id=loser, name="陈掌柜")
    for one in (desk, laptop, desk):
        one.sync()
    return desk, laptop, survivor, loser, contact


def merge(device, survivor, loser, taken=()):
    head, admin = device("head"), device("admin")
    merge_id, _ = propose_merge(head.workspace, survivor_id=survivor, loser_id=loser, taken=taken)
    head.sync()
    admin.sync()
    decide_merge(admin.workspace, merge_id, APPROVED)
    admin.sync()
    return admin, merge_id


def test_both_accounts_survive_and_each_names_the_other_as_its_twin(pair):
    desk, laptop, survivor, loser, _contact = pair
    for one in (desk, laptop):
        assert one.read("account", survivor)
        assert one.read("account", loser)
        refresh_cards(one.workspace)
    page = list_twins(desk.workspace, survivor)
    assert [(twin.id, twin.name) for twin in page.twins] == [(loser, "百禾粮油")]
    assert (page.may_propose, page.may_decide) == (True, False)
    assert [twin.id for twin in list_twins(laptop.workspace, loser).twins] == [survivor]


def test_an_account_like_no_other_has_no_twin(pair):
    desk, *_ = pair
    alone = new_account(desk, name="东仓便民超市", phone="13900000009")
    refresh_cards(desk.workspace)
    assert list_twins(desk.workspace, alone).twins == ()


def test_what_both_say_differently_is_laid_side_by_side(pair):
    desk, _laptop, survivor, loser, _contact = pair
    pairs = compare_accounts(desk.workspace, survivor, loser)
    assert [(one.name, one.ours, one.theirs) for one in pairs] == [
        ("name", "百禾粮油有限公司", "百禾粮油"),
        ("staff", None, 8),
    ]


def test_after_the_merge_every_device_shows_one_account_with_everything(device, pair):
    desk, laptop, survivor, loser, contact = pair
    merge(device, survivor, loser, taken=("staff",))
    for one in (desk, laptop):
        one.sync()
        assert one.read("account", loser) is None
        assert one.read("contact", contact)["account_id"] == survivor
        assert one.read("account", survivor)["staff"] == 8
        assert one.read("account", survivor)["name"] == "百禾粮油有限公司"


def test_an_old_link_opens_the_account_that_stands_for_the_old_one(device, pair):
    desk, _laptop, survivor, loser, _contact = pair
    merge(device, survivor, loser)
    desk.sync()
    assert resolve_account(desk.workspace, loser) == survivor
    assert read_account_page(desk.workspace, loser).id == survivor
    with pytest.raises(NotFoundError):
        read_account_page(desk.workspace, "0" * 32)


def test_work_done_offline_at_the_old_account_lands_on_the_one_that_stands(device, pair):
    desk, laptop, survivor, loser, contact = pair
    merge(device, survivor, loser)
    desk.sync()
    late = laptop.create("contact", account_id=loser, name="新来的")
    plan = laptop.create(
        "visit_plan",
        account_id=loser,
        owner_id=laptop.workspace.user_id,
        planned_on="2026-12-01",
        state="planned",
    )
    laptop.edit("contact", contact, post="buyer")
    laptop.edit("account", loser, address="东仓路 12 号")
    laptop.sync()
    desk.sync()
    assert set(laptop.journal_states()) == {"acknowledged"}
    for one in (laptop, desk):
        assert one.read("contact", late)["account_id"] == survivor
        assert one.read("visit_plan", plan)["account_id"] == survivor
        assert one.read("contact", contact)["post"] == "buyer"
        (conflict,) = one.everything("conflict")
        assert one.read("conflict", conflict)["subject_id"] == survivor
        assert "东仓路" in one.read("conflict", conflict)["lost"]


def test_an_unfinished_visit_goes_on_at_the_account_that_stands(device, pair):
    desk, laptop, survivor, loser, _contact = pair
    with laptop.workspace.store.unit_of_work() as work:
        work.drafts.write("visit", loser, {"content": "谈了"}, 1)
        work.commit()
    merge(device, survivor, loser)
    laptop.sync()
    with laptop.workspace.store.snapshot() as look:
        assert look.drafts.read("visit", survivor) == {"content": "谈了"}
        assert look.drafts.read("visit", loser) is None
    desk.sync()


def test_an_account_of_another_rep_goes_into_the_survivors_book(device, pair):
    _desk, _laptop, survivor, _loser, _contact = pair
    ben = device("ben")
    other = new_account(ben, name="百禾粮油商行")
    contact = ben.create("contact", account_id=other, name="本")
    ben.sync()
    ben.create("contact", account_id=other, name="路上写的")
    merge(device, survivor, other)
    ben.sync()
    assert ben.read("account", other) is None
    assert ben.read("contact", contact) is None
    assert ben.journal_states()[-1] == "refused"
    desk = device("anna")
    assert desk.read("contact", contact)["account_id"] == survivor


def test_an_undone_merge_gives_every_device_both_again(device, pair):
    desk, laptop, survivor, loser, contact = pair
    admin, merge_id = merge(device, survivor, loser, taken=("staff",))
    laptop.create("contact", account_id=loser, name="新来的")
    for one in (laptop, desk):
        one.sync()
    decide_merge(admin.workspace, merge_id, UNDONE)
    for one in (admin, laptop, desk):
        one.sync()
    for one in (laptop, desk):
        assert one.read("account", loser)["name"] == "百禾粮油"
        assert one.read("account", survivor)["staff"] is None
        assert one.read("contact", contact)["account_id"] == loser
        accounts = {values[3] for values in one.everything("contact").values()}
        assert accounts == {loser}
        assert resolve_account(one.workspace, loser) == loser


def test_a_merge_is_decided_once_on_a_device_too(device, pair):
    _desk, _laptop, survivor, loser, _contact = pair
    admin, merge_id = merge(device, survivor, loser)
    with pytest.raises(ValidationError, match=r"account_merge\.decided"):
        decide_merge(admin.workspace, merge_id, APPROVED)
    with pytest.raises(ValidationError, match=r"account_merge\.same"):
        propose_merge(admin.workspace, survivor_id=survivor, loser_id=survivor)

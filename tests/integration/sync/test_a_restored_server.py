"""A server that comes back from a backup is told again what it forgot (P18, X24)."""

from datetime import timedelta

import httpx
import pytest

from app.commands.sync.centre import give_up_refused, resend_refused
from app.commands.sync.held_rows import remove_held_rows
from app.domain.schema import ENTITIES
from app.queries.sync.centre import read_sync_centre
from app.queries.sync.held_rows import read_held_back
from app.store import facts
from app.store.sending.chain import find_breaks
from server.services.company.office import Office
from server.services.verification import verify_database
from sync import epochs
from sync.errors import OfflineError, OlderServerError
from sync.integrity.comparing import note_due
from tests.support.crew import crew_devices, crew_server
from tests.support.fixed_clock import FixedClock
from tests.support.server import ORG


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def server(tmp_path, clock):
    with crew_server(tmp_path, clock) as running:
        yield running


@pytest.fixture
def device(server, tmp_path):
    with crew_devices(server, tmp_path) as make:
        yield make


@pytest.fixture
def desk(device):
    return device("anna")


def new_account(one, name="百禾粮油", **fields):
    return one.create("account", name=name, type="dealer", status="active", **fields)


def everything(one):
    rows = {entity: one.everything(entity) for entity in ENTITIES}
    return {
        entity: {one_id: row[:1] + row[2:] for one_id, row in found.items()}
        for entity, found in rows.items()
    }


def settle(*devices):
    """Sync until nobody has anything new."""
    for _ in range(4):
        for one in devices:
            one.sync()


def refused(one):
    return [item.unit for item in read_sync_centre(one.workspace, "needs").refused]


def held(one):
    return dict(read_held_back(one.workspace).counts)


def test_what_was_acknowledged_since_the_backup_is_offered_again_once(server, desk, device):
    laptop = device("anna")
    account = new_account(desk, phone="0")
    settle(desk, laptop)
    backup = server.back_up()
    desk.edit("account", account, phone="1")
    fresh = new_account(desk, name="桥头便民超市")
    desk.create("contact", account_id=fresh, name="林秀珍")
    settle(desk, laptop)
    laptop.edit("account", account, address="东仓路 12 号")
    laptop.create("contact", account_id=account, name="陈掌柜")
    settle(laptop, desk)
    before = everything(desk)

    server.restore_from(backup)
    settle(desk, laptop)
    after = everything(desk)
    assert {name: set(rows) for name, rows in after.items()} == {
        name: set(rows) for name, rows in before.items()
    }
    assert desk.read("account", account)["phone"] == "1"
    assert desk.read("account", account)["address"] == "东仓路 12 号"
    assert everything(laptop) == after
    assert verify_database(server.database, ORG) == []
    assert set(desk.journal_states()) == set(laptop.journal_states()) == {"acknowledged"}
    assert held(desk) == held(laptop) == {}


def test_work_that_waits_is_sent_with_what_is_offered(server, desk):
    account = new_account(desk)
    desk.sync()
    backup = server.back_up()
    desk.edit("account", account, phone="sent")
    desk.sync()
    desk.edit("account", account, address="waiting")
    server.restore_from(backup)
    report = desk.sync()
    fields = desk.read("account", account)
    assert (fields["phone"], fields["address"]) == ("sent", "waiting")
    assert report.groups_sent == 2
    assert set(desk.journal_states()) == {"acknowledged"}


def test_a_backup_of_this_minute_costs_a_snapshot_and_nothing_else(server, desk):
    new_account(desk)
    desk.sync()
    before = everything(desk)
    server.restore_from(server.back_up())
    assert desk.sync().groups_sent == 0
    assert everything(desk) == before
    assert desk.sync().requests == 1


def test_a_copy_put_back_without_a_word_is_noticed_all_the_same(server, desk):
    account = new_account(desk)
    desk.sync()
    backup = server.back_up()
    desk.edit("account", account, phone="1")
    desk.sync()
    server.restore_from(backup, epoch=False)
    desk.sync()
    assert desk.read("account", account)["phone"] == "1"
    assert desk.sync().requests == 1
    other = everything(desk)
    settle(desk)
    assert everything(desk) == other


def test_nothing_is_deleted_that_only_the_lost_server_knew(server, desk):
    """The office's own newest work is in no journal; what devices hold of it is kept."""
    account = new_account(desk)
    desk.sync()
    backup = server.back_up()
    sale = {"account_id": account, "sold_on": "2026-03-01", "amount_minor": 100}
    lost = server.add_record("sales_record", sale)
    desk.sync()
    server.restore_from(backup)
    settle(desk)
    assert set(desk.everything("sales_record")) == {lost}
    assert held(desk) == {"sales_record": 1}
    compare(desk)
    assert held(desk) == {"sales_record": 1}
    remove_held_rows(desk.workspace)
    assert desk.everything("sales_record") == {}


def compare(one):
    with one.workspace.store.unit_of_work() as work:
        note_due(work)
        work.commit()
    one.sync()


def test_what_another_device_offers_later_is_not_lost_meanwhile(server, desk, device):
    """The head's laptop comes first and finds the account missing; then the rep's brings it."""
    head = device("head")
    backup = server.back_up()
    account = new_account(desk)
    settle(desk, head)
    server.restore_from(backup)
    head.sync()
    assert set(head.everything("account")) == {account}
    assert held(head) == {"account": 1}
    desk.sync()
    head.sync()
    compare(head)
    assert held(head) == {}
    assert everything(head)["account"] == everything(desk)["account"]


def test_two_values_offered_in_another_order_are_both_kept(server, desk, device, clock):
    laptop = device("anna")
    account = new_account(desk, phone="0")
    settle(desk, laptop)
    backup = server.back_up()
    for address in ("1", "2", "3"):  # so that bases from before are higher than revisions after
        desk.edit("account", account, address=address)
        desk.sync()
    desk.edit("account", account, phone="first")
    settle(desk, laptop)
    laptop.edit("account", account, phone="second")
    settle(laptop, desk)
    assert desk.everything("conflict") == {}
    clock.advance(timedelta(hours=1))
    server.restore_from(backup)
    laptop.sync()
    settle(desk, laptop)
    (conflict,) = (desk.read("conflict", one) for one in desk.everything("conflict"))
    assert {conflict["kept"], conflict["lost"]} == {'"first"', '"second"'}
    assert everything(desk) == everything(laptop)


def test_an_edit_before_the_new_numbering_has_arrived_overwrites_nothing(
    server, desk, device, clock
):
    laptop = device("anna")
    account = new_account(desk, phone="0")
    settle(desk, laptop)
    backup = server.back_up()
    office = Office(server.database, ORG, "", server.clock)
    for grade in ("A", "B", "C"):  # lost for good, but their revisions were seen
        office.edit("account", account, {"class": grade})
    settle(desk, laptop)
    laptop.edit("account", account, phone="laptop")
    settle(laptop)
    clock.advance(timedelta(hours=1))
    server.restore_from(backup)
    offered_only(desk)
    laptop.sync()
    desk.edit("account", account, phone="desk")
    settle(desk, laptop)
    (conflict,) = (desk.read("conflict", one) for one in desk.everything("conflict"))
    assert {conflict["kept"], conflict["lost"]} == {'"desk"', '"laptop"'}
    assert everything(desk) == everything(laptop)


def offered_only(one):
    """Let the line break as soon as the server knows again what it had forgotten."""
    carry = one.network.handle_request

    def cut(request):
        with one.workspace.store.snapshot() as look:
            is_done = look.facts.read(facts.CURSOR) == b""
        if is_done:
            raise httpx.ReadTimeout("lost", request=request)
        return carry(request)

    one.network.handle_request = cut
    with pytest.raises(OfflineError):
        one.sync()
    one.network.handle_request = carry


def test_a_deletion_is_offered_again_and_nothing_comes_back(server, desk, device):
    laptop = device("anna")
    account = new_account(desk)
    contact = desk.create("contact", account_id=account, name="林秀珍")
    settle(desk, laptop)
    backup = server.back_up()
    desk.delete("contact", contact)
    settle(desk, laptop)
    server.restore_from(backup)
    settle(desk, laptop)
    assert desk.everything("contact") == laptop.everything("contact") == {}


@pytest.mark.usefixtures("unjudged")
def test_refused_and_withdrawn_work_keeps_its_place_and_is_not_done(server, desk):
    account = new_account(desk)
    desk.sync()
    backup = server.back_up()
    desk.edit("account", account, phone="1", credit_limit_minor=5)
    desk.sync()
    desk.edit("account", account, staff=3, frozen=1)
    desk.sync()
    give_up_refused(desk.workspace, refused(desk)[0].device_seq)
    desk.edit("account", account, address="东仓路 12 号")
    desk.sync()
    states = desk.journal_states()
    server.restore_from(backup)
    settle(desk)
    assert desk.journal_states() == states
    fields = desk.read("account", account)
    assert (fields["phone"], fields["staff"], fields["address"]) == (None, None, "东仓路 12 号")
    assert len(refused(desk)) == 1


def test_work_on_what_left_the_device_is_skipped_and_told(server, desk, device):
    ben = device("ben")
    kept, lost = new_account(desk), new_account(desk, name="lost")
    desk.sync()
    backup = server.back_up()
    desk.edit("account", lost, phone="1")
    desk.edit("account", kept, phone="2")
    desk.sync()
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", lost, {"owner_id": ben.workspace.user_id})
    desk.sync()
    server.restore_from(backup)
    settle(desk)
    assert desk.read("account", kept)["phone"] == "2"
    with server.database.reading() as work:
        rows = work.rows("SELECT details FROM audit WHERE action = 'device.offered'")
    assert rows == [("applied=1 refused=0 skipped=1",)]
    with desk.workspace.store.snapshot() as look:
        assert find_breaks(look) == []


def test_work_that_has_lost_its_ground_comes_back_to_the_rep(server, desk, device):
    """The office made the account after the backup; the visit on it was accepted."""
    desk.sync()
    backup = server.back_up()
    values = {"name": "新户", "type": "dealer", "status": "active"}
    sector = desk.read("user", desk.workspace.user_id)["sector_id"]
    owned = {"owner_id": desk.workspace.user_id, "sector_id": sector}
    account = server.add_record("account", {**values, **owned})
    desk.sync()
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.edit("contact", contact, post="buyer")
    desk.sync()
    server.restore_from(backup)
    settle(desk)
    assert [unit.refusal.code for unit in refused(desk)][:1] == ["record.not_visible"]
    assert desk.read("contact", contact)["name"] == "林秀珍"
    assert desk.read("account", account)["name"] == "新户"

    server.add_record("account", {**values, **owned}, account)
    settle(desk)
    resend_refused(desk.workspace, min(unit.device_seq for unit in refused(desk)))
    settle(desk)
    assert refused(desk) == []
    laptop = device("anna")
    assert laptop.read("contact", contact)["name"] == "林秀珍"
    assert laptop.read("contact", contact)["post"] == "buyer"


def test_offering_goes_on_where_it_broke_off(server, desk, monkeypatch):
    monkeypatch.setattr(epochs, "LARGEST_PUSH_GROUPS", 2)
    account = new_account(desk)
    desk.sync()
    backup = server.back_up()
    for number in range(9):
        desk.edit("account", account, phone=str(number))
    desk.sync()
    server.restore_from(backup)
    carry, calls = desk.network.handle_request, []

    def cut(request):
        calls.append(request.url.path)
        if len(calls) in {3, 6}:
            carry(request)
            raise httpx.ReadTimeout("lost", request=request)
        return carry(request)

    desk.network.handle_request = cut
    for _ in range(2):
        with pytest.raises(OfflineError):
            desk.sync()
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.OFFERED_FROM)
    desk.sync()
    assert desk.read("account", account)["phone"] == "8"
    assert desk.everything("conflict") == {}
    assert verify_database(server.database, ORG) == []


def test_an_older_copy_of_the_server_is_refused(server, desk):
    """A second machine with an old disk answers at the same address."""
    new_account(desk)
    desk.sync()
    old = server.back_up()
    server.restore_from(old)
    desk.sync()
    before = everything(desk)
    server.restore_from(old, epoch=False)
    with pytest.raises(OlderServerError):
        desk.sync()
    assert everything(desk) == before


def test_numbers_given_since_the_backup_are_never_given_to_others(server, desk, device):
    ben = device("ben")
    backup = server.back_up()
    account = new_account(desk)
    desk.sync()
    given = desk.read("account", account)["number"]
    server.restore_from(backup)
    other = new_account(ben)
    ben.sync()
    assert ben.read("account", other)["number"] != given

"""Two copies of one laptop, or one that went back in time, are noticed and both keep their work."""

import shutil

import httpx
import pytest

from app.commands.sync.centre import resend_refused
from app.device.device_key import DeviceKey
from app.queries.sync.centre import read_sync_centre
from app.store import facts
from app.store.sending.chain import find_breaks
from app.workspace import Workspace
from server.services.company.office import Office
from server.services.verification import verify_database
from sync.engine import SyncEngine
from sync.errors import DeviceForkedError, SignedOutError
from sync.reenrolment import FreshIdentity, enrol_again
from sync.sessions import DeviceIdentity, SignedTransport
from sync.transport import HttpTransport
from tests.support.devices import Clock, open_store
from tests.support.server import BASE_URL, ORG, make_server
from tests.support.synced_device import PASSWORD, SyncedDevice, enrolled

KEY = "5a" * 32


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        running.add_user("anna", PASSWORD, ("rep",), sector)
        running.add_user("ben", PASSWORD, ("rep",), sector)
        yield running


@pytest.fixture
def desk(server, tmp_path):
    one = enrolled(server, tmp_path / "desk", "anna", key_hex=KEY)
    one.sync()
    yield one
    one.workspace.store.close()


@pytest.fixture
def copied(desk, tmp_path):
    """Copy the laptop as it is, with its keys; all copies are closed in the end."""
    made = []

    def copy():
        with desk.workspace.store.unit_of_work() as work:
            work.commit()
        assert desk.workspace.store.empty_log()
        folder = tmp_path / f"copy{len(made)}"
        folder.mkdir()
        shutil.copyfile(tmp_path / "desk" / "roadbook.db", folder / "roadbook.db")
        one = _on(
            desk,
            Workspace(
                open_store(folder, KEY),
                desk.workspace.files,
                desk.workspace.user_id,
                Clock(),
                desk.workspace.zone,
            ),
            desk.wire,
        )
        made.append(one)
        return one

    yield copy
    for one in made:
        one.workspace.store.close()


def _on(desk, workspace, wire):
    engine = SyncEngine(workspace.store, wire, wire.transport.traffic, workspace.now_milliseconds)
    return SyncedDevice(workspace, engine, desk.network, wire)


def new_account(one, name="百禾粮油"):
    return one.create("account", name=name, type="dealer", status="active")


def reenrolled(server, one, login="anna", password=PASSWORD):
    """Sign in anew, as the unlock window does after a fork."""
    key = DeviceKey.generate()
    workspace = one.workspace
    device = DeviceIdentity(workspace.new_id(), key.public_bytes(), key.sign)
    network = server.transport()
    transport = HttpTransport(
        "https://server.test", httpx.Client(transport=network, base_url=BASE_URL)
    )
    names = {"login": login, "password": password, "device_name": "laptop"}
    session = enrol_again(
        workspace.store, transport, FreshIdentity(device, key.to_bytes()), **names,
        now=workspace.now_milliseconds(),
    )  # fmt: skip
    wire = SignedTransport(transport, device, lambda: 0.0)
    wire.adopt(session)
    engine = SyncEngine(workspace.store, wire, transport.traffic, workspace.now_milliseconds)
    return SyncedDevice(workspace, engine, network, wire)


def refused(one):
    return [item.unit for item in read_sync_centre(one.workspace, "needs").refused]


def device_states(server):
    with server.database.reading() as work:
        return [row[0] for row in work.rows("SELECT state FROM device ORDER BY enrolled_at, id")]


def test_the_second_copy_is_noticed_and_overwrites_nothing(server, desk, copied):
    account = new_account(desk)
    desk.sync()
    copy = copied()
    desk.edit("account", account, phone="first copy")
    desk.sync()
    copy.edit("account", account, phone="second copy")
    with pytest.raises(DeviceForkedError):
        copy.sync()
    assert copy.read("account", account)["phone"] == "second copy"
    assert copy.journal_states() == ["acknowledged", "waiting"]
    assert desk.read("account", account)["phone"] == "first copy"
    with server.database.reading() as work:
        body = work.row("SELECT body FROM record WHERE entity = 'account'")[0]
        audit = {row[0] for row in work.rows("SELECT action FROM audit")}
    assert "first copy" in body
    assert "second copy" not in body
    assert device_states(server) == ["suspended"]
    assert "device.suspended" in audit


def test_the_work_of_the_second_copy_is_reviewed_and_sent_with_new_ids(server, desk, copied):
    account = new_account(desk)
    desk.sync()
    copy = copied()
    desk.edit("account", account, phone="first copy")
    desk.sync()
    copy.edit("account", account, address="second copy")
    contact = copy.create("contact", account_id=account, name="林秀珍")
    with pytest.raises(DeviceForkedError):
        copy.sync()
    old_ids = {op.op_id for op in _waiting(copy)}
    copy = reenrolled(server, copy)
    copy.sync()
    assert copy.read("account", account)["phone"] == "first copy"
    assert copy.read("account", account)["address"] is None
    assert copy.read("contact", contact)["name"] == "林秀珍"
    units = refused(copy)
    assert [unit.refusal.code for unit in units] == ["sync.device_forked"] * 2
    for unit in sorted(units, key=lambda one: one.device_seq):
        resend_refused(copy.workspace, unit.device_seq)
    assert not old_ids & {op.op_id for op in _waiting(copy)}
    copy.sync()
    fields = copy.read("account", account)
    assert (fields["phone"], fields["address"]) == ("first copy", "second copy")
    assert refused(copy) == []
    assert verify_database(server.database, ORG) == []


def _waiting(one):
    with one.workspace.store.snapshot() as look:
        return look.journal.waiting_operations()


def test_the_first_copy_goes_on_in_the_same_way(server, desk, copied):
    account = new_account(desk)
    desk.sync()
    copy = copied()
    desk.edit("account", account, phone="sent")
    desk.sync()
    copy.edit("account", account, phone="x")
    with pytest.raises(DeviceForkedError):
        copy.sync()
    desk.edit("account", account, address="later")
    with pytest.raises(SignedOutError) as told:
        desk.sync()
    assert told.value.code == "device.suspended"
    again = reenrolled(server, desk)
    again.sync()
    assert again.read("account", account)["phone"] == "sent"
    assert [unit.operations[0].values for unit in refused(again)] == [{"address": "later"}]


def test_a_laptop_that_went_back_in_time_is_noticed_before_it_does_anything(server, desk, copied):
    account = new_account(desk)
    desk.sync()
    old = copied()
    desk.edit("account", account, phone="1")
    desk.sync()
    before = old.everything("account")
    with pytest.raises(DeviceForkedError):
        old.sync()
    assert old.everything("account") == before
    assert device_states(server) == ["active"]
    old = reenrolled(server, old)
    old.sync()
    assert old.read("account", account)["phone"] == "1"


def test_a_laptop_that_went_back_in_time_hears_what_a_restored_server_refused(server, desk, copied):
    """The office made the account after the backup; what was done on it has lost its ground."""
    backup = server.back_up()
    owner = desk.workspace.user_id
    owned = {"owner_id": owner, "sector_id": desk.read("user", owner)["sector_id"]}
    values = {"name": "新户", "type": "dealer", "status": "active"}
    account = server.add_record("account", {**values, **owned})
    desk.sync()
    desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    before = copied()
    server.restore_from(backup)
    desk.sync()
    assert [item.unit.refusal.code for item in read_sync_centre(desk.workspace, "needs").refused]

    before.sync()
    codes = [one.unit.refusal.code for one in read_sync_centre(before.workspace, "needs").refused]
    assert codes == ["record.not_visible"]
    assert before.journal_states() == desk.journal_states()


@pytest.mark.usefixtures("unjudged")
def test_a_laptop_that_never_heard_a_refusal_hears_one_from_a_restored_server_too(
    server, desk, copied
):
    """The refusal is forgotten by the server, and of the unit it was offered the place alone."""
    account = new_account(desk)
    desk.sync()
    backup = server.back_up()
    desk.edit("account", account, phone="1", credit_limit_minor=5)
    desk.edit("account", account, address="东仓路 12 号")
    before = copied()
    desk.sync()
    server.restore_from(backup)
    desk.sync()
    desk.sync()

    before.sync()
    assert before.journal_states() == desk.journal_states()
    assert [unit.refusal.code for unit in refused(before)] == ["field.server"]
    assert before.read("account", account)["phone"] is None
    before.sync()
    assert len(refused(before)) == 1


def test_contents_that_only_an_older_copy_has_reach_a_restored_server(server, desk, copied):
    kept, lost = new_account(desk), new_account(desk, name="lost")
    desk.sync()
    backup = server.back_up()
    desk.edit("account", lost, phone="1")
    desk.edit("account", kept, phone="2")
    before = copied()
    desk.sync()
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", lost, {"owner_id": server.add_user("mei", PASSWORD, ("rep",))})
    desk.sync()
    server.restore_from(backup)
    desk.sync()

    before.sync()
    assert set(before.journal_states()) == {"acknowledged"}
    assert [before.read("account", one)["phone"] for one in (lost, kept)] == ["1", "2"]
    assert verify_database(server.database, ORG) == []


def test_copies_that_did_the_same_are_no_fork(desk, copied):
    account = new_account(desk)
    desk.edit("account", account, phone="1")
    copy = copied()
    desk.sync()
    copy.sync()
    assert set(copy.journal_states()) == {"acknowledged"}
    assert copy.read("account", account)["phone"] == "1"


def test_the_new_chain_begins_at_one_and_the_old_ones_stay_readable(server, desk):
    account = new_account(desk)
    desk.sync()
    one = desk
    for number in range(3):
        one.edit("account", account, phone=str(number))
        one.sync()
        one.edit("account", account, staff=number)
        one = reenrolled(server, one)
        one.sync()
    one.edit("account", account, address="end")
    one.sync()
    with one.workspace.store.snapshot() as look:
        assert find_breaks(look) == []
        numbers = (
            look.connection.exec_driver_sql(
                "SELECT device_seq FROM journal_group ORDER BY device_seq"
            )
            .scalars()
            .all()
        )
        orphans = look.connection.exec_driver_sql(
            "SELECT count(*) FROM journal_operation WHERE device_seq NOT IN"
            " (SELECT device_seq FROM journal_group)"
        ).scalar_one()
    assert numbers[-1] == 1
    assert [number for number in numbers if number > 0] == [1]
    assert orphans == 0
    made = [unit.made_at for unit in sorted(refused(one), key=lambda unit: unit.device_seq)]
    assert made == sorted(made)
    assert len(made) == 3


def test_somebody_else_cannot_take_the_profile_over(server, desk):
    new_account(desk)
    with desk.workspace.store.unit_of_work() as work:
        work.facts.write(facts.USER_ID, desk.workspace.user_id)
        work.facts.write(facts.DEVICE_ID, "old")
        work.commit()
    with pytest.raises(SignedOutError) as told:
        reenrolled(server, desk, login="ben")
    assert told.value.code == "session.other_user"
    with pytest.raises(SignedOutError):
        reenrolled(server, desk, password="wrong password")
    assert desk.journal_states() == ["waiting"]
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read_text(facts.DEVICE_ID) == "old"

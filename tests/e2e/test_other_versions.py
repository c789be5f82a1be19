"""Devices of an older and of a newer version work with a server: nothing anybody wrote is lost."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.device.device_key import DeviceKey
from app.domain.fields import text
from app.domain.schema import ENTITIES, SCHEMA_VERSION
from app.store import facts
from app.store.reads.sync.units import read_units
from app.workspace import Workspace
from server.asgi import open_database, utc_now
from server.services.access.passwords import Passwords
from server.services.access.people import NewUser, enlist_user
from server.settings import Settings
from sync.engine import SyncEngine
from sync.errors import MustUpgradeError, ServerOlderError
from sync.integrity.comparing import compare
from sync.sessions import DeviceIdentity, SignedTransport, enrol
from sync.transport import HttpTransport
from sync.wire import codec
from sync.wire.comparing import DigestAnswer
from sync.wire.messages import MEDIA_TYPE
from tests.support.devices import Clock, make_workspace
from tests.support.other_program import other_program, with_field, without
from tests.support.server import CHEAP, ORG
from tests.support.server_process import ServerProcess
from tests.support.synced_device import SyncedDevice

PASSWORD = "correct horse battery"
YOUNG_FIELDS = ("account.staff", "account.brands", "contact.attitude")
OLDER = without(ENTITIES, *YOUNG_FIELDS, "account_merge")
NEWER = with_field(ENTITIES, "account", text("nickname"))


LOGINS = tuple(f"anna{number}" for number in range(5))
"""One for each test."""


@dataclass
class Laptop:
    """A device whose program can be exchanged for another version."""

    folder: Path
    address: str
    login: str

    def __post_init__(self) -> None:
        self.key_hex = secrets.token_hex(32)
        self.clock = Clock()
        self.transport = HttpTransport(self.address)
        key = DeviceKey.generate()
        self.open()
        device = DeviceIdentity(self.workspace.new_id(), key.public_bytes(), key.sign)
        session = enrol(
            self.transport, device, login=self.login, password=PASSWORD, device_name="laptop"
        )
        self.user_id = session.user_id
        with self.workspace.store.unit_of_work() as work:
            work.facts.write(facts.SERVER_ID, session.server_id)
            work.commit()
        self.wire = SignedTransport(self.transport, device, self.clock.seconds)
        self.wire.adopt(session)

    def open(self) -> None:
        """Start the program on the store that is there."""
        self.workspace = make_workspace(self.folder, clock=self.clock, key_hex=self.key_hex)

    @property
    def running(self) -> SyncedDevice:
        plain = self.workspace
        workspace = Workspace(plain.store, plain.files, self.user_id, plain.now, plain.zone)
        now = plain.now_milliseconds
        engine = SyncEngine(workspace.store, self.wire, self.transport.traffic, now)
        return SyncedDevice(workspace, engine, None, self.wire)  # type: ignore[arg-type]

    def close(self) -> None:
        self.workspace.store.close()

    def differences(self) -> tuple:
        """Return what the comparison with the server finds."""

        def ask(request):
            body = codec.encode(request)
            raw = self.wire.call("POST", "/v1/digests", body=body, expect=MEDIA_TYPE)
            return codec.decode(raw, DigestAnswer)

        found = compare(self.workspace.store, ask, self.workspace.now_milliseconds())
        assert found is not None
        assert found.books
        return found.wanted


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One server for all; each test has a rep of its own."""
    running = ServerProcess(tmp_path_factory.mktemp("server"))
    running.run("init")
    sector = running.add_sector()
    database = open_database(Settings(data_folder=running.folder))
    hashed = Passwords(CHEAP).hash(PASSWORD)
    for login in LOGINS:
        new = NewUser(
            login=login,
            name=login.title(),
            password_hash=hashed,
            roles=frozenset({"rep"}),
            sector_id=sector,
        )
        enlist_user(database, ORG, new, clock=utc_now)
    database.close()
    yield running.start(), iter(LOGINS)
    running.stop()


@pytest.fixture
def laptop(server, tmp_path):
    address, logins = server
    login = next(logins)
    made = []

    def make() -> Laptop:
        made.append(Laptop(tmp_path / f"{login}{len(made)}", address, login))
        return made[-1]

    yield make
    for one in made:
        one.transport.close()


def new_account(one: SyncedDevice, **fields) -> str:
    return one.create("account", name="百禾粮油", type="dealer", status="active", **fields)


@pytest.fixture
def office(laptop):
    """A device of today's version with one account and everything in it."""
    made = laptop()
    one = made.running
    one.sync()
    account = new_account(one, staff=8, brands="多力\n鲁花", phone="1")
    contact = one.create("contact", account_id=account, name="林秀珍", attitude="supporter")
    one.sync()
    yield made, account, contact
    made.close()


def test_an_older_program_keeps_the_fields_it_does_not_know(office, laptop):
    today, account, contact = office
    with other_program(SCHEMA_VERSION - 1, OLDER):
        old = laptop()
        device = old.running
        device.sync()
        assert "staff" not in device.read("account", account)
        device.edit("account", account, phone="2")
        device.edit("contact", contact, post="buyer")
        made = new_account(device)
        device.sync()
        assert set(device.journal_states()) == {"acknowledged"}
        assert old.differences() == ()
        old.close()
    one = today.running
    one.sync()
    row = one.read("account", account)
    assert (row["phone"], row["staff"], row["brands"]) == ("2", 8, "多力\n鲁花")
    row = one.read("contact", contact)
    assert (row["post"], row["attitude"]) == ("buyer", "supporter")
    assert one.read("account", made)["staff"] is None
    assert today.differences() == ()


def test_after_the_upgrade_the_fields_are_there_and_only_what_was_unknown_comes(office, laptop):
    today, account, _contact = office
    one = today.running
    other = new_account(one)
    values = {"account_id": account, "loser_id": other, "state": "proposed"}
    merge = one.create("account_merge", **values)
    one.sync()
    with other_program(SCHEMA_VERSION - 1, OLDER):
        old = laptop()
        old.running.sync()
        old.running.edit("account", account, phone="3")
        old.close()
    old.open()
    device = old.running
    row = device.read("account", account)
    assert (row["phone"], row["staff"], row["brands"]) == ("3", 8, "多力\n鲁花")
    with device.workspace.store.snapshot() as look:
        sql = "SELECT count(*) FROM account WHERE _extra IS NOT NULL"
        assert look.connection.exec_driver_sql(sql).scalar_one() == 0
    report = device.sync()
    assert report.rows_received == 1
    assert device.read("account_merge", merge)["loser_id"] == other
    one.sync()
    assert one.read("account", account)["phone"] == "3"
    assert old.differences() == ()
    assert {e: device.everything(e).keys() for e in ENTITIES} == {
        e: one.everything(e).keys() for e in ENTITIES
    }
    old.close()


def test_a_program_with_an_old_protocol_hands_in_its_work_and_is_told_to_upgrade(office, laptop):
    today, account, _contact = office
    old = laptop()
    device = old.running
    device.sync()
    device.edit("account", account, phone="4")
    made = new_account(device)
    with (
        other_program(SCHEMA_VERSION, ENTITIES, protocol=0),
        pytest.raises(MustUpgradeError),
    ):
        device.sync()
    assert set(device.journal_states()) == {"waiting"}
    one = today.running
    one.sync()
    assert one.read("account", account)["phone"] == "4"
    device.sync()
    assert set(device.journal_states()) == {"acknowledged"}
    assert device.read("account", made)["number"]
    one.sync()
    assert len(one.everything("account")) == 2
    assert old.differences() == ()
    old.close()


def test_a_newer_program_on_an_older_server_parks_what_the_server_does_not_know(office, laptop):
    today, account, _contact = office
    with other_program(SCHEMA_VERSION + 1, NEWER):
        new = laptop()
        device = new.running
        device.sync()
        device.edit("account", account, phone="5")
        device.edit("account", account, nickname="老百禾")
        report = device.sync()
        assert report.operations_refused == 1
        assert device.journal_states() == ["acknowledged", "refused"]
        with device.workspace.store.snapshot() as look:
            (unit,) = read_units(look, "refused", 9)
        assert unit.refusal.code == "field.unknown"
        assert unit.operations[0].values == {"nickname": "老百禾"}
        assert new.differences() == ()
        new.close()
    one = today.running
    one.sync()
    assert one.read("account", account)["phone"] == "5"


def test_a_newer_protocol_on_an_older_server_changes_nothing_and_keeps_the_work(office):
    today, account, _contact = office
    one = today.running
    one.edit("account", account, phone="6")
    with (
        other_program(SCHEMA_VERSION, ENTITIES, protocol=2),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("sync.transport.PROTOCOL_VERSION", 2)
        with pytest.raises(ServerOlderError):
            one.sync()
    assert one.journal_states()[-1] == "waiting"
    one.sync()
    assert one.journal_states()[-1] == "acknowledged"

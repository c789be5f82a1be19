"""A file that is not what it should be is refused with its reason and changes nothing."""

from __future__ import annotations

import dataclasses
import os
import secrets
from pathlib import Path

import pytest

from app.store import facts
from server.store.devices import set_device_state
from sync.wire.bundles import reading, writing
from sync.wire.bundles.faults import BundleError
from tests.support.server import ORG, make_server
from tests.support.stick import Stick, add_photo, damages, waiting
from tests.support.synced_device import PASSWORD, enrolled

MARKER = "暗号MARKER-7731"
EXPECTED = {
    "magic": {"bundle.not_one"},
    "empty": {"bundle.not_one"},
    "version": {"bundle.newer"},
}
"""By kind of damage; every other one is `bundle.damaged`."""


def new_account(one, **fields):
    return one.create("account", name=MARKER, type="dealer", status="active", **fields)


def state_of_server(server):
    tables = ("record", "group_seen", "history", "blob", "departure", "book_counter", "audit")
    with server.database.reading() as work:
        counts = [work.row(f"SELECT count(*) FROM {name}") for name in tables]
        device = work.rows("SELECT id, state, expected_seq, bundle_cursor FROM device ORDER BY id")
    return [tuple(row) for row in counts], [tuple(map(_plain, row)) for row in device]


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def state_of_device(one):
    with one.workspace.store.snapshot() as look:
        tables = ("store_fact", "journal_group", "journal_operation", "account", "contact", "blob")
        rows = [
            look.connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall() for name in tables
        ]
        return [[tuple(row) for row in table] for table in rows]


def refusal(act):
    with pytest.raises(BundleError) as caught:
        act()
    return caught.value.code


@pytest.fixture
def loaded(desk, stick):
    """A device that wrote a file of several chunks."""
    add_photo(desk, new_account(desk), os.urandom(200_000))
    stick.write(desk)
    return desk


@pytest.mark.usefixtures("loaded")
def test_the_server_refuses_a_spoilt_file_and_keeps_everything_as_it_was(stick, server):
    whole = stick.path("up").read_bytes()
    before = state_of_server(server)
    for name, spoil in damages():
        stick.path("up").write_bytes(spoil(whole))
        assert refusal(stick.take) in EXPECTED.get(name, {"bundle.damaged"}), name
        assert state_of_server(server) == before, name
        assert not stick.path("down").exists(), name
    stick.path("up").write_bytes(whole)
    assert stick.take().groups == 2


@pytest.fixture
def answered(desk, stick, server):
    """A device whose answer is long enough to be spoilt everywhere."""
    for number in range(250):
        noise = secrets.token_urlsafe(900)
        fields = {"name": f"{number}", "type": "dealer", "status": "active", "remark": noise}
        server.add_record("account", {**fields, "owner_id": desk.workspace.user_id})
    new_account(desk)
    stick.write(desk)
    stick.take()
    return desk


def test_a_device_refuses_a_spoilt_answer_and_keeps_everything_as_it_was(answered, stick):
    whole = stick.path("down").read_bytes()
    before = state_of_device(answered)
    for name, spoil in damages():
        stick.path("down").write_bytes(spoil(whole))
        code = refusal(lambda: stick.read(answered))
        assert code in EXPECTED.get(name, {"bundle.damaged"}), name
        assert state_of_device(answered) == before, name
    stick.path("down").write_bytes(whole)
    assert stick.read(answered).units == 1


def test_nothing_in_a_file_is_readable(loaded, stick):
    stick.take()
    with loaded.workspace.store.snapshot() as look:
        (body,) = look.connection.exec_driver_sql(
            "SELECT body FROM journal_group WHERE device_seq = 1"
        ).one()
    assert MARKER.encode() in body
    for name in ("up", "down"):
        content = stick.path(name).read_bytes()
        assert b"MARKER" not in content
        assert b"account" not in content


def test_each_side_refuses_a_file_that_goes_the_other_way(loaded, stick):
    stick.take()
    assert refusal(lambda: stick.read(loaded, "up")) == "bundle.for_the_office"
    assert refusal(lambda: stick.take("down", "again")) == "bundle.for_a_device"


@pytest.mark.usefixtures("loaded")
def test_a_device_refuses_the_answer_for_another(device, stick):
    other = device("ben")
    stick.take()
    before = state_of_device(other)
    assert refusal(lambda: stick.read(other)) == "bundle.other_device"
    assert state_of_device(other) == before


@pytest.mark.usefixtures("loaded")
def test_another_organisation_refuses_the_file(stick, tmp_path):
    with make_server(tmp_path / "elsewhere") as other:
        foreign = Stick(stick.folder, other)
        assert refusal(foreign.take) == "bundle.other_organisation"


@pytest.mark.usefixtures("server")
def test_an_answer_that_another_server_signed_is_refused(loaded, stick, tmp_path):
    """The other server took the identity over, as a thief of the address book would."""
    stick.take()
    with make_server(tmp_path / "elsewhere") as other:
        other.add_user("anna", PASSWORD, ("rep",), other.add_sector())
        organisation = dataclasses.replace(
            other.server.organisation,
            server_id=stick.server.server.organisation.server_id,
            epoch=stick.server.server.organisation.epoch,
        )
        with loaded.workspace.store.snapshot() as look:
            device_id = look.facts.read_text(facts.DEVICE_ID)
            from sync.bundle_keys import read_bundle_keys  # noqa: PLC0415 - one test's need

            recipient = read_bundle_keys(look).sealing[0].public_key().public_bytes_raw()
        replies = dataclasses.replace(other.server.bundles.replies, organisation=organisation)
        other.clock.advance(stick.server.clock() - other.clock())
        keys = replies.ring.giving(0)
        with replies.writing(stick.path("forged"), device_id, recipient, keys) as reply:
            reply.add_receipts([])
    assert refusal(lambda: stick.read(loaded, "forged")) == "bundle.damaged"


def test_a_file_that_another_device_signed_is_refused(loaded, device, stick, server):
    other = device("ben")
    with loaded.workspace.store.snapshot() as look:
        device_id = look.facts.read(facts.DEVICE_ID)
    with other.workspace.store.unit_of_work() as work:
        work.facts.write(facts.DEVICE_ID, device_id)
        work.commit()
    stick.write(other, "forged")
    before = state_of_server(server)
    assert refusal(lambda: stick.take("forged")) == "bundle.damaged"
    assert state_of_server(server) == before


def test_a_revoked_device_is_refused_and_its_file_is_kept(loaded, stick, server):
    with loaded.workspace.store.snapshot() as look:
        device_id = look.facts.read_text(facts.DEVICE_ID)
    server.database.write(lambda work: set_device_state(work, ORG, device_id, "revoked"))
    for _ in range(2):
        assert refusal(stick.take) == "device.revoked"
    (kept,) = server.server.bundles.quarantine.iterdir()
    assert kept.read_bytes() == stick.path("up").read_bytes()
    with server.database.reading() as work:
        assert work.rows("SELECT id FROM record WHERE entity = 'account'") == []
        actions = work.rows("SELECT action, details FROM audit WHERE device_id = ?", (device_id,))
    assert ("bundle.quarantined", f"device.revoked {kept.name}") in [tuple(row) for row in actions]
    assert refusal(lambda: stick.give(loaded)) == "device.revoked"
    server.database.write(lambda work: set_device_state(work, ORG, device_id, "active"))
    assert server.server.bundles.take(kept, stick.path("down")).groups == 2


def test_an_answer_from_before_a_restore_is_refused(loaded, stick, server):
    stick.take()
    server.restore()
    loaded.network.offline = False
    loaded.sync()
    assert refusal(lambda: stick.read(loaded)) == "bundle.epoch"
    stick.write(loaded)
    stick.take()
    stick.read(loaded)


def test_a_device_that_never_met_the_network_restored_server_is_told_to(loaded, stick, server):
    server.restore()
    stick.take()
    before = state_of_device(loaded)
    assert refusal(lambda: stick.read(loaded)) == "bundle.epoch"
    assert state_of_device(loaded) == before
    assert waiting(loaded) == 2


def test_changes_that_begin_behind_this_device_are_refused(loaded, stick):
    stick.take()
    with loaded.workspace.store.unit_of_work() as work:
        work.facts.forget(facts.BUNDLES_WRITTEN)
        work.facts.write(facts.CURSOR, b"somewhere else")
        work.commit()
    assert refusal(lambda: stick.read(loaded)) == "bundle.gap"
    stick.give(loaded, "whole", whole=True)
    assert stick.read(loaded, "whole").units == 2


def test_a_server_that_lacks_earlier_work_says_so(desk, stick, server):
    account = new_account(desk)
    desk.network.offline = False
    desk.sync()
    desk.network.offline = True
    desk.edit("account", account, phone="2")
    stick.write(desk)
    server.database.write(lambda work: work.run("UPDATE device SET expected_seq = 1"))
    assert refusal(stick.take) == "bundle.chain_gap"


def test_a_file_of_a_newer_program_says_so(loaded, stick):
    content = bytearray(stick.path("up").read_bytes())
    content[8] = 2
    stick.path("up").write_bytes(content)
    assert refusal(stick.take) == "bundle.newer"
    assert refusal(lambda: stick.read(loaded, "up")) == "bundle.newer"


def test_a_file_that_is_none_or_not_there_says_so(desk, stick):
    stick.path("down").write_bytes(b"PK\x03\x04 an archive, and none of ours")
    assert refusal(lambda: stick.read(desk)) == "bundle.not_one"
    assert refusal(lambda: stick.read(desk, "missing")) == "bundle.unreadable"


def test_a_stick_that_cannot_be_written_leaves_nothing_behind(desk, stick):
    stick.path("up").mkdir()
    new_account(desk)
    assert refusal(lambda: stick.write(desk)) == "bundle.unwritable"
    assert [path.name for path in stick.folder.iterdir()] == ["up.roadbook"]
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.BUNDLES_WRITTEN) is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_says_so(desk, stick, monkeypatch):
    new_account(desk)

    def opened(_path, _flags, _mode=0):
        return real_open("/dev/full", os.O_WRONLY)

    real_open = os.open
    monkeypatch.setattr(writing.os, "open", opened)
    assert refusal(lambda: stick.write(desk)) == "bundle.disk_full"


def test_a_file_beyond_the_limit_is_not_read(loaded, stick, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_BUNDLE_BYTES", -(2**21))
    assert refusal(lambda: stick.read(loaded, "up")) == "bundle.too_large"


def test_a_device_without_the_organisations_keys_is_told_to_sync_once(desk, stick):
    with desk.workspace.store.unit_of_work() as work:
        work.facts.forget(facts.ORG_KEYS)
        work.commit()
    assert refusal(lambda: stick.write(desk)) == "bundle.no_keys"


def test_the_office_cannot_write_for_a_device_whose_key_it_does_not_know(server, stick, tmp_path):
    one = enrolled(server, tmp_path / "fresh", "anna")
    assert refusal(lambda: stick.give(one)) == "bundle.no_device_key"
    assert refusal(lambda: server.server.bundles.give("x", stick.path("y"))) == (
        "bundle.unknown_device"
    )
    one.workspace.store.close()

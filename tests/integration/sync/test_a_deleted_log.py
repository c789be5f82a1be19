"""A clean-up tool deletes SQLite's log of a killed program: noticed, told, compared."""

from __future__ import annotations

import shutil

import pytest

from app.commands.sync.lost_log import dismiss_loss
from app.queries.status import read_status
from app.store.errors import StoreFault
from app.store.file import doubt
from app.store.file.open_mark import OpenMark
from app.store.file.write_ahead_log import log_of
from app.workspace import Workspace
from sync.engine import SyncEngine
from sync.errors import DeviceForkedError
from tests.support.devices import Clock, open_store
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, SyncedDevice, enrolled

KEY = "4c" * 32


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        running.add_user("anna", PASSWORD, ("rep",), running.add_sector())
        yield running


@pytest.fixture
def desk(server, tmp_path):
    device = enrolled(server, tmp_path / "laptop", "anna", Clock(), KEY)
    device.sync()
    yield device
    device.workspace.store.close()


def account(device, name):
    return device.create("account", name=name, type="dealer", status="active")


def killed(device, tmp_path, *endings):
    """Return the device as it starts after a kill, without some of its files."""
    folder = tmp_path / "after"
    shutil.copytree(tmp_path / "laptop", folder)
    for ending in endings:
        (folder / f"roadbook.db{ending}").unlink()
    old = device.workspace
    store = open_store(folder, KEY)
    workspace = Workspace(store, old.files, old.user_id, old.now, old.zone)
    wire = device.wire
    engine = SyncEngine(store, wire, device.engine._traffic, workspace.now_milliseconds)
    return SyncedDevice(workspace, engine, device.network, wire)


def names(device):
    return {row[0] for row in rows(device, "SELECT name FROM account")}


def rows(device, sql):
    with device.workspace.store.snapshot() as look:
        return look.connection.exec_driver_sql(sql).fetchall()


def lost(device):
    return read_status(device.workspace).lost_units


def test_a_kill_alone_is_no_loss(desk, tmp_path):
    account(desk, "百禾粮油")
    after = killed(desk, tmp_path)
    assert lost(after) is None
    assert names(after) == {"百禾粮油"}
    after.workspace.store.close()


def test_a_kill_right_after_folding_the_log_is_no_loss(desk, tmp_path):
    account(desk, "百禾粮油")
    desk.workspace.store.empty_log()
    after = killed(desk, tmp_path)
    assert lost(after) is None
    after.workspace.store.close()


def test_unsent_work_in_a_deleted_log_is_counted_and_told(desk, tmp_path):
    account(desk, "在文件里")
    desk.workspace.store.empty_log()
    account(desk, "第一户")
    account(desk, "第二户")
    after = killed(desk, tmp_path, "-wal")
    assert names(after) == {"在文件里"}
    assert lost(after) == 2
    dismiss_loss(after.workspace)
    assert lost(after) is None
    account(after, "新的一户")
    after.sync()
    assert set(after.journal_states()) == {"acknowledged"}
    after.workspace.store.close()


def test_an_emptied_log_is_noticed_too(desk, tmp_path):
    desk.workspace.store.empty_log()
    account(desk, "第一户")
    folder = tmp_path / "laptop"
    log = log_of(folder / "roadbook.db").read_bytes()
    log_of(folder / "roadbook.db").write_bytes(b"")
    after = killed(desk, tmp_path)
    log_of(folder / "roadbook.db").write_bytes(log)
    assert lost(after) == 1
    after.workspace.store.close()


def test_nothing_is_sent_under_the_number_of_lost_work_that_the_server_has(desk, tmp_path):
    desk.workspace.store.empty_log()
    account(desk, "发出去了")
    desk.sync()
    after = killed(desk, tmp_path, "-wal")
    assert (names(after), lost(after)) == (set(), 1)
    # The server knows a unit of this device that its journal does not: nothing is sent over it.
    account(after, "新的一户")
    with pytest.raises(DeviceForkedError):
        after.sync()
    assert after.journal_states() == ["waiting"]
    desk.sync()  # and so the server has blocked nobody
    after.workspace.store.close()


def test_rows_that_only_the_log_held_are_fetched_again(server, desk, tmp_path):
    held = account(desk, "原名")
    desk.sync()
    desk.workspace.store.empty_log()
    server.add_record("sector", {"name": "别处"})
    desk.sync()
    after = killed(desk, tmp_path, "-wal")
    assert lost(after) == 0
    after.sync()
    assert rows(after, "SELECT count(*) FROM sector") == rows(desk, "SELECT count(*) FROM sector")
    with after.workspace.store.snapshot() as look:
        assert look.facts.read("compare_due") is None
    assert after.read("account", held) == desk.read("account", held)
    after.workspace.store.close()


def is_met_by_opening(device, tmp_path):
    """Return whether a damaged page is one that every opening reads; leave no copy behind."""
    try:
        killed(device, tmp_path).workspace.store.close()
    except StoreFault:
        return True
    finally:
        shutil.rmtree(tmp_path / "after")
    return False


def test_all_pages_are_looked_at_when_the_log_is_gone(desk, tmp_path):
    for number in range(60):
        account(desk, f"{number}号" * 20)
    desk.workspace.store.empty_log()
    file = tmp_path / "laptop" / "roadbook.db"
    whole = file.read_bytes()
    for page in range(10, len(whole) // 4096):
        raw = bytearray(whole)
        raw[page * 4096 + 100] ^= 0xFF
        file.write_bytes(raw)
        if not is_met_by_opening(desk, tmp_path):
            break
    with pytest.raises(StoreFault):
        killed(desk, tmp_path, "-wal")
    file.write_bytes(whole)


def test_a_close_in_good_order_leaves_no_mark_and_no_doubt(tmp_path):
    store = open_store(tmp_path, KEY)
    file = tmp_path / "roadbook.db"
    assert OpenMark(file).read() == 0
    store.close()
    assert OpenMark(file).read() is None
    assert not log_of(file).exists()
    again = open_store(tmp_path, KEY)
    assert not doubt.is_doubted(file)
    again.close()

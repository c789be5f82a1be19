"""The log that a crash left: what is a torn end, what is damage, and what can be put back."""

import shutil

import pytest

from app.commands.sync.verify import verify_device
from app.device.paths import create_profile
from app.profiles import _check_is_there
from app.store.errors import DamagedStoreError
from app.store.file.engine import open_engine
from app.store.soundness.rescue import rescue_work
from app.store.soundness.self_check import check_store
from server.asgi import DATABASE_FILE, open_database
from server.services.verification import verify_database
from server.settings import Settings
from sync.wire import codec
from tests.faults.damage import KEY, make_store_after_a_kill
from tests.support.devices import Clock, make_workspace, open_store
from tests.support.server import ORG, make_server

UNSENT = 12
_PAGE, _FRAME = 4096, 24 + 4096


def log_of(file):
    return file.with_name(file.name + "-wal")


def pages_in(log):
    raw = log.read_bytes()
    return {int.from_bytes(raw[at : at + 4], "big") for at in range(32, len(raw), _FRAME)}


def commits_in(raw):
    """Return where each transaction of a log ends."""
    places = range(32, len(raw), _FRAME)
    return [at + _FRAME for at in places if int.from_bytes(raw[at + 4 : at + 8], "big")]


def overwrite(file, at, content):
    raw = bytearray(file.read_bytes())
    raw[at : at + len(content)] = content
    file.write_bytes(raw)


def check_all_there(file, units):
    store = open_store(file.parent, KEY.hex())
    store.empty_log()
    with store.snapshot() as look:
        assert len(look.journal.waiting_operations()) == units
        assert check_store(look) == []
    store.close()


def test_a_log_damaged_before_its_last_transaction_is_noticed_before_it_is_written_over(tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    log = file.with_name("roadbook.db-wal")
    raw = bytearray(log.read_bytes())
    raw[len(raw) // 2] ^= 1
    log.write_bytes(raw)
    with pytest.raises(DamagedStoreError):
        open_engine(file, KEY.hex())
    assert log.read_bytes() == raw
    assert len(rescue_work(file, KEY, codec).groups) == UNSENT


def test_a_log_whose_end_was_torn_by_a_crash_is_no_damage(tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    log = file.with_name("roadbook.db-wal")
    raw = log.read_bytes()
    log.write_bytes(raw[:-6000])
    store = open_store(file.parent, KEY.hex())
    with store.snapshot() as look:
        assert len(look.journal.waiting_operations()) == UNSENT - 1
        assert check_store(look) == []
    store.close()


def test_a_last_transaction_that_reached_the_disk_out_of_order_is_no_damage(tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    overwrite(log_of(file), log_of(file).stat().st_size - 2 * _FRAME + 100, b"?" * 512)
    check_all_there(file, UNSENT - 1)


def test_what_a_refused_write_left_behind_a_torn_end_is_no_damage(tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    raw = log_of(file).read_bytes()
    *_, before, torn, left = commits_in(raw)
    # The refused transaction was longer than the one that was then written over its beginning.
    unjoined = raw[torn + _FRAME : left]
    assert unjoined
    log_of(file).write_bytes(raw[:torn] + unjoined)
    overwrite(log_of(file), before + 100, b"?" * 512)
    check_all_there(file, UNSENT - 2)


def test_what_is_behind_the_torn_end_of_an_older_log_is_no_damage(tmp_path):
    workspace = make_workspace(tmp_path / "living", clock=Clock(), key_hex=KEY.hex())
    for name in ("first", "second", "third"):
        with workspace.store.unit_of_work() as work:
            fields = {"name": name, "type": "dealer", "status": "active"}
            work.create("account", fields, workspace.author)
            work.commit(workspace.author)
        if name == "second":
            with workspace.store.snapshot() as look:
                look.connection.exec_driver_sql("PRAGMA wal_checkpoint(RESTART)").fetchall()
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in ("roadbook.db", "roadbook.db-wal"):
        shutil.copyfile(tmp_path / "living" / file, copy / file)
    workspace.store.close()
    store = open_store(copy, KEY.hex())
    with store.snapshot() as look:
        assert len(look.journal.waiting_operations()) == 3
    store.close()


def test_a_header_torn_while_it_was_written_over_is_no_damage(tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    engine = open_engine(file, KEY.hex())
    held = engine.raw_connection()
    held.cursor().execute("PRAGMA wal_checkpoint(FULL)").fetchall()
    copy = tmp_path / "copy"
    shutil.copytree(file.parent, copy)
    held.close()
    engine.dispose()
    log = copy / "roadbook.db-wal"
    checkpoints = int.from_bytes(log.read_bytes()[12:16], "big")
    overwrite(log, 12, (checkpoints + 1).to_bytes(4, "big"))
    check_all_there(copy / "roadbook.db", UNSENT)


def test_a_header_that_never_reached_the_disk_is_no_damage_until_something_was_saved(tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    raw = log_of(file).read_bytes()
    overwrite(log_of(file), 0, bytes(512))
    with pytest.raises(DamagedStoreError):
        open_engine(file, KEY.hex())
    log_of(file).write_bytes(bytes(512) + raw[512 : commits_in(raw)[0] + _FRAME])
    open_engine(file, KEY.hex()).dispose()


def test_a_flipped_bit_in_the_header_of_a_log_is_damage(tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    overwrite(log_of(file), 25, bytes([log_of(file).read_bytes()[25] ^ 4]))
    with pytest.raises(DamagedStoreError):
        open_engine(file, KEY.hex())
    assert len(rescue_work(file, KEY, codec).groups) == UNSENT


def test_first_bytes_spoiled_while_the_log_was_folded_in_are_put_back(tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    assert 1 in pages_in(log_of(file))
    overwrite(file, 0, b"?" * 512)
    check_all_there(file, UNSENT)


@pytest.mark.parametrize("is_doubted", [False, True])
def test_a_page_torn_in_the_file_that_the_log_holds_whole_is_no_damage(is_doubted, tmp_path):
    file = make_store_after_a_kill(tmp_path, UNSENT)
    torn = max(number for number in pages_in(log_of(file)) if number * _PAGE <= file.stat().st_size)
    overwrite(file, (torn - 1) * _PAGE, b"?" * 512)
    if is_doubted:
        (tmp_path / "killed" / "roadbook.db-doubted").touch()
    workspace = make_workspace(tmp_path / "killed", clock=Clock(), key_hex=KEY.hex())
    assert verify_device(workspace).findings == ()
    assert not (tmp_path / "killed" / "roadbook.db-doubted").exists()
    workspace.store.close()


def test_an_emptied_file_is_told_before_its_log_is_taken_for_a_remnant(tmp_path):
    paths = create_profile(tmp_path, server_id="s", user_id="u")
    paths.database.touch()
    log_of(paths.database).write_bytes(b"log")
    with pytest.raises(DamagedStoreError) as told:
        _check_is_there(paths)
    assert told.value.code == "store.missing"


@pytest.mark.parametrize("first_bytes", [b"", b"?" * 512])
def test_a_server_wakes_up_after_a_cut_in_the_middle_of_a_checkpoint(first_bytes, tmp_path):
    with make_server(tmp_path) as server:
        server.add_user("anna", "correct horse", ("rep",), server.add_sector())
        copy = tmp_path / "copy"
        shutil.copytree(tmp_path / "server", copy)
    file = copy / DATABASE_FILE
    numbers = pages_in(log_of(file))
    assert 1 in numbers
    overwrite(file, 0, first_bytes)
    torn = max(number for number in numbers if number * _PAGE <= file.stat().st_size)
    overwrite(file, (torn - 1) * _PAGE + 20, b"?" * 512)
    database = open_database(Settings(data_folder=copy))
    assert verify_database(database, ORG) == []
    with database.reading() as work:
        assert work.row("SELECT count(*) FROM app_user") == (1,)
    database.close()

"""An upgrade of the store: a copy first, the old file again when it fails, no room no upgrade."""

import os
import shutil
import signal
import sys
from contextlib import suppress
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from app.store import facts
from app.store.errors import DamagedStoreError, DiskFullError, UpgradeFailedError
from app.store.file.engine import open_engine
from app.store.file.write_ahead_log import log_of
from app.store.held.scrubbing import scrub
from app.store.migrate import CURRENT_FORM, prepare_store, stored_form
from app.store.soundness.self_check import check_store
from app.store.unit_of_work import Store
from sync.wire import codec
from tests.support.devices import make_workspace

KEY = "5e" * 32
NAMES = tuple(f"{number}号客户" for number in range(40))
OLD_FORM = CURRENT_FORM - 1
DAY = 24 * 3600
POINTS = frozenset({"open", "os.rename", "os.remove"})
MEGABYTE = 2**20


def make_old_store(folder):
    """Leave a store with accounts in the form before the last, and return its file."""
    desk = make_workspace(folder, key_hex=KEY)
    with desk.store.unit_of_work() as work:
        for name in NAMES:
            work.create(
                "account", {"name": name, "type": "dealer", "status": "active"}, desk.author
            )
        work.commit(desk.author)
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql("DROP TABLE conflict")
        work.connection.exec_driver_sql('ALTER TABLE contact DROP COLUMN "wechat"')
        work.connection.exec_driver_sql(f"PRAGMA user_version = {OLD_FORM}")
        work.commit()
    desk.store.close()
    return folder / "roadbook.db"


def opened(file):
    engine = open_engine(file, KEY)
    try:
        prepare_store(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def names_in(file):
    engine = opened(file)
    try:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT name FROM account ORDER BY rowid")
            return tuple(rows.scalars())
    finally:
        engine.dispose()


def form_of(file):
    engine = open_engine(file, KEY)
    try:
        return stored_form(engine)
    finally:
        engine.dispose()


def beside(file):
    """Return what lies beside a store, by its ending."""
    return {path.name.removeprefix(file.name) for path in file.parent.glob(f"{file.name}?*")}


def test_an_upgrade_leaves_the_old_file_as_a_copy_that_the_same_key_opens(tmp_path):
    file = make_old_store(tmp_path)
    before = file.read_bytes()
    assert names_in(file) == NAMES
    assert form_of(file) == CURRENT_FORM
    copy = file.with_name("roadbook.db-before-upgrade")
    assert copy.read_bytes() == before
    assert NAMES[0].encode() not in before
    assert copy.stat().st_mode & 0o077 == 0
    assert beside(file) == {"-before-upgrade"}
    assert form_of(copy) == OLD_FORM


def test_a_new_store_has_nothing_to_copy(tmp_path):
    opened(tmp_path / "roadbook.db").dispose()
    assert beside(tmp_path / "roadbook.db") == set()


def test_an_upgrade_that_fails_leaves_the_old_file_byte_for_byte(tmp_path):
    file = make_old_store(tmp_path)
    engine = open_engine(file, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE VIEW conflict AS SELECT 1 AS stands_in_the_way")
    engine.dispose()
    before = file.read_bytes()
    with pytest.raises(UpgradeFailedError) as told:
        opened(file)
    assert told.value.code == "store.upgrade.failed"
    assert file.read_bytes() == before
    assert beside(file) == set()


def test_a_step_that_broke_out_of_the_transaction_is_taken_back_too(tmp_path, monkeypatch):
    file = make_old_store(tmp_path)

    def careless(connection):
        connection.exec_driver_sql("DELETE FROM account")
        connection.exec_driver_sql("COMMIT")
        raise RuntimeError("half way")

    with monkeypatch.context() as planted:
        planted.setattr("app.store.tables.follow_schema", careless)
        with pytest.raises(UpgradeFailedError):
            opened(file)
    assert form_of(file) == OLD_FORM
    assert names_in(file) == NAMES


def test_without_room_for_the_copy_nothing_is_touched(tmp_path, monkeypatch):
    file = make_old_store(tmp_path)
    before = file.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=17 * MEGABYTE))
    with pytest.raises(DiskFullError) as told:
        opened(file)
    assert told.value.code == "store.upgrade.no_room"
    assert told.value.params == {"needed": -(-len(before) * 2 // MEGABYTE) + 16, "free": 17}
    assert file.read_bytes() == before
    assert beside(file) == set()


def test_a_damaged_file_is_not_upgraded(tmp_path):
    file = make_old_store(tmp_path)
    raw = bytearray(file.read_bytes())
    for at in range(8 * 4096, len(raw), 4096):
        raw[at + 100] ^= 0xFF
    file.write_bytes(raw)
    with pytest.raises(DamagedStoreError):
        opened(file)
    assert file.read_bytes() == bytes(raw)


def test_the_copy_goes_after_a_day_of_work_that_ended_well(tmp_path):
    file = make_old_store(tmp_path)
    opened(file).dispose()
    copy = file.with_name("roadbook.db-before-upgrade")
    opened(file).dispose()
    assert copy.exists()
    worked_at = copy.stat().st_mtime + DAY
    os.utime(file, (worked_at, worked_at))
    log_of(file).write_bytes(b"")  # as a crash leaves it
    opened(file).dispose()
    assert copy.exists()
    os.utime(file, (worked_at, worked_at))
    opened(file).dispose()
    assert not copy.exists()


def test_what_has_to_leave_the_device_leaves_the_copy_too(tmp_path):
    file = make_old_store(tmp_path)
    store = Store(opened(file), codec)
    with store.unit_of_work() as work:
        work.facts.write(facts.SCRUB_OWED, b"1")
        work.commit()
    assert "-before-upgrade" in beside(file)
    assert scrub(store)
    assert "-before-upgrade" not in beside(file)
    store.close()


def test_a_return_that_was_cut_short_is_finished_at_the_next_opening(tmp_path):
    file = make_old_store(tmp_path)
    before = file.read_bytes()
    engine = open_engine(file, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE account SET name = '半途'")
    left_log = log_of(file).read_bytes()
    engine.dispose()
    file.with_name("roadbook.db-returning").write_bytes(before)
    log_of(file).write_bytes(left_log)
    assert names_in(file) == NAMES
    assert "-returning" not in beside(file)


def test_a_file_that_a_crash_in_the_upgrade_spoiled_is_taken_from_the_copy(tmp_path):
    file = make_old_store(tmp_path)
    shutil.copy(file, file.with_name("roadbook.db-upgrading"))
    raw = bytearray(file.read_bytes())
    raw[9 * 4096 :] = bytes(len(raw) - 9 * 4096)
    file.write_bytes(raw)
    assert names_in(file) == NAMES
    assert beside(file) == {"-before-upgrade"}


def test_work_that_an_older_program_saved_after_a_crash_in_the_upgrade_stays(tmp_path):
    file = make_old_store(tmp_path)
    shutil.copy(file, file.with_name("roadbook.db-upgrading"))
    engine = open_engine(file, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE account SET name = '后来' WHERE rowid = 1")
    engine.dispose()
    assert names_in(file) == ("后来", *NAMES[1:])


def upgrade_in_a_child(file, *, dies_at=0):
    """Upgrade in a process of its own, which kills itself at a point; return how many there are.

    A point is a file of the store opened, renamed or deleted, or a statement.
    """
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        reached = [0]

        def count(name, values):
            if name in POINTS and file.name in str(values[0]):
                reached[0] += 1
                if reached[0] == dies_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        with suppress(BaseException):
            sys.addaudithook(count)
            engine = open_engine(file, KEY)
            event.listen(engine, "before_cursor_execute", lambda *_: count("open", (file.name,)))
            prepare_store(engine)
            engine.dispose()
            os.write(writable, str(reached[0]).encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as told:
        said = told.read()
    os.waitpid(child, 0)
    return int(said or 0)


def look_closely(file):
    """Return the form that a kill left; the next opening makes it whole."""
    left = form_of(file)
    assert names_in(file) == NAMES
    store = Store(opened(file), codec)
    with store.snapshot() as look:
        assert check_store(look) == []
    store.close()
    assert form_of(file) == CURRENT_FORM
    assert beside(file) <= {"-before-upgrade"}
    return left


def test_a_kill_at_any_point_leaves_the_old_or_the_new_form_whole(tmp_path):
    template = make_old_store(tmp_path / "template")
    shutil.copy(template, tmp_path / "whole.db")
    points = upgrade_in_a_child(tmp_path / "whole.db")
    assert points > 100
    # Everywhere around the copy; now and then among the statements, which are one transaction.
    chosen = [*range(1, 20), *range(20, points - 12, 17), *range(points - 12, points + 1)]
    forms = set()
    for point in chosen:
        file = tmp_path / str(point) / "roadbook.db"
        file.parent.mkdir()
        shutil.copy(template, file)
        assert upgrade_in_a_child(file, dies_at=point) == 0
        forms.add(look_closely(file))
    assert forms == {OLD_FORM, CURRENT_FORM}

"""An upgrade of the embedded database: a copy first, the old file again when it fails."""

from __future__ import annotations

import os
import shutil
from types import SimpleNamespace

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from server.asgi import DATABASE_FILE, KEY_FILE, open_database
from server.services.verification import verify_database
from server.settings import Settings
from server.store.engine import open_embedded
from server.store.errors import (
    DamagedDatabaseError,
    InUseError,
    NewerDatabaseError,
    NoRoomError,
    UpgradeFailedError,
)
from server.store.key_file import load_or_make_key
from server.store.migrations.upgrade import configuration
from tests.support.server import ORG, make_server

OLD = "0003"
NEWEST = ScriptDirectory.from_config(configuration()).get_current_head()
DAY = 24 * 3600
MEGABYTE = 2**20


@pytest.fixture
def settings(tmp_path):
    """Return where a database of the release before lies, with some accounts in it."""
    with make_server(tmp_path) as server:
        for number in range(30):
            fields = {"name": f"{number}号客户", "type": "dealer", "status": "active"}
            server.add_record("account", fields)
    settings = Settings(data_folder=tmp_path / "server")
    change(settings, downgrade)
    return settings


def downgrade(connection):
    config = configuration()
    config.attributes["connection"] = connection
    command.downgrade(config, OLD)


def change(settings, work):
    folder = settings.data_folder
    engine = open_embedded(folder / DATABASE_FILE, load_or_make_key(folder / KEY_FILE))
    with engine.begin() as connection:
        found = work(connection)
    engine.dispose()
    return found


def revision(settings):
    asked = "SELECT version_num FROM alembic_version"
    return change(settings, lambda connection: connection.exec_driver_sql(asked).scalar_one())


def beside(settings):
    files = settings.data_folder.glob(f"{DATABASE_FILE}?*")
    return {path.name.removeprefix(DATABASE_FILE) for path in files}


def file_of(settings):
    return settings.data_folder / DATABASE_FILE


def assert_whole(settings):
    database = open_database(settings)
    assert verify_database(database, ORG) == []
    with database.reading() as work:
        assert work.row("SELECT count(*) FROM record WHERE entity = 'account'") == (30,)
    database.close()


def test_an_upgrade_leaves_the_old_database_as_a_copy(settings):
    before = file_of(settings).read_bytes()
    assert_whole(settings)
    assert revision(settings) == NEWEST
    copy = file_of(settings).with_name("server.db-before-upgrade")
    assert copy.read_bytes() == before
    assert copy.stat().st_mode & 0o077 == 0
    assert beside(settings) == {"-before-upgrade"}


def test_an_upgrade_that_fails_leaves_the_old_database_byte_for_byte(settings):
    obstacle = "ALTER TABLE device ADD COLUMN bundle_cursor"
    change(settings, lambda connection: connection.exec_driver_sql(obstacle))
    before = file_of(settings).read_bytes()
    with pytest.raises(UpgradeFailedError):
        open_database(settings)
    assert file_of(settings).read_bytes() == before
    assert beside(settings) == set()
    change(
        settings,
        lambda connection: connection.exec_driver_sql(
            "ALTER TABLE device DROP COLUMN bundle_cursor"
        ),
    )
    assert_whole(settings)


def test_without_room_for_the_copy_nothing_is_touched(settings, monkeypatch):
    before = file_of(settings).read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=60 * MEGABYTE))
    with pytest.raises(NoRoomError, match="free are 60 MB"):
        open_database(settings)
    assert file_of(settings).read_bytes() == before


def test_nothing_is_upgraded_while_another_process_has_the_database_open(settings):
    folder = settings.data_folder
    other = open_embedded(file_of(settings), load_or_make_key(folder / KEY_FILE))
    with other.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM record")
    with pytest.raises(InUseError):
        open_database(settings)
    other.dispose()
    assert revision(settings) == OLD
    assert_whole(settings)


def test_a_damaged_database_is_not_upgraded(settings):
    raw = bytearray(file_of(settings).read_bytes())
    for at in range(len(raw) - 20 * 4096, len(raw), 4096):
        raw[at + 100] ^= 0xFF
    file_of(settings).write_bytes(raw)
    with pytest.raises(DamagedDatabaseError):
        open_database(settings)
    assert file_of(settings).read_bytes() == bytes(raw)


def test_a_database_of_a_newer_server_is_not_touched(settings):
    newer = "UPDATE alembic_version SET version_num = '9999'"
    change(settings, lambda connection: connection.exec_driver_sql(newer))
    with pytest.raises(NewerDatabaseError):
        open_database(settings)
    assert revision(settings) == "9999"


def test_a_crash_in_the_upgrade_that_spoiled_the_file_is_made_good_from_the_copy(settings):
    shutil.copy(file_of(settings), file_of(settings).with_name("server.db-upgrading"))
    file_of(settings).write_bytes(file_of(settings).read_bytes()[: 9 * 4096])
    assert_whole(settings)
    assert beside(settings) == {"-before-upgrade"}


def test_a_return_that_was_cut_short_is_finished_at_the_next_start(settings):
    shutil.copy(file_of(settings), file_of(settings).with_name("server.db-returning"))
    file_of(settings).write_bytes(b"half of a new form")
    file_of(settings).with_name("server.db-wal").write_bytes(b"of the half")
    assert_whole(settings)
    assert "-returning" not in beside(settings)


def test_the_copy_goes_after_a_day_of_work_that_ended_well(settings):
    open_database(settings).close()
    copy = file_of(settings).with_name("server.db-before-upgrade")
    open_database(settings).close()
    assert copy.exists()
    worked_at = copy.stat().st_mtime + DAY
    os.utime(file_of(settings), (worked_at, worked_at))
    open_database(settings).close()
    assert not copy.exists()

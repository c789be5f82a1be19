"""The central database itself: hidden, upgraded, checked."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from server.services.verification import verify_database
from server.store.engine import check_library, open_embedded
from server.store.errors import OldDatabaseLibraryError, WrongKeyError
from server.store.key_file import load_or_make_key
from server.store.migrations.upgrade import upgrade
from server.store.tables import METADATA
from tests.support.device import created, deleted, edited, fresh_id
from tests.support.server import ORG, make_server


def test_the_steps_make_exactly_the_tables(server):
    with server.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_opening_an_upgraded_database_changes_nothing(server):
    upgrade(server.database.engine)
    upgrade(server.database.engine)


def test_nothing_readable_lies_in_the_embedded_database(tmp_path):
    with make_server(tmp_path) as server:
        server.add_record("account", {"name": "MARKER-华信", "type": "dealer", "status": "active"})
        files = list((tmp_path / "server").glob("server.db*"))
        assert len(files) == 3
        assert [file.name for file in files if b"MARKER" in file.read_bytes()] == []


def test_the_key_belongs_to_its_owner_and_stays_the_same(tmp_path):
    path = tmp_path / "server.key"
    key = load_or_make_key(path)
    assert load_or_make_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("00", "ascii")
    with pytest.raises(ValueError, match="does not hold a key"):
        load_or_make_key(path)


def test_another_key_does_not_open_the_database(tmp_path):
    path = tmp_path / "server.db"
    engine = open_embedded(path, bytes(32))
    upgrade(engine)
    engine.dispose()
    other = open_embedded(path, b"\x01" * 32)
    with pytest.raises(WrongKeyError):
        other.connect()
    other.dispose()


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 50, 6), (3, 51, 2), (3, 44, 5), (3, 7, 0)])
def test_a_library_that_can_lose_writes_is_refused(version):
    with pytest.raises(OldDatabaseLibraryError):
        check_library(version)


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_a_mended_library_is_accepted(version):
    check_library(version)


def test_embedded_commits_reach_the_disk(tmp_path):
    with make_server(tmp_path) as server, server.database.reading() as work:
        assert work.row("PRAGMA synchronous")[0] == 2
        assert work.row("PRAGMA journal_mode")[0] == "wal"


def test_a_sound_database_passes_verification(server, rep, account):
    contact = fresh_id()
    rep.push(created("contact", contact, account_id=account, name="王敏"))
    rep.push(edited("contact", contact, 1, name=("王敏", "王小敏")))
    rep.push(deleted("contact", contact, 2))
    assert verify_database(server.database, ORG) == []


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        ("UPDATE record SET seq = 99 WHERE entity = 'contact'", "place_beyond_counter"),
        ("UPDATE record SET seq = 1 WHERE entity = 'contact'", "place_given_twice"),
        (
            "UPDATE record SET book = 'company', seq = 0 WHERE entity = 'contact'",
            "not_in_the_book_of_its_account",
        ),
        ("DELETE FROM record WHERE entity = 'account'", "account_missing"),
        (
            "UPDATE record SET deleted = 1, seq = 0 WHERE entity = 'contact'",
            "deleted_without_departure",
        ),
        ("UPDATE history SET revision = 7", "history_newer_than_record"),
        (
            """INSERT INTO departure SELECT org, book, entity, id, 0, 'moved' FROM record
            WHERE entity = 'contact'""",
            "present_and_gone",
        ),
        (
            """INSERT INTO history SELECT org, entity, id, 0, op_id, op, user_id, device_id,
            server_time, device_time, zone, fields FROM history""",
            "operation_accepted_twice",
        ),
        ("UPDATE record SET revision = 2 WHERE entity = 'contact'", "revision_without_history"),
        ("DELETE FROM group_seen", "chain_with_a_gap"),
    ],
)
def test_verification_names_what_is_broken(server, rep, account, damage, finding):
    rep.push(created("contact", account_id=account, name="王敏"))
    server.database.write(lambda work: work.run(damage))
    (line,) = verify_database(server.database, ORG)
    assert line.startswith(finding)

"""The file on disk: readable by nobody else, and every fault of the device told apart."""

import secrets
import sqlite3

import pytest

from app.domain.schema import ENTITIES
from app.store.errors import ForeignStoreError, NewerStoreError, StoreFault
from app.store.file.engine import open_engine
from app.store.migrate import CURRENT_FORM, prepare_store, stored_form
from app.store.tables import follow_schema, local, record_columns
from tests.support.devices import make_workspace

MARKER = "罕见标记ZebraMarker13800009999"


def test_nothing_saved_can_be_read_in_any_file_of_the_store(tmp_path):
    desk = make_workspace(tmp_path)
    with desk.store.unit_of_work() as work:
        fields = {"name": MARKER, "type": "dealer", "status": "active", "phone": MARKER}
        work.create("account", fields, desk.author)
        work.drafts.write("visit", "x", {"content": MARKER}, 1)
        work.commit(desk.author)
    with desk.store.unit_of_work() as work:
        work.cards.refresh(desk.today())
        work.commit()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    for path in files:
        raw = path.read_bytes()
        for words in (MARKER, "ZebraMarker", "13800009999", "SQLite format"):
            assert words.encode() not in raw, path.name
            assert words.encode("utf-16-le") not in raw, path.name
    desk.store.close()


def test_another_key_is_told_as_a_foreign_store(tmp_path):
    make_workspace(tmp_path).store.close()
    with pytest.raises(ForeignStoreError) as refused:
        open_engine(tmp_path / "roadbook.db", secrets.token_hex(32))
    assert refused.value.code == "store.foreign"


def test_a_file_that_is_no_store_is_told_as_foreign_and_left_untouched(tmp_path):
    path = tmp_path / "roadbook.db"
    path.write_bytes(b"holiday pictures " * 1000)
    with pytest.raises(ForeignStoreError):
        open_engine(path, secrets.token_hex(32))
    assert path.read_bytes() == b"holiday pictures " * 1000


def test_a_plain_sqlite_file_is_foreign_too(tmp_path):
    path = tmp_path / "roadbook.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE account (id)")
    connection.close()
    with pytest.raises(ForeignStoreError):
        open_engine(path, secrets.token_hex(32))


def test_damaged_pages_are_a_fault_of_the_device_not_a_traceback(tmp_path):
    key = secrets.token_hex(32)
    path = tmp_path / "roadbook.db"
    engine = open_engine(path, key)
    prepare_store(engine)
    engine.dispose()
    raw = bytearray(path.read_bytes())
    for at in range(4096, len(raw), 4096):
        raw[at + 100] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(StoreFault):
        prepare_store(open_engine(path, key))


def test_a_folder_that_does_not_exist_is_a_fault_of_the_device(tmp_path):
    with pytest.raises(StoreFault) as refused:
        open_engine(tmp_path / "nowhere" / "roadbook.db", secrets.token_hex(32))
    assert refused.value.code == "store.cannot_open"


def test_a_store_of_a_newer_program_is_not_touched(tmp_path):
    key = secrets.token_hex(32)
    engine = open_engine(tmp_path / "roadbook.db", key)
    prepare_store(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {CURRENT_FORM + 1}")
    with pytest.raises(NewerStoreError):
        prepare_store(engine)
    assert stored_form(engine) == CURRENT_FORM + 1
    engine.dispose()


def test_the_revisions_make_exactly_the_local_tables_that_the_code_declares(tmp_path):
    engine = open_engine(tmp_path / "roadbook.db", secrets.token_hex(32))
    prepare_store(engine)
    with engine.connect() as connection:
        for table in local.tables.values():
            rows = connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")')
            assert [row[1] for row in rows] == [column.name for column in table.columns]
            held = {
                row[1] for row in connection.exec_driver_sql(f'PRAGMA index_list("{table.name}")')
            }
            assert {index.name for index in table.indexes} <= held
    engine.dispose()


def test_a_field_added_to_the_schema_appears_as_a_column(tmp_path):
    engine = open_engine(tmp_path / "roadbook.db", secrets.token_hex(32))
    prepare_store(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql('ALTER TABLE "contact" DROP COLUMN "wechat"')
        connection.exec_driver_sql('DROP TABLE "collection"')
        follow_schema(connection)
    with engine.connect() as connection:
        for name in ("contact", "collection"):
            rows = connection.exec_driver_sql(f'PRAGMA table_info("{name}")')
            assert {row[1] for row in rows} == {c for c, _ in record_columns(ENTITIES[name])}
    engine.dispose()


@pytest.mark.parametrize(
    ("bound", "kept", "kind"),
    [
        (None, None, "null"),
        (b"\x00\xff", b"\x00\xff", "blob"),
        (b"", b"", "blob"),
        (True, 1, "integer"),
        (False, 0, "integer"),
        ("\u82b1", "\u82b1", "text"),
        (2**53, 2**53, "integer"),
    ],
)
def test_a_value_is_kept_as_it_was_bound(tmp_path, bound, kept, kind):
    engine = open_engine(tmp_path / "roadbook.db", secrets.token_hex(32))
    with engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT ?, typeof(?)", (bound, bound)).one()
    engine.dispose()
    assert tuple(row) == (kept, kind)
    assert type(row[0]) is type(kept)

"""The server lays tables out as devices do; only then can they be taken over without unpacking."""

import sqlite3

import pytest

from app.domain.schema import ENTITIES
from app.store.file.engine import open_engine
from app.store.file.page_seal import PAGE_BYTES, SEAL_BYTES
from app.store.migrate import CURRENT_FORM, prepare_store
from server.store import table_images
from tests.support.devices import open_store

COLUMNS = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY cid'
INDEXES = (
    'SELECT group_concat(c.name), l."unique" FROM pragma_index_list(?) l,'
    " pragma_index_info(l.name) c GROUP BY l.name ORDER BY 1"
)


@pytest.mark.parametrize("entity", ENTITIES)
def test_both_ends_lay_a_table_out_alike(tmp_path, entity):
    server = sqlite3.connect(":memory:")
    server.deserialize(table_images.build_table(entity, "company", []))
    store = open_store(tmp_path)
    with store.snapshot() as look:
        for question in (COLUMNS, INDEXES):
            here = look.connection.exec_driver_sql(question, (entity,)).fetchall()
            assert here == server.execute(question, (entity,)).fetchall()
    store.close()


def test_both_ends_agree_on_the_room_for_the_seal():
    assert (PAGE_BYTES, SEAL_BYTES) == (table_images.PAGE_BYTES, table_images.RESERVED_BYTES)
    content = table_images.build_table("contact", "company", [])
    assert len(content) % PAGE_BYTES == 0
    assert content[20] == SEAL_BYTES


def test_a_store_of_before_gets_the_carrying_indexes_in_place_of_the_narrow_ones(tmp_path):
    engine = open_engine(tmp_path / "roadbook.db", "0" * 64)
    prepare_store(engine)
    of_sales = "SELECT name FROM pragma_index_list('sales_record') WHERE origin = 'c' ORDER BY 1"
    with engine.begin() as connection:
        new = connection.exec_driver_sql(of_sales).fetchall()
        connection.exec_driver_sql("DROP INDEX sales_record_account_id_sums")
        connection.exec_driver_sql(
            "CREATE INDEX sales_record_account_id ON sales_record (account_id)"
        )
        connection.exec_driver_sql(f"PRAGMA user_version = {CURRENT_FORM - 1}")
    prepare_store(engine)
    with engine.begin() as connection:
        assert connection.exec_driver_sql(of_sales).fetchall() == new
    engine.dispose()

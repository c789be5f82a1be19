"""The server lays tables out as devices do; only then can they be taken over without unpacking."""

import sqlite3

import pytest

from app.domain.schema import ENTITIES
from app.store.page_seal import PAGE_BYTES, SEAL_BYTES
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

"""Records that are asked for by name are looked up by their key, however few there are in all."""

from __future__ import annotations

import json

from server.store.database import Database
from server.store.engine import open_postgres
from server.store.migrations.upgrade import upgrade
from server.store.spelling import POSTGRES

RECORDS = 3_000


def test_postgres_looks_into_the_key_once_for_each_pair(postgres_url):
    """A plain join reads all of them: every round cost more the more there were."""
    engine = open_postgres(postgres_url)
    upgrade(engine)
    try:
        with Database(engine).reading() as work:
            work.run(
                "INSERT INTO record (org, entity, id, book, seq, revision, deleted, body, stamps)"
                " SELECT 1, 'contact', md5(n::text), 'company', n, 1, 0, '{}', '{}'"
                " FROM generate_series(1, ?) n",
                (RECORDS,),
            )
            work.run("ANALYZE record")
            known = [row[0] for row in work.rows("SELECT id FROM record ORDER BY seq LIMIT 2")]
            asked = json.dumps([["contact", one] for one in [*known, "0" * 32]])
            found = f"SELECT r.id FROM {POSTGRES.by_pairs('record', 'r')} FOR UPDATE OF r"
            plan = "\n".join(row[0] for row in work.rows(f"EXPLAIN {found}", (asked, 1)))
            rows = work.rows(found, (asked, 1))
    finally:
        engine.dispose()
    assert "Index Scan using pk_record" in plan
    assert "Seq Scan" not in plan
    assert [row[0] for row in rows] == known

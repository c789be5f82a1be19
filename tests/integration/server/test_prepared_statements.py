"""Statements that come again and again are prepared, unless a pooler stands between."""

from __future__ import annotations

from server.store.database import Database
from server.store.engine import open_postgres

TIMES = 6


def prepared(url: str) -> int:
    engine = open_postgres(url)
    try:
        with Database(engine).reading() as work:
            for number in range(TIMES):
                work.row("SELECT ?::int", (number,))
            row = work.row("SELECT count(*) FROM pg_prepared_statements")
    finally:
        engine.dispose()
    return int(row[0])


def test_what_comes_again_is_prepared(postgres_url):
    assert prepared(postgres_url) > 0


def test_behind_a_pooler_nothing_is_prepared(postgres_url):
    assert prepared(f"{postgres_url}&pooler=yes") == 0

"""Servers with 100,000 and with three million changes, made once, and a small sync on both."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from app.domain.fields import FieldValue
from app.domain.ids import id_from
from benchmarks.frame import Row
from benchmarks.large_setting import FOLDER
from benchmarks.sync_small import growth_row
from benchmarks.sync_turns import say
from benchmarks.sync_world import Book, World, fill
from server.asgi import open_database
from server.settings import Settings
from server.store.bulk import load_records
from tests.support.server_process import ORG, ServerProcess

SMALL, GROWN = 100_000, 3_000_000
_REPS, _ACCOUNTS = 30, 20
_ROWS_AT_ONCE = 50_000
_BORN = 1_740_787_200_000
_RANDOM_BITS = 74
_BOOK_FILE = "book.json"


def growth_rows(*, runs: int) -> list[Row]:
    """Measure one record each way on both."""
    with ExitStack() as stack:
        small, grown = (stack.enter_context(_running(count)) for count in (SMALL, GROWN))
        return [growth_row(small, grown, runs=runs)]


@contextmanager
def _running(changes: int) -> Iterator[World]:
    folder = FOLDER / f"sync-{changes}"
    server = ServerProcess(folder / "server")
    if not (folder / _BOOK_FILE).exists():
        say(f"making a server with {changes:,} changes …")
        folder.mkdir(parents=True, exist_ok=True)
        book = _make(server, changes)
        (folder / _BOOK_FILE).write_text(json.dumps([book.login, book.accounts]), "utf-8")
    login, accounts = json.loads((folder / _BOOK_FILE).read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="roadbook-bench-") as room:
        try:
            books = (Book(login, tuple(accounts)),)
            yield World(server.start(), Path(room), server, books)
        finally:
            server.stop()


def _make(server: ServerProcess, changes: int) -> Book:
    """Make reps with a book each, and fill all of these but the first."""
    mine, *others = fill(server, reps=_REPS, contacts=0, accounts=_ACCOUNTS)
    accounts = [account for book in others for account in book.accounts]
    database = open_database(Settings(data_folder=server.folder))
    rows = _contacts(changes, accounts)
    try:
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            load_records(database, ORG, "contact", some, now=_BORN)
    finally:
        database.close()
    return mine


def _contacts(count: int, accounts: list[str]) -> Iterator[tuple[str, dict[str, FieldValue]]]:
    dice = random.Random(2)  # noqa: S311 - invented ids
    for number in range(count):
        key = id_from(milliseconds=_BORN + number, entropy=dice.getrandbits(_RANDOM_BITS))
        yield key, {"account_id": dice.choice(accounts), "name": f"联系人{number}"}

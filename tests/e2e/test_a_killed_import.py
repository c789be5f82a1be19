"""A process that is killed in the middle of an import leaves whole batches behind."""

from __future__ import annotations

import secrets
import subprocess
import sys

import pytest

from app.commands.exchange.imports import continue_import
from app.commands.exchange.reverts import revert_import
from app.exchange.table_files import look_at_table
from app.queries.exchange.imports import list_exchanges
from app.store.file.engine import open_engine
from app.store.unit_of_work import Store
from app.workspace import Workspace
from sync.wire import codec
from tests.support.account_records import REP
from tests.support.devices import Clock, make_workspace
from tests.support.importing_child import BATCHES
from tests.support.source_tree import ROOT
from tests.support.tables import table

ROWS = 3_000
WHOLE_BATCHES = BATCHES * 400


@pytest.fixture
def killed(tmp_path):
    """The device whose process was killed, and the table."""
    key = secrets.token_hex(32)
    folder = tmp_path / "device"
    first = make_workspace(folder, REP, key_hex=key)
    first.store.close()
    source = table(tmp_path / "客户.csv", *[(f"新南{at}商行", "零售商") for at in range(ROWS)])
    command = [sys.executable, "-m", "tests.support.importing_child"]
    child = subprocess.Popen(
        [*command, str(folder), str(source.path), key, REP],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    for _ in range(BATCHES):
        child.stdout.readline()
    child.kill()
    child.communicate()
    store = Store(open_engine(folder / "roadbook.db", key), codec)
    yield Workspace(store, first.files, REP, Clock(), "Asia/Shanghai"), source
    store.close()


def names(desk):
    with desk.store.snapshot() as look:
        found = look.connection.exec_driver_sql("SELECT name FROM account")
        return sorted(found.scalars())


def test_a_killed_import_goes_on_and_nothing_comes_twice(killed):
    desk, source = killed
    assert len(names(desk)) == WHOLE_BATCHES
    (entry,) = list_exchanges(desk)
    done = continue_import(desk, entry.id, look_at_table(source.path))
    assert (done.tally.created, done.tally.rejected, done.is_whole) == (ROWS, 0, True)
    assert names(desk) == sorted(f"新南{at}商行" for at in range(ROWS))


def test_a_killed_import_can_be_taken_back(killed):
    desk, _source = killed
    (entry,) = list_exchanges(desk)
    back = revert_import(desk, entry.id)
    assert (back.removed, back.kept_count) == (WHOLE_BATCHES, 0)
    assert names(desk) == []

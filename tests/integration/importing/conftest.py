"""A device with an account on it, and tables that people bring."""

from __future__ import annotations

import pytest

from app.domain.importing import batches
from tests.support.account_records import REP, SECTOR, fill_account, put
from tests.support.devices import make_workspace
from tests.support.tables import table


@pytest.fixture
def desk(tmp_path):
    """A rep's device: an own account of the server, another without an owner."""
    workspace = make_workspace(tmp_path / "device", REP)
    fill_account(workspace)
    with workspace.store.unit_of_work() as work:
        person = {"id": REP, "name": "周岚", "login": "zhoulan", "sector_id": SECTOR}
        put(work, "user", [{**person, "roles": "rep", "state": "active"}])
        work.commit()
    yield workspace
    workspace.store.close()


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(batches, "MOST_ROWS", 3)


@pytest.fixture
def made(tmp_path):
    """Return a function that writes a table."""

    def write(*rows, name="客户.xlsx", **more):
        return table(tmp_path / name, *rows, **more)

    return write

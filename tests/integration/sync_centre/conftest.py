"""A real server with two reps and their head, and devices of theirs."""

from __future__ import annotations

import pytest

from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        for login in ("anna", "ben"):
            running.add_user(login, PASSWORD, ("rep",), sector)
        running.add_user("head", PASSWORD, ("sector_head",), sector)
        yield running


@pytest.fixture
def device(server, tmp_path):
    made = []

    def make(login):
        one = enrolled(server, tmp_path / f"{login}{len(made)}", login)
        made.append(one)
        one.sync()
        return one

    yield make
    for one in made:
        one.workspace.store.close()

"""The same server on both engines, devices of two reps, and a stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.support.server import TestServer, make_server
from tests.support.stick import Stick
from tests.support.synced_device import PASSWORD, SyncedDevice, enrolled


@pytest.fixture(params=["sqlite", "postgres"])
def server(request: pytest.FixtureRequest, tmp_path) -> Iterator[TestServer]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    with make_server(tmp_path, url) as made:
        sector = made.add_sector()
        for login in ("anna", "ben"):
            made.add_user(login, PASSWORD, ("rep",), sector)
        yield made


@pytest.fixture
def device(server, tmp_path) -> Iterator[Callable[[str], SyncedDevice]]:
    """Return a function that makes a device of a person, synced once."""
    made: list[SyncedDevice] = []

    def make(login: str) -> SyncedDevice:
        one = enrolled(server, tmp_path / f"{login}{len(made)}", login)
        made.append(one)
        one.sync()
        one.network.offline = True
        return one

    yield make
    for one in made:
        one.workspace.store.close()


@pytest.fixture
def desk(device) -> SyncedDevice:
    """A rep's device that has synced once and has no network since."""
    return device("anna")


@pytest.fixture
def stick(server, tmp_path) -> Stick:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Stick(folder, server)

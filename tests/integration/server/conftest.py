"""The same server on both engines, and devices of people who work on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.support.device import BareDevice
from tests.support.server import TestServer, make_server

PASSWORD = "correct horse"


@pytest.fixture(params=["sqlite", "postgres"])
def server(request: pytest.FixtureRequest, tmp_path) -> Iterator[TestServer]:
    """A server with an empty organisation."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    with make_server(tmp_path, url) as made:
        yield made


@pytest.fixture
def client(server: TestServer) -> Iterator[httpx.Client]:
    with server.client() as made:
        yield made


@pytest.fixture
def sector(server: TestServer) -> str:
    return server.add_sector()


@pytest.fixture
def device_of(server: TestServer, client: httpx.Client, sector: str) -> Callable[..., BareDevice]:
    """Return a function that lets a person in and enrols a device; or another one of theirs."""
    known: set[str] = set()

    def enrol(login: str, *roles: str, sector_id: str | None = sector) -> BareDevice:
        if login not in known:
            server.add_user(login, PASSWORD, roles or ("rep",), sector_id)
            known.add(login)
        return BareDevice(client, login, PASSWORD).enrol()

    return enrol


@pytest.fixture
def rep(device_of) -> BareDevice:
    """The first device of a rep."""
    return device_of("li")


@pytest.fixture
def account(server: TestServer, rep: BareDevice, sector: str) -> str:
    """An account of the rep."""
    values = {"name": "华信", "type": "dealer", "status": "active"}
    return server.add_record("account", {**values, "owner_id": rep.user_id, "sector_id": sector})

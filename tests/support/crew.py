"""Two reps and their head at one server, and the devices that they enrol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from server.settings import Clock
from tests.support.server import TestServer, make_server
from tests.support.synced_device import PASSWORD, SyncedDevice, enrolled


@contextmanager
def crew_server(folder: Path, clock: Clock | None = None) -> Iterator[TestServer]:
    """Start a server where anna and ben are reps of one sector, and "head" is its head."""
    with make_server(folder, clock=clock) as running:
        sector = running.add_sector()
        for login in ("anna", "ben"):
            running.add_user(login, PASSWORD, ("rep",), sector)
        running.add_user("head", PASSWORD, ("sector_head",), sector)
        yield running


@contextmanager
def crew_devices(server: TestServer, folder: Path) -> Iterator[Callable[[str], SyncedDevice]]:
    """Give what enrols a device of somebody after its first sync; all are closed at the end."""
    made: list[SyncedDevice] = []

    def make(login: str) -> SyncedDevice:
        one = enrolled(server, folder / f"{login}{len(made)}", login)
        made.append(one)
        one.sync()
        return one

    yield make
    for one in made:
        one.workspace.store.close()

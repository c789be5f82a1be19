"""A new device's first sync: 20,000 and 200,000 records into its encrypted store."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from benchmarks.frame import Row
from benchmarks.sync_floor import FloorClient, Rows, pack, running_floor
from benchmarks.sync_turns import Turn, in_turns, say, seconds
from benchmarks.sync_world import (
    CONTACTS_AN_ACCOUNT,
    PASSWORD,
    World,
    contact_rows,
    running_world,
)
from tests.support.real_device import enrol_device

_MEGABYTE = 1e6


def first_sync_rows(name: str, records: int, *, runs: int, peer: Turn | None = None) -> list[Row]:
    """Measure the first sync of a book of so many records, accounts and their contacts.

    The first device finds a server that has nothing ready; the others, like every further device
    of the same books, the tables that the server keeps.
    """
    accounts = records // (CONTACTS_AN_ACCOUNT + 1)
    contacts = records - accounts
    payload = pack(_floor_rows(records))
    with running_world(contacts=contacts, accounts=accounts) as world:
        cold, _, _ = _first_sync(world, "cold", contacts)
        warm, received = _warm(name, world, payload, contacts, runs=runs, peer=peer)
    least = warm[0].floor
    return [
        *warm,
        Row(f"{name}-cold", cold * 1000, "ms", least),
        Row(f"{name}-bytes", received / _MEGABYTE, "MB", len(payload) / _MEGABYTE),
    ]


def _warm(
    name: str, world: World, payload: bytes, contacts: int, *, runs: int, peer: Turn | None
) -> tuple[list[Row], int]:
    received: list[int] = []

    def ours(number: int) -> float:
        duration, size, _ = _first_sync(world, f"warm{number}", contacts)
        received.append(size)
        return duration

    with running_floor(world.folder / "floor", payload, synchronous="NORMAL") as port:
        rows = in_turns(
            name,
            runs=runs,
            ours=ours,
            floor=lambda number: _fetch(world.folder, port, number),
            peer=peer,
        )
    return rows, received[-1]


def _first_sync(world: World, name: str, contacts: int) -> tuple[float, int, int]:
    """Return seconds, bytes and requests of a new device's first sync."""
    folder = world.folder / name
    device = enrol_device(folder, world.address, world.books[0].login, PASSWORD)
    reports = []
    duration = seconds(lambda: reports.append(device.engine.run_once()))
    with device.profile.workspace.store.snapshot() as look:
        held = look.connection.exec_driver_sql("SELECT count(*) FROM contact").scalar_one()
    device.close()
    shutil.rmtree(folder)
    if held != contacts:
        raise AssertionError(f"{held} of {contacts} contacts arrived")
    report = reports[0]
    say(f"  first sync: {report.rows_received} rows in {report.requests} requests")
    return duration, report.bytes_received, report.requests


def _fetch(folder: Path, port: int, number: int) -> float:
    place = folder / f"fetched{number}"
    place.mkdir()
    client = FloorClient(place, port, synchronous="NORMAL")
    duration = seconds(client.fetch)
    client.close()
    shutil.rmtree(place)
    return duration


def _floor_rows(count: int) -> Rows:
    dice = random.Random(5)  # noqa: S311 - invented names
    accounts = tuple(f"{dice.getrandbits(128):032x}" for _ in range(count // CONTACTS_AN_ACCOUNT))
    return [(key, 1, *fields.values()) for key, fields in contact_rows(count, accounts, dice)]

"""Everyday syncs: an upload, one record each way, 200 each way, and the same on a grown server."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.frame import Row
from benchmarks.sync_devices import BareDevice, fresh_id
from benchmarks.sync_floor import FloorClient, Rows, running_floor
from benchmarks.sync_turns import Turn, in_turns, seconds, without_collector
from benchmarks.sync_world import PASSWORD, Book, World, contact_fields
from sync.engine import RoundReport
from tests.support.real_device import RealDevice, enrol_device

UPLOADED = 5_000
AT_ONCE = 100
"""Records of one unit of work when many are brought, as an import does."""


_QUIET_ROUNDS, _PAUSE_SECONDS = 20, 0.2


class Desk:
    """A device with its real store, and another one of the same rep that sends what it gets."""

    def __init__(self, world: World, name: str) -> None:
        self._book: Book = world.books[0]
        self._dice = random.Random(3)  # noqa: S311 - invented names
        folder = world.folder / name
        self.device: RealDevice = enrol_device(folder, world.address, self._book.login, PASSWORD)
        self._come_to_rest()
        self.other = BareDevice(world.address, self._book.login, self._book.accounts[0])
        self.other.enrol()
        self.other.round(0)

    def _come_to_rest(self) -> None:
        """Sync until nothing comes: a server that has just started judges its accounts first."""
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            quiet = quiet + 1 if self.device.engine.run_once().rows_received == 0 else 0
            time.sleep(_PAUSE_SECONDS)

    def save(self, records: int, *, at_once: int = 1) -> None:
        """Save new records here."""
        workspace = self.device.profile.workspace
        for _ in range(0, records, at_once):
            with workspace.store.unit_of_work() as work:
                for _ in range(at_once):
                    fields = contact_fields(self._book.accounts[0], self._dice)
                    work.create("contact", fields, workspace.author)
                work.commit(workspace.author)

    def sync(self, *, sent: int, received: int) -> float:
        """Return how long a round takes that must bring and fetch so much."""
        reports: list[RoundReport] = []
        duration = seconds(lambda: reports.append(self.device.engine.run_once()))
        found = reports[0].groups_sent, reports[0].rows_received
        if found != (sent, received):
            raise AssertionError(f"{found} instead of {(sent, received)}")
        return duration

    def each_way(self, records: int) -> float:
        """Return how long a round takes that brings and fetches so many records."""
        self.other.round(records, page_rows=0)
        self.save(records)
        return self.sync(sent=records, received=records)

    def close(self) -> None:
        """Let go."""
        self.device.close()


def upload_rows(world: World, *, runs: int, peer: Turn | None = None) -> list[Row]:
    """Measure the upload of 5,000 new records, brought by an import and saved one by one.

    A peer knows no units of work, so it stands beside the first alone.
    """
    return [
        *_upload(world, "upload-5k", AT_ONCE, runs, peer),
        *_upload(world, "upload-5k-singly", 1, max(2, runs // 2), None),
    ]


def _upload(world: World, name: str, at_once: int, runs: int, peer: Turn | None) -> list[Row]:
    desk = Desk(world, name)

    def ours(_: int) -> float:
        desk.save(UPLOADED, at_once=at_once)
        return desk.sync(sent=UPLOADED // at_once, received=0)

    def floor(client: FloorClient) -> float:
        client.save(new_rows(UPLOADED))
        return seconds(client.push)

    try:
        return _beside_floor(world.folder / f"{name}-floor", name, runs, ours, floor, peer=peer)
    finally:
        desk.close()


def each_way_rows(
    world: World, name: str, records: int, *, runs: int, peer: Turn | None = None
) -> list[Row]:
    """Measure rounds that bring and fetch so many records, against the durable floor."""
    desk = Desk(world, name)
    count = [0]

    def floor(client: FloorClient) -> float:
        client.save(new_rows(records))
        count[0] += 1
        return seconds(lambda: client.exchange(f"{count[0]}-"))

    try:
        return _beside_floor(
            world.folder / f"{name}-floor",
            name,
            runs,
            lambda _: desk.each_way(records),
            floor,
            peer=peer,
        )
    finally:
        desk.close()


def growth_row(small: World, grown: World, *, runs: int) -> Row:
    """Measure one record each way on a grown server; the floor is the same on a small one."""
    desks = [Desk(world, "growth") for world in (grown, small)]
    try:
        with without_collector():
            pairs = [[desk.each_way(1) * 1000 for desk in desks] for _ in range(runs + 1)][1:]
    finally:
        for desk in desks:
            desk.close()
    value, least = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    return Row("growth-3m", value, "ms", least)


def new_rows(count: int) -> Rows:
    """Return new rows for a floor."""
    dice = random.Random(9)  # noqa: S311 - invented names
    return [(fresh_id(), 0, *contact_fields(fresh_id(), dice).values()) for _ in range(count)]


def _beside_floor(
    folder: Path,
    name: str,
    runs: int,
    ours: Turn,
    floor: Callable[[FloorClient], float],
    *,
    peer: Turn | None,
) -> list[Row]:
    with running_floor(folder, b"", synchronous="FULL") as port:
        place = folder / "client"
        place.mkdir()
        client = FloorClient(place, port, synchronous="FULL")
        try:
            return in_turns(name, runs=runs, ours=ours, floor=lambda _: floor(client), peer=peer)
        finally:
            client.close()

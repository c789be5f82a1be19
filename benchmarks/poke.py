"""How long what one device saves takes to stand on another, and what a thousand waiters cost."""

from __future__ import annotations

import os
import random
import resource
import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from app.store import facts
from benchmarks.frame import Row, percentile, report
from benchmarks.sync_devices import BareDevice
from benchmarks.sync_world import PASSWORD, World, running_world
from sync.poke import READ_SECONDS, Poke
from sync.sessions import DeviceIdentity, SignedTransport
from sync.transport import HttpTransport
from tests.support.postgres import running_cluster
from tests.support.real_device import RealDevice, enrol_device
from tests.support.server_process import ServerProcess

RUNS = 40
_APART_SECONDS = 1.3
"""Between two changes: a device is poked once a second."""
WAITERS, REPS = 1_000, 100
_IDLE_SECONDS = 20.0
_PATIENCE_SECONDS = 30


class Hearing:
    """A device that listens and fetches at once, as the desktop does."""

    def __init__(self, device: RealDevice, address: str) -> None:
        self.device = device
        self._fetched = threading.Event()
        key = device.profile.device_key
        identity = DeviceIdentity(device.profile.device_id, key.public_bytes(), key.sign)
        line = HttpTransport(address, read_seconds=READ_SECONDS)
        self._poke = Poke(
            SignedTransport(line, identity, time.monotonic),
            self,
            break_off=line.break_off,
            monotonic=time.monotonic,
            jitter=random.random,
        )
        self._poke.resume()

    def read_place(self) -> bytes:
        """Return the cursor."""
        with self.device.profile.workspace.store.snapshot() as look:
            return look.facts.read(facts.CURSOR) or b""

    def may_listen(self) -> bool:
        """Nothing costs here."""
        return True

    def poked(self) -> None:
        """Fetch."""
        self.device.engine.run_once()
        self._poke.resume()
        self._fetched.set()

    def milliseconds_after(self, sender: RealDevice) -> float:
        """Let another device save and send; return when it stood here, from before it was sent."""
        self._fetched.clear()
        workspace = sender.profile.workspace
        with workspace.store.unit_of_work() as work:
            fields = {"name": "百禾粮油", "type": "dealer", "status": "active"}
            work.create("account", fields, workspace.author)
            work.commit(workspace.author)
        begun = time.perf_counter()
        sender.engine.run_once()
        if not self._fetched.wait(_PATIENCE_SECONDS):
            raise RuntimeError("no poke came")
        return (time.perf_counter() - begun) * 1000

    def close(self) -> None:
        """Listen no more."""
        self._poke.stop()
        self.device.close()


def main() -> None:
    """Measure and report."""
    rows = []
    with running_world() as world:
        rows += _delays(world, world.address, "one-process")
    with running_cluster() as cluster:
        database = cluster.url(cluster.make_database())
        with running_world(database=database) as world:
            second = ServerProcess(world.server.folder, database)
            try:
                rows += _delays(world, second.start(), "two-processes")
            finally:
                second.stop()
    with running_world(reps=REPS) as world:
        rows += _idle_rows(world)
    report("poke", rows)


def _delays(world: World, other_address: str, name: str) -> list[Row]:
    login = world.books[0].login
    sender = enrol_device(world.folder / "sender", world.address, login, PASSWORD)
    device = enrol_device(world.folder / "hearer", other_address, login, PASSWORD)
    sender.engine.run_once()
    device.engine.run_once()
    hearing = Hearing(device, other_address)
    found = []
    for _ in range(RUNS):
        time.sleep(_APART_SECONDS)
        found.append(hearing.milliseconds_after(sender))
    hearing.close()
    sender.close()
    return [
        Row(f"{name}-p50", percentile(found, 0.5), "ms"),
        Row(f"{name}-p95", percentile(found, 0.95), "ms"),
    ]


def _idle_rows(world: World) -> list[Row]:
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    devices = [
        BareDevice(world.address, book.login, book.accounts[0])
        for book in world.books
        for _ in range(WAITERS // REPS)
    ]
    for device in devices:
        device.enrol()
        device.round(0)
    process = world.server.process
    if process is None:
        raise RuntimeError("no server")
    before = _memory_kibibytes(process.pid)
    lines = [_wait(device) for device in devices]
    time.sleep(2.0)
    memory = _memory_kibibytes(process.pid) - before
    busy, begun = _busy_seconds(process.pid), time.perf_counter()
    time.sleep(_IDLE_SECONDS)
    share = (_busy_seconds(process.pid) - busy) / (time.perf_counter() - begun)
    asked = _busy_seconds(process.pid)
    request = devices[0].wait_request()
    for line in lines:
        line.close()
    lines = [_wait(device) for device in devices]
    time.sleep(2.0)
    each = (_busy_seconds(process.pid) - asked) / WAITERS
    return [
        Row("waiter-memory", memory / WAITERS, "KiB"),
        Row("thousand-waiting-cpu", share * 100, "% of a core"),
        Row("one-wait-cpu", each * 1000, "ms"),
        Row("wait-request", len(request), "bytes"),
    ]


def _wait(device: BareDevice) -> socket.socket:
    parts = urlsplit(device.address)
    line = socket.create_connection((parts.hostname, parts.port or 80))
    line.sendall(device.wait_request())
    return line


def _memory_kibibytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError("no memory")


def _busy_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

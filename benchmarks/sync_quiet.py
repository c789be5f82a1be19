"""Bytes of a round that has nothing to say, counted on the line, headers included."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from benchmarks.frame import Row
from benchmarks.sync_floor import FloorClient, running_floor
from benchmarks.sync_small import new_rows
from benchmarks.sync_turns import peer_row
from benchmarks.sync_world import PASSWORD, World
from tests.support.real_device import enrol_device

_WORK = "quiet-bytes"
_READ_BYTES = 2**16


class Tap:
    """Hands bytes on between a client and a server of this machine, and counts them."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._count = 0
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        """Where clients connect."""
        return int(self._listener.getsockname()[1])

    def counted(self) -> int:
        """Return the bytes of both ways since the last question."""
        with self._lock:
            count, self._count = self._count, 0
        return count

    def _serve(self) -> None:
        while True:
            client, _ = self._listener.accept()
            server = socket.create_connection(("127.0.0.1", self._port))
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):  # the other way has ended, and closed both
            while data := source.recv(_READ_BYTES):
                # Counted before they are handed on: whoever has the answer may ask at once.
                with self._lock:
                    self._count += len(data)
                target.sendall(data)
        target.close()


def quiet_rows(world: World, peer: Callable[[], int] | None = None) -> list[Row]:
    """Count a quiet round, and as its floor one row each way of the bare program."""
    tap = Tap(urlsplit(world.address).port or 80)
    folder = world.folder / "quiet"
    login = world.books[0].login
    device = enrol_device(folder, f"http://127.0.0.1:{tap.port}", login, PASSWORD)
    device.engine.run_once()
    device.engine.run_once()
    tap.counted()
    device.engine.run_once()
    count = tap.counted()
    device.close()
    counts = {_WORK: count, **({peer_row(_WORK): peer()} if peer else {})}
    least = _floor(world)
    return [Row(work, bytes_, "bytes", least) for work, bytes_ in counts.items()]


def _floor(world: World) -> int:
    folder = world.folder / "quiet-floor"
    with running_floor(folder, b"", synchronous="FULL") as port:
        tap = Tap(port)
        (folder / "client").mkdir()
        client = FloorClient(folder / "client", tap.port, synchronous="FULL")
        client.save(new_rows(1))
        client.exchange("back-")
        count = tap.counted()
        client.close()
    return count

"""Fifty devices at once, each in a loop of one record each way: what one server carries."""

from __future__ import annotations

import asyncio
import socket
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlsplit

from benchmarks.frame import Row
from benchmarks.sync_devices import BareDevice, is_whole, rounds_for
from benchmarks.sync_floor import pack, running_floor
from benchmarks.sync_small import new_rows
from benchmarks.sync_turns import peer_row, say, without_collector
from benchmarks.sync_world import World, running_world

REPS = 25
"""With two devices each, that get what the other sends."""
_READ_BYTES = 2**18
_ACCOUNTS = 10

Rate = Callable[[float], float]
"""Takes how many seconds to work and returns the rounds a second."""


def crowd_rows(
    name: str,
    *,
    database: str = "",
    seconds: float,
    runs: int,
    peer: Rate | None = None,
) -> list[Row]:
    """Measure rounds a second of 50 devices, against a durable floor under the same load.

    Args:
        name: Of the row.
        database: PostgreSQL URL instead of the server's own file.
        seconds: How long a run lasts.
        runs: How many.
        peer: The rate of somebody else's engine.
    """
    with running_world(reps=REPS, accounts=_ACCOUNTS, database=database) as world:
        devices = _devices(world)
        least = _floor(world, seconds)
        sides: dict[str, Rate] = {
            name: partial(_rate, devices),
            **({peer_row(name): peer} if peer else {}),
        }
        with without_collector():
            turns = [[rate(seconds) for rate in sides.values()] for _ in range(runs)]
        received = sum(device.received for device in devices)
    say(f"{name}: {received} records came")
    return [
        _row(side, rates, least)
        for side, rates in zip(sides, zip(*turns, strict=True), strict=True)
    ]


def _row(name: str, rates: Sequence[float], least: float) -> Row:
    say(f"{name}: {min(rates):.0f} to {max(rates):.0f} over {len(rates)} runs")
    return Row(name, statistics.median(rates), "syncs/s", least)


def _devices(world: World) -> list[BareDevice]:
    devices = [
        BareDevice(world.address, book.login, book.accounts[0])
        for book in world.books
        for _ in range(2)
    ]
    for device in devices:
        device.enrol()
        device.round(0)
    return devices


def _rate(devices: list[BareDevice], seconds: float) -> float:
    begun = time.perf_counter()
    return asyncio.run(rounds_for(devices, seconds)) / (time.perf_counter() - begun)


def _floor(world: World, seconds: float) -> float:
    with running_floor(world.folder / "floor", b"", synchronous="FULL") as port:
        begun = time.perf_counter()
        done = asyncio.run(_floor_rounds(f"http://127.0.0.1:{port}", seconds))
    return done / (time.perf_counter() - begun)


async def _floor_rounds(address: str, seconds: float) -> int:
    done = [0]
    until = time.perf_counter() + seconds
    loops = (_floor_loop(address, until, done) for _ in range(2 * REPS))
    await asyncio.gather(*loops)
    return done[0]


async def _floor_loop(address: str, until: float, done: list[int]) -> None:
    parts = urlsplit(address)
    loop = asyncio.get_running_loop()
    with socket.create_connection((parts.hostname, parts.port or 80)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.setblocking(False)
        while time.perf_counter() < until:
            body = pack(new_rows(1))
            head = f"POST /exchange HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n\r\n"
            await loop.sock_sendall(line, head.encode() + body)
            answer = b""
            while not is_whole(answer):
                answer += await loop.sock_recv(line, _READ_BYTES)
            done[0] += 1

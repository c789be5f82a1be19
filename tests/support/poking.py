"""Devices that wait at a test server, and the moments a test has to wait for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import httpx

from server.services.pokes.waiting_room import Waiting
from server.services.pokes.watch import Watch
from sync.wire import codec
from sync.wire.messages import PROTOCOL_VERSION
from sync.wire.pokes import PokeAnswer, PokeRequest
from tests.support.device import BareDevice

PATIENCE_SECONDS = 20


class Arrivals:
    """Tells when a device has begun to wait."""

    def __init__(self, watch: Watch) -> None:
        self._come = threading.Semaphore(0)
        let_in = watch.wait

        def wait(waiting: Waiting, *, has_news: bool) -> None:
            let_in(waiting, has_news=has_news)
            self._come.release()

        watch.wait = wait  # type: ignore[method-assign]

    def next(self) -> None:
        assert self._come.acquire(timeout=PATIENCE_SECONDS)


class Poking:
    """Waits on behalf of devices, each on a thread of the test."""

    def __init__(self, arrivals: Arrivals, threads: ThreadPoolExecutor) -> None:
        self._arrivals, self._threads = arrivals, threads

    def begin(self, device: BareDevice) -> Future[httpx.Response]:
        """Let a device wait from where it stands; returns once the server lets it wait."""
        answer = self._threads.submit(ask, device)
        self._arrivals.next()
        return answer


@contextmanager
def poking(watch: Watch) -> Iterator[Poking]:
    arrivals = Arrivals(watch)
    with ThreadPoolExecutor(8) as threads:
        yield Poking(arrivals, threads)


def ask(device: BareDevice) -> httpx.Response:
    body = codec.encode(PokeRequest(PROTOCOL_VERSION, device.cursor))
    return device.request("POST", "/v1/poke", body)


def has_news(answer: Future[httpx.Response]) -> bool:
    """Wait for the end of a wait that is to end well; return whether it was a poke."""
    response = answer.result(PATIENCE_SECONDS)
    assert response.status_code == 200, response.text
    return codec.decode(response.content, PokeAnswer).news

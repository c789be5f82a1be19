"""Calls an ASGI application without a socket, an HTTP library or a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp


@dataclass(frozen=True)
class Call:
    """One request as it travels."""

    method: str
    path: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


@dataclass
class Answer:
    """One answer as it travels; status 0 until it began."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class OneThreadLoop(asyncio.SelectorEventLoop):
    """An event loop whose threads are this one: one seed is one story, and nobody is waited for."""

    def run_in_executor(self, executor, func, *args):
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:
            done.set_exception(error)
        return done


class ThisThread(Executor):
    """Takes the place of a pool of threads."""

    def __init__(self, *_size, **_name) -> None:
        pass

    def submit(self, func, /, *args, **names):
        done: Future[object] = Future()
        try:
            done.set_result(func(*args, **names))
        except Exception as error:
            done.set_exception(error)
        return done


async def on_this_thread(func, *args, **_limits):
    """Take the place of `anyio.to_thread.run_sync`."""
    return func(*args)


class Caller:
    """One event loop for all calls, one after the other."""

    def __init__(self) -> None:
        self._loop = OneThreadLoop()
        self._calls: asyncio.Queue[tuple[ASGIApp, Call, int | None, asyncio.Future[Answer]]]
        self._calls = asyncio.Queue()
        self._task = self._loop.create_task(self._serve())

    def call(self, app: ASGIApp, call: Call, *, arrives: int | None = None) -> Answer:
        """Return the answer; with `arrives`, the line breaks after so many bytes of the body."""
        answer: asyncio.Future[Answer] = self._loop.create_future()
        self._calls.put_nowait((app, call, arrives, answer))
        return self._loop.run_until_complete(answer)

    def close(self) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._task)
        self._loop.close()

    async def _serve(self) -> None:
        while True:
            app, call, arrives, answer = await self._calls.get()
            try:
                answer.set_result(await _carry(app, call, arrives))
            except Exception as error:
                answer.set_exception(error)


async def _carry(app: ASGIApp, call: Call, arrives: int | None) -> Answer:
    answer = Answer()
    incoming = _incoming(call, arrives)

    async def receive() -> Mapping[str, Any]:
        return next(incoming, {"type": "http.disconnect"})

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    await app(_scope(call), receive, send)
    return answer


def _incoming(call: Call, arrives: int | None):
    if arrives is None:
        yield {"type": "http.request", "body": call.body, "more_body": False}
    else:
        yield {"type": "http.request", "body": call.body[:arrives], "more_body": True}


def _scope(call: Call) -> dict[str, Any]:
    path, _, query = call.path.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": call.method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": call.headers,
        "client": ("127.0.0.1", 1),
        "server": ("server.test", 443),
    }

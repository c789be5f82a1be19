"""A test server behind a real socket of this machine, for clients that connect by themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.types import ASGIApp

from server.serving import WebServer


class _TellingServer(WebServer):
    """Tells when it listens, and where."""

    def __init__(self, app: ASGIApp, port: int, end_waits: Callable[[], None]) -> None:
        super().__init__(app, end_waits)
        self.config.host, self.config.port = "127.0.0.1", port
        self.listens = threading.Event()
        self.port = port

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.port = self.servers[0].sockets[0].getsockname()[1]
        self.listens.set()


@contextmanager
def served(
    app: ASGIApp, port: int = 0, end_waits: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """Serve an application and give its address; the same port again makes it come back.

    Args:
        app: The application.
        port: 0 for any that is free.
        end_waits: Lets devices go that wait for news; for good.
    """
    server = _TellingServer(app, port, end_waits)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert server.listens.wait(10)
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.should_exit = True
        thread.join(10)

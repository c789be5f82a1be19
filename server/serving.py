"""The web server around the application: lets waiting devices go before it waits for the rest."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from server.bounded_heads import BoundedProtocol


def _config(app: ASGIApp) -> uvicorn.Config:
    """Return how the application is served: nothing is logged of requests, or told in answers."""
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
    )


class WebServer(uvicorn.Server):
    """A uvicorn server that ends long waits when it is told to end."""

    def __init__(self, app: ASGIApp, end_waits: Callable[[], None]) -> None:
        """Take what is served.

        Args:
            app: The application.
            end_waits: Answers every request that waits for news; may block for a moment.
        """
        super().__init__(_config(app))
        self._end_waits = end_waits

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer who waits, then do what uvicorn does: it waits for requests that are under way."""
        await asyncio.to_thread(self._end_waits)
        await super().shutdown(sockets=sockets)


def allow_many_connections() -> None:
    """Let this process open as many files as it may: every waiting device holds one.

    The usual limit of 1,024 is there for programs that still use `select`.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows, which has no such limit
    except ImportError:
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

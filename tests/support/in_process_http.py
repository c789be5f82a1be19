"""Talk to a real ASGI application without a socket, from synchronous httpx clients."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import httpx
from starlette.types import ASGIApp


class EventLoopThread:
    """One event loop on one thread, for as many requests at once as there are."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()


class InProcessTransport(httpx.BaseTransport):
    """Hands requests to the application; can be told to be offline."""

    def __init__(self, find_app: Callable[[], ASGIApp], thread: EventLoopThread) -> None:
        self._find_app = find_app  # the application is another one after a restart
        self._thread = thread
        self.offline = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.offline:
            raise httpx.ConnectError("offline", request=request)
        answer = self._handle(request, request.read())
        return asyncio.run_coroutine_threadsafe(answer, self._thread.loop).result()

    async def _handle(self, request: httpx.Request, body: bytes) -> httpx.Response:
        inner = httpx.Request(request.method, request.url, headers=request.headers, content=body)
        response = await httpx.ASGITransport(self._find_app()).handle_async_request(inner)
        content = await response.aread()
        stream = httpx.ByteStream(content)
        return httpx.Response(response.status_code, headers=response.headers, stream=stream)

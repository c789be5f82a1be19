"""The last resort: whatever goes wrong in here becomes a polite answer and a log entry."""

from __future__ import annotations

import logging
import traceback

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.routes.problems import problem_response
from sync.wire.messages import Problem

_LOG = logging.getLogger("roadbook.server")
_STATUS = 503
_RETRY_SECONDS = 30


class FaultBarrier:
    """ASGI middleware that answers a bug or a broken database with 503 and a stable code."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            _LOG.info("client_left")
        except Exception as error:  # noqa: BLE001  # one of the four places (design.md section 10)
            _log(error)
            if not has_begun:
                problem = Problem(code="server.fault", status=_STATUS, title="server.fault")
                response = problem_response(problem, {"Retry-After": str(_RETRY_SECONDS)})
                await response(scope, receive, send)


def _log(error: Exception) -> None:
    """Log where it happened, but not the message: it may quote what a customer wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames]
    _LOG.error("request_failed", extra={"error": type(error).__name__, "places": places})

"""POST /v1/enrolment, /v1/challenge, /v1/tokens: how a device comes in and stays in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.routes.bodies import read_body
from server.services.access.sessions import SessionService
from server.services.errors import ProblemError
from sync.wire.codec import MalformedMessageError, decode_json, encode_json
from sync.wire.sessions import SignIn, TokenRequest

Message = TypeVar("Message")

_JSON = "application/json"
_LARGEST_BYTES = 16 * 1024
_AT_ONCE = 2


def session_routes(service: SessionService, prepare: Callable[[str], None]) -> list[Route]:
    """Return the routes of sign-ins.

    Args:
        service: Answers them.
        prepare: Told which user enrolled a device, once that was answered.
    """
    # A password check takes 64 MiB and a core: more at once would only starve the sync rounds.
    checking = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="password")

    async def enrol(request: Request) -> Response:
        sign_in = await _read(request, SignIn)
        address = request.client.host if request.client else ""
        loop = asyncio.get_running_loop()
        session = await loop.run_in_executor(
            checking, lambda: service.enrol(sign_in, address=address)
        )
        answer = _json(session)
        answer.background = BackgroundTask(prepare, session.user_id)
        return answer

    async def challenge(_request: Request) -> Response:
        return _json(service.challenge())

    async def renew(request: Request) -> Response:
        message = await _read(request, TokenRequest)
        return _json(await run_in_threadpool(service.renew, message))

    return [
        Route("/v1/enrolment", enrol, methods=["POST"]),
        Route("/v1/challenge", challenge, methods=["POST"]),
        Route("/v1/tokens", renew, methods=["POST"]),
    ]


async def _read(request: Request, form: type[Message]) -> Message:
    body = await read_body(request, media_type=_JSON, largest_bytes=_LARGEST_BYTES)
    try:
        return decode_json(body, form)
    except MalformedMessageError as error:
        raise ProblemError("session.malformed", 400) from error


def _json(message: object) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(encode_json(message), media_type=_JSON, headers=headers)

"""POST /v1/poke: a device waits until something is new in its books."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.routes.bodies import read_body, signed_request
from server.services.errors import ProblemError
from server.services.pokes.answering import PokeService, Standing
from server.services.pokes.waiting_room import Ending, Waiting
from server.services.pokes.watch import Watch
from sync.wire.codec import encode
from sync.wire.messages import MEDIA_TYPE
from sync.wire.pokes import PokeAnswer

_LARGEST_BYTES = 2**20 + 2**10
"""A cursor and what is around it."""
_SHORTEST = 0.8
"""Of the longest wait: devices that came together, after a restart, come apart again."""


def poke_routes(service: PokeService, watch: Watch, *, longest_seconds: float) -> list[Route]:
    """Return the route on which devices wait."""

    async def poke(request: Request) -> Response:
        body = await read_body(request, media_type=MEDIA_TYPE, largest_bytes=_LARGEST_BYTES)
        standing = await run_in_threadpool(service.stand, signed_request(request, body))
        spread = random.uniform(_SHORTEST, 1.0)  # noqa: S311 - spreads load, keeps no secret
        seconds = max(min(longest_seconds * spread, standing.seconds_left), 0.0)
        ending = await _ending(watch, standing, seconds)
        if isinstance(ending, ProblemError):
            raise ending
        # Nothing stores the answer to a POST.
        return Response(encode(PokeAnswer(news=ending)), media_type=MEDIA_TYPE)

    return [Route("/v1/poke", poke, methods=["POST"])]


async def _ending(watch: Watch, standing: Standing, seconds: float) -> Ending:
    """Wait on the event loop: neither a thread nor a connection is held meanwhile."""
    loop = asyncio.get_running_loop()
    ending: asyncio.Future[Ending] = loop.create_future()

    def answer(outcome: Ending) -> None:
        with suppress(RuntimeError):  # the loop has ended, and everybody on it
            loop.call_soon_threadsafe(_settle, ending, outcome)

    waiting = Waiting(standing.device_id, standing.user_id, standing.places, answer)
    timer = loop.call_later(seconds, _settle, ending, False)
    watch.wait(waiting, has_news=standing.has_news)
    try:
        return await ending
    finally:
        timer.cancel()
        watch.leave(waiting)


def _settle(ending: asyncio.Future[Ending], outcome: Ending) -> None:
    if not ending.done():
        ending.set_result(outcome)

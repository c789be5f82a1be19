"""POST /v1/sync: one round of a device."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.routes.bodies import read_body, signed_request
from server.routes.lane import Lane
from server.services.rounds.asked import Asked
from server.services.rounds.sync import SyncService
from sync.wire.messages import MEDIA_TYPE

_TOGETHER = 64
_THREADS = 8
"""On PostgreSQL, where every device's work is a transaction of its own."""


def sync_routes(service: SyncService, *, largest_body_bytes: int) -> list[Route]:
    """Return the routes of sync rounds."""
    is_embedded = service.database.is_embedded
    lane = Lane[Asked, bytes](
        service.push_together,
        threads=1 if is_embedded else _THREADS,
        together=_TOGETHER if is_embedded else 1,
    )

    async def sync(request: Request) -> Response:
        body = await read_body(request, media_type=MEDIA_TYPE, largest_bytes=largest_body_bytes)
        signed = signed_request(request, body)
        if service.understands_at_once(signed):
            asked = service.understand(signed)
        else:
            asked = await run_in_threadpool(service.understand, signed)
        if service.wants_to_write(asked):
            answer = await lane.run(asked)
        else:
            answer = await run_in_threadpool(service.look, asked)
        # Nothing stores the answer to a POST; a header that says so would be a tenth of it.
        return Response(answer, media_type=MEDIA_TYPE)

    return [Route("/v1/sync", sync, methods=["POST"])]

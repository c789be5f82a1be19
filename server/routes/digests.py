"""POST /v1/digests: a device compares its books with the server's."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.routes.bodies import read_body, signed_request
from server.services.rounds.digests import DigestService
from sync.wire.messages import MEDIA_TYPE


def digest_routes(service: DigestService, *, largest_body_bytes: int) -> list[Route]:
    """Return the routes of comparisons."""

    async def compare(request: Request) -> Response:
        body = await read_body(request, media_type=MEDIA_TYPE, largest_bytes=largest_body_bytes)
        answer = await run_in_threadpool(service.compare, signed_request(request, body))
        return Response(answer, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})

    return [Route("/v1/digests", compare, methods=["POST"])]

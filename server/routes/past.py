"""POST /v1/past: a device asks who wrote which value of a record."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.routes.bodies import read_body, signed_request
from server.services.rounds.past import PastService
from sync.wire.messages import MEDIA_TYPE


def past_routes(service: PastService, *, largest_body_bytes: int) -> list[Route]:
    """Return the routes of questions about the past."""

    async def tell(request: Request) -> Response:
        body = await read_body(request, media_type=MEDIA_TYPE, largest_bytes=largest_body_bytes)
        answer = await run_in_threadpool(service.tell, signed_request(request, body))
        return Response(answer, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})

    return [Route("/v1/past", tell, methods=["POST"])]

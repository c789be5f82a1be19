"""/v1/bundles: bundles of other devices in chunks, and the answers to them."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from server.routes.bodies import read_body, signed_request
from server.services.bundles.uploads import BundleUploads
from server.services.errors import ProblemError
from sync.wire.codec import encode_json
from sync.wire.messages import BundleState

_BYTES = "application/octet-stream"
_NUMBER = re.compile(r"[0-9]{1,15}")
_UNSTORED = {"Cache-Control": "no-store"}


def bundle_routes(service: BundleUploads, *, largest_chunk_bytes: int) -> list[Route]:
    """Return the routes of bundles."""

    async def state(request: Request) -> Response:
        signed = signed_request(request, b"")
        return _json(await run_in_threadpool(service.state, signed, _name(request)))

    async def store(request: Request) -> Response:
        chunk = await read_body(request, media_type=_BYTES, largest_bytes=largest_chunk_bytes)
        offset, size = _number(request, "offset"), _number(request, "size")
        if not chunk:
            raise ProblemError("blob.offset", 400)
        signed = signed_request(request, chunk)
        stored = await run_in_threadpool(
            service.store, signed, _name(request), offset=offset, size=size
        )
        return _json(stored)

    async def answer(request: Request) -> Response:
        signed = signed_request(request, b"")
        path = await run_in_threadpool(service.answer, signed, _name(request))
        return FileResponse(path, media_type=_BYTES, headers=_UNSTORED)

    return [
        Route("/v1/bundles/{sha256}/state", state, methods=["GET"]),
        Route("/v1/bundles/{sha256}/answer", answer, methods=["GET"]),
        Route("/v1/bundles/{sha256}", store, methods=["PUT"]),
    ]


def _name(request: Request) -> str:
    return str(request.path_params["sha256"])


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "")
    if _NUMBER.fullmatch(text) is None:
        raise ProblemError("blob.offset", 400)
    return int(text)


def _json(state: BundleState) -> Response:
    return Response(encode_json(state), media_type="application/json", headers=_UNSTORED)

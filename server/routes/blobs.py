"""/v1/blobs: attachments up in chunks and down in ranges."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from server.routes.bodies import read_body, signed_request
from server.services.blobs import BlobService
from server.services.errors import ProblemError
from sync.wire.codec import encode_json

_BYTES = "application/octet-stream"
_RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")
_NUMBER = re.compile(r"[0-9]{1,15}")
_OK, _PARTIAL = 200, 206


def blob_routes(service: BlobService, *, largest_chunk_bytes: int) -> list[Route]:
    """Return the routes of attachments."""

    async def state(request: Request) -> Response:
        signed = signed_request(request, b"")
        found = await run_in_threadpool(service.state, signed, request.path_params["sha256"])
        return _json(found)

    async def store(request: Request) -> Response:
        chunk = await read_body(request, media_type=_BYTES, largest_bytes=largest_chunk_bytes)
        offset, size = _number(request, "offset"), _number(request, "size")
        if offset is None or not chunk:
            raise ProblemError("blob.offset", 400)
        stored = await run_in_threadpool(
            service.store,
            signed_request(request, chunk),
            request.path_params["sha256"],
            offset=offset,
            size=size,
        )
        return _json(stored)

    async def fetch(request: Request) -> Response:
        first, last = _range(request)
        found = await run_in_threadpool(
            service.open,
            signed_request(request, b""),
            request.path_params["sha256"],
            first=first,
            last=last,
            of=request.query_params.get("of", ""),
        )
        headers = {
            "Cache-Control": "no-store",
            "Accept-Ranges": "bytes",
            "Content-Length": str(found.last - found.first + 1),
        }
        is_part = "range" in request.headers
        if is_part:
            headers["Content-Range"] = f"bytes {found.first}-{found.last}/{found.size}"
        return StreamingResponse(
            found.pieces, _PARTIAL if is_part else _OK, headers=headers, media_type=_BYTES
        )

    return [
        Route("/v1/blobs/{sha256}/state", state, methods=["GET"]),
        Route("/v1/blobs/{sha256}", store, methods=["PUT"]),
        Route("/v1/blobs/{sha256}", fetch, methods=["GET"]),
    ]


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    if _NUMBER.fullmatch(text) is None:
        raise ProblemError("blob.offset", 400)
    return int(text)


def _range(request: Request) -> tuple[int, int | None]:
    text = request.headers.get("range")
    if text is None:
        return 0, None
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        raise ProblemError("blob.range", 416)
    return int(found[1]), int(found[2]) if found[2] else None


def _json(message: object) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(encode_json(message), media_type="application/json", headers=headers)

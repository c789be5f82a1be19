"""Reads request bodies within a limit, and what the headers say about their sender."""

from __future__ import annotations

from starlette.requests import Request

from server.services.access.bearers import Signed
from server.services.errors import ProblemError

_BEARER = "bearer "
_LONGEST_HEADER = 500


async def read_body(request: Request, *, media_type: str, largest_bytes: int) -> bytes:
    """Return the body.

    Raises:
        ProblemError: 413 `body.too_large` as soon as it is, 415 `body.type`.
    """
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != media_type:
        raise ProblemError("body.type", 415, expected=media_type)
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise ProblemError("body.encoding", 415)
    pieces, size = [], 0
    # The length that the sender states is a hint; what counts is what arrives.
    async for piece in request.stream():
        size += len(piece)
        if size > largest_bytes:
            raise ProblemError("body.too_large", 413, largest_bytes=largest_bytes)
        pieces.append(piece)
    return b"".join(pieces)


def signed_request(request: Request, body: bytes) -> Signed:
    """Return a request as its device signed it."""
    authorization = request.headers.get("authorization", "")
    is_bearer = authorization[: len(_BEARER)].lower() == _BEARER
    query = request.url.query
    return Signed(
        token=authorization[len(_BEARER) :].strip()[:_LONGEST_HEADER] if is_bearer else "",
        proof=request.headers.get("roadbook-proof", ""),
        method=request.method,
        path=request.url.path + (f"?{query}" if query else ""),
        body=body,
    )

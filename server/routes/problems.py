"""Every refusal as RFC 9457 problem+json with the house's own code."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from server.services.errors import ProblemError
from sync.wire.codec import encode_json
from sync.wire.messages import PROBLEM_TYPE, Problem

_CODES = {404: "http.not_found", 405: "http.method"}


def problem_response(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return a problem as it is sent."""
    return Response(
        encode_json(problem),
        status_code=problem.status,
        media_type=PROBLEM_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


async def answer_problem(_request: Request, error: Exception) -> Response:
    """Answer a refusal by one of the services."""
    if not isinstance(error, ProblemError):
        raise TypeError("registered for ProblemError only") from error
    headers = {}
    if error.retry_after_seconds:
        headers["Retry-After"] = str(error.retry_after_seconds)
    problem = Problem(
        code=error.code, status=error.status, title=error.code, params=dict(error.params)
    )
    return problem_response(problem, headers)


async def answer_http_error(_request: Request, error: Exception) -> Response:
    """Answer a path or method that does not exist."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    code = _CODES.get(status, "http.refused")
    return problem_response(Problem(code=code, status=status, title=code))

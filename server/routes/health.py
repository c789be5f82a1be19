"""GET /v1/health: whether this process and its database can work, and its last daily run."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.services.daily import JOB
from server.store.daily_jobs import last_done_on
from server.store.database import Database
from server.store.organisations import read_organisation
from sync.wire.messages import PROTOCOL_VERSION


def health_routes(database: Database, org: int) -> list[Route]:
    """Return the route that load balancers ask."""

    def look() -> dict[str, object]:
        with database.reading() as work:
            found = read_organisation(work, org)
            judged_on = last_done_on(work, org, JOB)
        return {
            "status": "ok",
            "server_id": found.server_id,
            "protocol": PROTOCOL_VERSION,
            "warnings_judged_on": judged_on or None,
        }

    async def health(_request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(look), headers={"Cache-Control": "no-store"})

    return [Route("/v1/health", health, methods=["GET"])]

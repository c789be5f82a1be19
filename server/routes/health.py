"""GET /v1/health: whether this process and its database can work."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.store.database import Database
from server.store.organisations import read_organisation
from sync.wire.messages import PROTOCOL_VERSION


def health_routes(database: Database, org: int) -> list[Route]:
    """Return the route that load balancers ask."""

    def look() -> dict[str, object]:
        with database.reading() as work:
            found = read_organisation(work, org)
        return {"status": "ok", "server_id": found.server_id, "protocol": PROTOCOL_VERSION}

    async def health(_request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(look), headers={"Cache-Control": "no-store"})

    return [Route("/v1/health", health, methods=["GET"])]

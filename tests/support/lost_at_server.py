"""Records that go at the server, as by a great mistake there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from server.services.desk.working_set import WorkingSet
from server.store.records import read_records
from tests.support.server import ORG, TestServer


def delete_at_server(server: TestServer, entity: str, ids: Iterable[str]) -> None:
    """Delete records, so that every device hears of it."""

    def delete(work: Any) -> None:
        loaded = read_records(work, ORG, [(entity, one) for one in ids])
        working = WorkingSet(loaded)
        for record in loaded.values():
            working.put(replace(record, revision=record.revision + 1, is_deleted=True))
        working.keep()
        working.save(work, ORG)

    server.database.write(delete)

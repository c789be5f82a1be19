"""All records of one kind, read one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from server.store.database import Transaction

_ROWS = "SELECT id, account_id, body FROM record WHERE org = ? AND entity = ? AND deleted = 0"


def each_row(work: Transaction, org: int, entity: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, account ("" where there is none) and stored body of every record of an entity."""
    for record_id, account_id, body in work.each(_ROWS, (org, entity)):
        yield record_id, account_id or "", body

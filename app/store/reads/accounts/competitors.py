"""Competitors by name."""

from __future__ import annotations

import json
from collections.abc import Iterable

from app.store.unit_of_work import Snapshot


def find_competitors(look: Snapshot, names: Iterable[str]) -> dict[str, str]:
    """Return the ids of the competitors that are known by just these names."""
    rows = look.connection.exec_driver_sql(
        "SELECT name, min(id) FROM competitor WHERE name IN (SELECT value FROM json_each(?))"
        " GROUP BY name",
        (json.dumps(sorted(set(names))),),
    )
    return {str(name): str(record_id) for name, record_id in rows}

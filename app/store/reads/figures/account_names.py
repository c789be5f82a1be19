"""What accounts are called."""

from __future__ import annotations

import json
from collections.abc import Collection

from app.store.unit_of_work import Snapshot


def read_account_names(look: Snapshot, ids: Collection[str]) -> dict[str, str]:
    """Return the name of each account that is here, by its id.

    Args:
        look: The store.
        ids: Some accounts.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT id, name FROM account WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {account_id: name for account_id, name in rows}  # noqa: C416 - rows are no pairs to mypy

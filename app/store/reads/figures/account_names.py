"""What accounts are called."""

from __future__ import annotations

import json
from collections.abc import Collection

from app.store.reads.figures.figure_look import FigureLook


def read_account_names(look: FigureLook, ids: Collection[str]) -> dict[str, str]:
    """Return the name of each account that is here, by its id.

    Args:
        look: The store.
        ids: Some accounts.
    """
    rows = look.run_on_all(
        "SELECT id, name FROM account WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids))},
    )
    return {account_id: name for account_id, name in rows}  # noqa: C416 - rows are no pairs to mypy

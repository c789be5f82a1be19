"""Whether an account is recognised by the group's blacklist."""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.domain.credit.blacklist import is_barred, marks_of
from app.store.unit_of_work import Snapshot


def is_on_blacklist(look: Snapshot, account: Mapping[str, object]) -> bool:
    """Return whether the marks of an account are on the list, whichever sector barred it.

    Source: domain.md 4.13; R062.
    """
    run = look.connection.exec_driver_sql
    if run("SELECT 1 FROM blacklist_mark LIMIT 1").fetchone() is None:
        return False
    secret = run("SELECT secret FROM blacklist_key ORDER BY id LIMIT 1").scalar()
    marks = marks_of(account, str(secret or ""))
    rows = run(
        "SELECT kind, digest FROM blacklist_mark WHERE digest IN (SELECT value FROM json_each(?))",
        (json.dumps([mark.digest for mark in marks]),),
    )
    held = {(row[0], row[1]) for row in rows}
    return is_barred(mark for mark in marks if (mark.kind, mark.digest) in held)


def list_entries(look: Snapshot, account_id: str) -> list[tuple[str, str, str]]:
    """Return id, state and reason of the blacklistings of an account, the newest first."""
    rows = look.connection.exec_driver_sql(
        "SELECT id, coalesce(state, ''), reason FROM blacklist_entry WHERE account_id = ?"
        " ORDER BY coalesce(proposed_on, '') DESC, id DESC",
        (account_id,),
    )
    return [(row[0], row[1], row[2]) for row in rows]

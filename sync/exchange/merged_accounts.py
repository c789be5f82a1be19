"""Takes what was begun on this device at an account along when that account was merged."""

from __future__ import annotations

from collections.abc import Iterator

from app.store.unit_of_work import UnitOfWork
from sync.wire.messages import ChangePage

_APPROVED = "approved"
_COLUMNS = ("state", "loser_id", "account_id")


def keep_drafts(work: UnitOfWork, page: ChangePage) -> None:
    """Put unfinished forms of merged accounts to the accounts that stand for them.

    Before the page is applied: with the account that goes, its drafts would go.
    """
    for loser_id, survivor_id in _merged(page):
        work.drafts.move(loser_id, survivor_id)


def _merged(page: ChangePage) -> Iterator[tuple[str, str]]:
    for part in page.parts:
        if part.entity != "account_merge" or "state" not in part.names:
            continue
        columns = (part.columns[part.names.index(name)] for name in _COLUMNS)
        for state, loser_id, survivor_id in zip(*columns, strict=True):
            if state == _APPROVED:
                yield str(loser_id), str(survivor_id)

"""A sector with two reps and a head, an account of one rep and one that nobody has."""

from __future__ import annotations

from app.workspace import Workspace
from tests.support.account_records import OTHER, REP, SECTOR, fill_account, key, put

MATE, HEAD, GONE, STRANGER = key(801), key(802), key(803), key(804)
_HERE = {"roles": "rep", "sector_id": SECTOR}
PEOPLE = [
    {"id": REP, "name": "周岚", "login": "zhoulan", **_HERE},
    {"id": MATE, "name": "李明", "login": "li", **_HERE},
    {"id": HEAD, "name": "沈洁", "login": "shen", "roles": "sector_head", "sector_id": SECTOR},
    {"id": GONE, "name": "王离", "login": "wang", **_HERE, "state": "left"},
    {"id": STRANGER, "name": "外人", "login": "wai", "roles": "rep", "sector_id": key(805)},
]


def fill_sector(workspace: Workspace) -> None:
    """Write the people, the rep's account with all that is open, and one in the pool."""
    fill_account(workspace)
    with workspace.store.unit_of_work() as work:
        put(work, "user", PEOPLE)
        pooled = {"id": OTHER, "name": "恒达贸易商行", "type": "retailer", "status": "prospect"}
        put(work, "account", [{**pooled, "sector_id": SECTOR}])
        work.commit()

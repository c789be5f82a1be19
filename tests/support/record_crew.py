"""A store with one account, and colleagues of every role who look at its records."""

from __future__ import annotations

import dataclasses

from tests.support.account_records import (
    ACCOUNT,
    OTHER,
    REP,
    SECTOR,
    Row,
    fill_account,
    key,
    put,
)
from tests.support.devices import make_workspace

FINANCE, HEAD, CUSTODIAN, MARKETING, ADMIN = (key(number) for number in range(21, 26))
OTHER_REP, SERVICE = key(26), key(27)
PRODUCT, ELSEWHERE = key(31), key(32)
PRODUCT_NAME = "原酿酱油 1.8 升"

_ROLES = {
    REP: "rep",
    OTHER_REP: "rep",
    FINANCE: "finance",
    HEAD: "sector_head",
    CUSTODIAN: "custodian",
    MARKETING: "group_marketing",
    ADMIN: "system_admin",
    SERVICE: "service",
}


def record_workspace(folder, user_id=REP):
    """Return the workspace of a colleague; `OTHER` belongs to another rep of the sector."""
    workspace = make_workspace(folder, user_id)
    fill_account(workspace)
    users: list[Row] = [
        {
            "id": each,
            "name": f"同事{number}" if each != REP else "周岚",
            "login": f"user{number}",
            "roles": role,
            "sector_id": SECTOR,
        }
        for number, (each, role) in enumerate(_ROLES.items())
    ]
    theirs: Row = {
        "id": OTHER,
        "name": "恒达贸易商行",
        "type": "retailer",
        "status": "prospect",
        "owner_id": OTHER_REP,
        "sector_id": SECTOR,
    }
    product: Row = {"id": PRODUCT, "code": "YN-18", "name": PRODUCT_NAME, "unit": "箱"}
    with workspace.store.unit_of_work() as work:
        put(work, "user", users)
        put(work, "account", [theirs])
        put(work, "product", [product])
        work.commit()
    return workspace


def seen_by(workspace, user_id):
    """Return the same store as another colleague sees it."""
    return dataclasses.replace(workspace, user_id=user_id)


def operations(workspace):
    """Return how many operations wait in the journal, and in how many groups."""
    with workspace.store.snapshot() as look:
        counts = look.connection.exec_driver_sql(
            "SELECT count(*), count(DISTINCT device_seq) FROM journal_operation"
        ).fetchone()
    return tuple(counts)


__all__ = ["ACCOUNT", "OTHER", "REP", "SECTOR", "put", "record_workspace", "seen_by"]

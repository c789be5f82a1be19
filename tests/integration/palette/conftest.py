"""A book of a few accounts with people, contracts and a day's visits."""

from __future__ import annotations

import pytest

from app.store.records import ServerRows
from tests.support.devices import make_workspace

USER = "c0ffee00" * 4
TODAY = "2026-11-23"


def key(number):
    return f"019b8000{number:024x}"


ACCOUNTS = (
    {"id": key(1), "name": "百禾粮油商贸行", "short_name": "老禾", "class": "A", "city": "云浦市",
     "phone": "0512-60000082", "uscc": "91320507MA1XK2QF3H", "number": "KH-20311"},
    {"id": key(2), "name": "北河粮食门市", "class": "C", "city": "南渡市"},
    {"id": key(3), "name": "滨海渔家小馆", "class": "C", "city": "云浦市"},
    {"id": key(4), "name": "永泰副食经营部", "city": "桐江市"},
)  # fmt: skip
CONTACTS = (
    {"id": key(11), "account_id": key(4), "name": "白慧", "mobile": "13905120001", "post": "采购"},
    {"id": key(12), "account_id": key(1), "name": "林秀珍", "mobile": "13800138000"},
)
CONTRACTS = (
    {"id": key(21), "account_id": key(1), "number": "HT-2026-0977", "state": "printed",
     "template_id": key(30), "title": "购销合同"},
    {"id": key(22), "account_id": key(4), "number": "HT-2026-1200", "state": "effective",
     "template_id": key(30), "title": "购销合同"},
)  # fmt: skip
VISITS = (
    {"id": key(41), "account_id": key(1), "starts": "09:30", "position": 2, "state": "planned"},
    {"id": key(42), "account_id": key(3), "starts": "10:45", "position": 3, "state": "planned"},
    {"id": key(43), "account_id": key(2), "starts": "08:30", "position": 1, "state": "done"},
)


def put(workspace, entity, rows):
    names = tuple(sorted({name for row in rows for name in row if name != "id"}))
    with workspace.store.unit_of_work() as work:
        work.records.replace(
            ServerRows(
                entity,
                names,
                [row["id"] for row in rows],
                ["rep:u"] * len(rows),
                [1] * len(rows),
                [[row.get(name) for row in rows] for name in names],
            )
        )
        known = work.connection.exec_driver_sql("SELECT id FROM account").scalars().all()
        work.cards.mark(known, words=True)
        while work.cards.refresh(workspace.today(), 1_000).remaining:
            pass
        work.commit()


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path / "device", USER)
    usual = {"type": "retailer", "status": "active", "owner_id": USER}
    put(workspace, "account", [{**usual, **row} for row in ACCOUNTS])
    put(workspace, "contact", CONTACTS)
    put(workspace, "contract", CONTRACTS)
    put(workspace, "visit_plan", [{**row, "planned_on": TODAY, "owner_id": USER} for row in VISITS])
    return workspace


@pytest.fixture
def add(desk):
    """Write more rows."""
    return lambda entity, *rows: put(desk, entity, rows)

"""Accounts with something wrong by every rule, as rows for a device and for a server alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

from app.domain.ids import id_from
from app.workspace import Workspace
from tests.support.account_records import DAY, NOW, REP, SECTOR, put
from tests.support.server import TestServer

TODAY = dt.date(2026, 11, 23)
Rows = dict[str, list[dict[str, Any]]]


def wid(number: int, days_ago: float = 30) -> str:
    """Return an id of this world."""
    return id_from(milliseconds=NOW - int(days_ago * DAY), entropy=0xFACE0000 + number)


SOUND, DEBTOR, LATE, LOST, SHAKEN, WORSE, EMPTY, ANGRY, BARE, FEIGNED, CHILD, PARENT, STOPPED = (
    wid(number) for number in range(13)
)
IDLE = wid(13, 100)
COSTLY, CLIMBING = wid(14), wid(15)
PRODUCT = wid(50)
NAMES = {
    SOUND: "安稳商行", DEBTOR: "欠款商行", LATE: "落后商行", LOST: "流失商行", SHAKEN: "变故商行",
    WORSE: "变差商行", EMPTY: "断货商行", ANGRY: "投诉商行", BARE: "无约商行", FEIGNED: "可疑商行",
    CHILD: "子商行", PARENT: "黑名单商行", STOPPED: "冻结商行",
    IDLE: "潜在商行", COSTLY: "超支商行", CLIMBING: "攀升商行",
}  # fmt: skip


def rows(owner_id: str = REP, sector_id: str = SECTOR) -> Rows:
    """Return the rows of the world by entity."""
    return {
        "sector": [{"id": sector_id, "name": "云浦二区", "zone": "Asia/Shanghai"}],
        "product": [{"id": PRODUCT, "code": "P1", "name": "原酿生抽", "unit": "箱"}],
        "account": [_account(each, owner_id, sector_id) for each in NAMES],
        "receivable": [
            _under(DEBTOR, 100, issued_on="2026-09-01", due_on="2026-10-01", amount_minor=9_000),
            _under(DEBTOR, 101, issued_on="2026-09-02", due_on="2026-12-01", amount_minor=3_000,
                   paid_minor=500),
            _under(SOUND, 102, issued_on="2026-09-02", due_on="2026-12-01", amount_minor=700),
        ],
        "credit_limit": [
            _under(DEBTOR, 110, amount_minor=8_000, state="expired", valid_from_on="2026-10-01"),
            _under(DEBTOR, 111, amount_minor=10_000, state="active", valid_from_on="2026-01-01"),
            _under(DEBTOR, 112, amount_minor=99_000, state="active", valid_from_on="2027-01-01"),
        ],
        "sales_record": _sales(),
        "sales_plan": [
            _under(LATE, 200, month="2026-11", amount_minor=10_000),
            _under(LATE, 201, month="2026-11", amount_minor=90_000, product_id=PRODUCT),
            _under(LATE, 202, month="2026-11", amount_minor=90_000, state="draft"),
        ],
        "incident": [
            _under(SHAKEN, 210, kind="fire", happened_on="2026-10-01"),
            _under(SHAKEN, 211, kind="illness", happened_on="2026-11-01"),
        ],
        "credit_investigation": [
            _under(WORSE, 220, method="bank", received_on="2025-05-01", verdict="acceptable",
                   current_assets_minor=200, current_liabilities_minor=100),
            _under(WORSE, 221, method="bank", received_on="2026-05-01", verdict="cash_only",
                   current_assets_minor=150, current_liabilities_minor=100),
            _under(WORSE, 222, method="bank"),
        ],
        "stock_count": [
            _under(EMPTY, 230, product_id=PRODUCT, counted_on="2026-11-10", warehouse_quantity=99),
            _under(EMPTY, 231, product_id=PRODUCT, counted_on="2026-11-20", shelf_quantity=3),
        ],
        "complaint": [
            _under(ANGRY, 240 + at, kind="complaint", content="x", received_at=NOW - at * DAY)
            for at in range(3)
        ] + [_under(ANGRY, 250, kind="praise", content="x", received_at=NOW)],
        "contract": [
            _under(each, 260 + at, template_id=wid(90), state="performing",
                   valid_from_on="2026-01-01", valid_to_on=until)
            for at, (each, until) in enumerate(_CONTRACTS.items())
        ],
        "commitment": [
            _under(IDLE, 290, content="送样品", due_on="2026-11-20", state="open"),
            _under(IDLE, 291, content="报价", due_on="2026-11-18", state="open"),
            _under(IDLE, 292, content="送画册", due_on="2026-11-01", state="kept"),
            _under(SOUND, 293, content="调货", due_on="2026-11-23", state="open"),
        ],
        "visit_log": [
            _under(EMPTY, 294, author_id=owner_id, way="visit", started_at=NOW - 20 * DAY,
                   next_visit_on="2026-11-10"),
            _under(SOUND, 295, author_id=owner_id, way="visit", started_at=NOW - 20 * DAY,
                   next_visit_on="2026-11-10"),
            _under(SOUND, 296, author_id=owner_id, way="phone", started_at=NOW - 6 * DAY),
        ],
        "selling_expense": _expenses(),
        "expense_budget": [
            _under(COSTLY, 300, month="2026-11", amount_minor=900),
            _under(COSTLY, 301, month="2026-11", amount_minor=500),
            _under(COSTLY, 302, month="2026-10", amount_minor=1),
            _under(SOUND, 303, month="2026-11", amount_minor=500),
        ],
        "red_flag": [
            _under(FEIGNED, 270, flags="no_conditions\nno_price_question", noted_on="2026-11-01"),
            _under(FEIGNED, 271, flags="agrees_to_all", noted_on="2026-11-02", is_cleared=1),
        ],
        "evaluation": [
            _under(FEIGNED, 280, evaluated_on="2026-10-01", attitude="false", state="final"),
            _under(ANGRY, 281, evaluated_on="2026-10-01", attitude="false", state="final"),
            _under(ANGRY, 282, evaluated_on="2026-11-01", attitude="active", state="final"),
        ],
    }  # fmt: skip


_FALLS_FROM = 7
_CONTRACTS = {
    **dict.fromkeys((SOUND, DEBTOR, LATE, EMPTY, ANGRY, STOPPED), "2027-12-31"),
    LOST: "2026-12-15",
}

FOUND = {
    (DEBTOR, "W1", "warning"),
    (LATE, "W2", "alarm"),
    (LOST, "W4", "alarm"),
    (LOST, "W2", "warning"),
    (LOST, "W10", "warning"),
    (SHAKEN, "W5", "alarm"),
    (WORSE, "W6", "alarm"),
    (CHILD, "W6", "alarm"),
    (EMPTY, "W8", "alarm"),
    (ANGRY, "W9", "warning"),
    (LATE, "W9", "alarm"),
    (BARE, "W10", "warning"),
    (FEIGNED, "W13", "alarm"),
    (IDLE, "W11", "warning"),
    (IDLE, "W12", "warning"),
    (EMPTY, "W11", "notice"),
    (COSTLY, "W3", "alarm"),
    (CLIMBING, "W3", "warning"),
}
"""What every run over this world finds, the company's receivables aside."""


def _account(account_id: str, owner_id: str, sector_id: str) -> dict[str, Any]:
    more: dict[str, Any] = {
        DEBTOR: {
            "class": "A",
            "credit_limit_minor": 1,
            "preferred_channel": "wechat",
            "preferred_time": "上午",
        },
        SOUND: {"credit_limit_minor": 1_000},
        EMPTY: {"key_account": 1},
        CHILD: {"parent_id": PARENT},
        PARENT: {"blacklisted": 1},
        STOPPED: {"frozen": 1},
        IDLE: {"status": "prospect"},
    }
    return {
        "id": account_id,
        "name": NAMES[account_id],
        "type": "dealer",
        "status": "active",
        "owner_id": owner_id,
        "sector_id": sector_id,
        **more.get(account_id, {}),
    }


def _under(account_id: str, number: int, **fields: Any) -> dict[str, Any]:
    return {"id": wid(number), "account_id": account_id, **fields}


def _expenses() -> list[dict[str, Any]]:
    """COSTLY passes its newest budget; CLIMBING spends 131 after a mean of 100; SOUND does not."""
    told = [
        (COSTLY, "2026-11-02", 300, "approved"), (COSTLY, "2026-11-20", 201, "requested"),
        (CLIMBING, "2026-08-20", 150, "approved"), (CLIMBING, "2026-10-20", 150, "approved"),
        (CLIMBING, "2026-11-20", 131, "approved"),
        (SOUND, "2026-11-02", 500, "approved"), (SOUND, "2026-11-03", 400, "refused"),
        (SOUND, "2026-11-24", 400, "requested"),
    ]  # fmt: skip
    return [
        _under(account_id, 310 + at, spent_on=day, kind="display", amount_minor=minor, state=state)
        for at, (account_id, day, minor, state) in enumerate(told)
    ]


def _sales() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def sell(account_id: str, day: str, minor: int, quantity: int = 10) -> None:
        number = 1_000 + len(found)
        found.append(
            _under(account_id, number, sold_on=day, amount_minor=minor, quantity=quantity,
                   product_id=PRODUCT)
        )  # fmt: skip

    for account_id in (SOUND, DEBTOR, LATE, EMPTY, ANGRY):
        for month in range(1, 12):
            sell(account_id, f"2025-{month:02d}-20", 5_000)
            fell = account_id == LATE and month >= _FALLS_FROM
            sell(account_id, f"2026-{month:02d}-20", 3_000 if fell else 6_000)
    sell(LATE, "2026-11-21", -4_000)
    sell(ANGRY, "2026-11-21", -900, -1)
    sell(BARE, "2026-11-20", 5_000)
    for month in range(1, 7):
        sell(LOST, f"2026-{month:02d}-05", 5_000)
        sell(STOPPED, f"2026-{month:02d}-05", 5_000)
    return found


def fill_device(workspace: Workspace) -> None:
    """Write the world into a device's store, as the server would have sent it."""
    user = {"id": REP, "name": "周岚", "login": "zhoulan", "roles": "rep", "sector_id": SECTOR}
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{**user, "state": "active"}])
        for entity, records in rows().items():
            put(work, entity, records)
        work.commit()


def fill_server(server: TestServer, owner_id: str, sector_id: str) -> None:
    """Write the world into a server; the sector is there already."""
    for entity, records in rows(owner_id, sector_id).items():
        if entity == "sector":
            continue
        for record in records:
            values = {name: value for name, value in record.items() if name != "id"}
            server.add_record(entity, values, record["id"])

"""One account with everything around it, as the server would have sent it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.ids import id_from
from app.store.records import ServerRows
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

NOW = 1_795_395_600_000
"""23 November 2026, nine in the morning in China."""

DAY = 86_400_000

Row = dict[str, Any]


def key(number: int, days_ago: float = 30) -> str:
    """Return an id that was made some days before `NOW`."""
    return id_from(milliseconds=NOW - int(days_ago * DAY), entropy=number)


ACCOUNT, OTHER = key(1), key(2)
REP, SECTOR = key(3), key(4)

FILE: Row = {
    "id": ACCOUNT,
    "number": "KH-20311",
    "name": "百禾粮油商贸行",
    "short_name": "百禾",
    "type": "dealer",
    "tier": "sole",
    "status": "active",
    "class": "A",
    "segment": "maintain",
    "owner_id": REP,
    "sector_id": SECTOR,
    "province": "江苏省",
    "city": "云浦市",
    "address": "河西路 88 号",
    "phone": "13905120001",
    "uscc": "91320507MA1XK2QF3H",
    "legal_representative": "林秀珍",
    "principal": "林秀珍",
    "dealings_since_on": "2020-09-10",
    "business_kinds": "批发\n餐饮配送",
    "bank": "云浦农商行 河西支行",
    "bank_account": "62305200011223344",
    "market_area": "河西、城南两个片区",
    "selling_ability": "业务员 5 人，车 3 辆",
    "potential": "medium",
    "direction": "转向餐饮渠道",
    "market_share": "河西片区约 35%",
    "competitor_relation": "同时做 2 个本地品牌",
    "sales_activity": "库存约 22 天用量",
    "problems": "回款放慢，压货偏多",
    "brands": "原酿\n河西米业",
    "downstream_count": 140,
    "vehicles": 3,
    "staff": 11,
    "block_a_confirmed_on": "2026-11-16",
    "block_b_confirmed_on": "2026-07-03",
    "block_c_confirmed_on": "2026-11-16",
    "block_d_confirmed_on": "2026-11-16",
    "credit_limit_minor": 30_000_000,
    "open_orders_minor": 4_500_000,
    "credit_period_days": 45,
    "credit_as_of_at": NOW - int(DAY * 0.1),
}

PEOPLE: list[Row] = [
    {
        "id": key(11),
        "name": "林浩",
        "post": "采购",
        "decision_role": "influences",
        "mobile": "13905120002",
        "remark": "每周一报计划",
    },
    {
        "id": key(12),
        "name": "林秀珍",
        "post": "老板",
        "decision_role": "decides",
        "mobile": "13905120001",
        "roles": "owner\nsignatory",
        "remark": "上午好谈；用短信确认",
    },
    {
        "id": key(13),
        "name": "苏敏",
        "post": "财务",
        "phone": "051267890123",
        "remark": "每月 25 日付款",
    },
]

SOLD = (220, 150, 250, 270, 230, 260, 305, 240, 320, 300, 200)
PLAN = (220, 160, 240, 250, 250, 260, 260, 260, 300, 300, 320)
LAST = (190, 150, 200, 220, 230, 210, 240, 250, 260, 270, 280)
"""Thousand yuan a month, January to November."""

_THOUSAND = 100_000


def put(work: UnitOfWork, entity: str, rows: Sequence[Row]) -> None:
    """Write rows as a sync would."""
    names = tuple(sorted({name for row in rows for name in row if name != "id"}))
    columns = [[row.get(name) for row in rows] for name in names]
    ids = [row["id"] for row in rows]
    size = len(rows)
    work.records.replace(ServerRows(entity, names, ids, ["rep:u"] * size, [1] * size, columns))


def of_account(rows: Sequence[Row]) -> list[Row]:
    return [{**row, "account_id": ACCOUNT} for row in rows]


def fill_account(workspace: Workspace) -> None:
    """Write the account, its people, money, visits, contracts and a second account."""
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{"id": REP, "name": "周岚", "login": "zhoulan"}])
        put(work, "sector", [{"id": SECTOR, "name": "云浦二区"}])
        other = {"id": OTHER, "name": "恒达贸易商行", "type": "retailer", "status": "prospect"}
        put(work, "account", [FILE, other])
        put(work, "contact", of_account(PEOPLE))
        put(work, "sales_record", of_account(_sales()))
        put(work, "sales_plan", of_account(_plan()))
        put(work, "receivable", of_account(_debts()))
        for entity, rows in _events().items():
            put(work, entity, of_account(rows))
        work.cards.mark([ACCOUNT, OTHER], words=True)
        work.cards.refresh(workspace.today())
        work.commit()


def _sales() -> list[Row]:
    years = (("2026", SOLD), ("2025", LAST))
    return [
        {
            "id": key(100 + 20 * at + month),
            "sold_on": f"{year}-{month:02d}-10",
            "amount_minor": amount * _THOUSAND,
        }
        for at, (year, amounts) in enumerate(years)
        for month, amount in enumerate(amounts, 1)
    ]


def _plan() -> list[Row]:
    return [
        {"id": key(200 + month), "month": f"2026-{month:02d}", "amount_minor": amount * _THOUSAND}
        for month, amount in enumerate(PLAN, 1)
    ]


def _debts() -> list[Row]:
    def debt(number: int, due: str, amount: int, paid: int) -> Row:
        return {
            "id": key(number),
            "document_number": f"XS-{number}",
            "issued_on": "2026-08-20",
            "due_on": due,
            "amount_minor": amount,
            "paid_minor": paid,
        }

    return [
        debt(301, "2026-11-05", 5_000_000, 800_000),
        debt(302, "2026-12-20", 19_600_000, 0),
        debt(303, "2026-09-05", 18_600_000, 18_600_000),
    ]


def _events() -> dict[str, list[Row]]:
    return {
        "visit_plan": [
            {
                "id": key(401),
                "owner_id": REP,
                "planned_on": "2026-11-23",
                "starts": "09:30",
                "position": 2,
                "purposes": "collection\nstock_count",
                "remark": "带返利对账单",
                "state": "planned",
            },
            {
                "id": key(402),
                "owner_id": REP,
                "planned_on": "2026-11-10",
                "state": "planned",
            },
        ],
        "visit_log": [
            {
                "id": key(411),
                "author_id": REP,
                "way": "visit",
                "started_at": NOW - 7 * DAY,
                "content": "订 46 箱；冷藏区缺货架位",
            },
            {
                "id": key(412),
                "author_id": REP,
                "way": "phone",
                "started_at": NOW - 3 * DAY,
                "content": "提醒付款，林秀珍：“周三前安排”",
            },
        ],
        "collection": [
            {
                "id": key(421),
                "collected_on": "2026-11-05",
                "amount_minor": 18_600_000,
                "means": "transfer",
                "payer": "林秀珍",
                "state": "confirmed",
            }
        ],
        "complaint": [
            {
                "id": key(431),
                "kind": "complaint",
                "subject": "packaging",
                "content": "标签破损",
                "outcome": "已换货 6 箱，客户满意",
                "state": "closed",
                "received_at": NOW - 24 * DAY,
            }
        ],
        "contract": [
            {
                "id": key(441, 300),
                "template_id": key(9),
                "number": "HT-2026-0418",
                "title": "年度经销合同",
                "state": "performing",
                "total_minor": 300_000_000,
                "valid_to_on": "2026-12-31",
                "signed_on": "2026-01-05",
            },
            {
                "id": key(442, 28),
                "template_id": key(9),
                "draft_number": "HT-2026-0977",
                "title": "促销堆头，季度返利 2%",
                "state": "draft",
                "total_minor": 4_860_000,
                "valid_to_on": "2027-03-31",
            },
        ],
        "commitment": [
            {
                "id": key(451, 7),
                "owner_id": REP,
                "content": "周三前把返利单发过去",
                "due_on": "2026-11-21",
                "state": "open",
            }
        ],
    }

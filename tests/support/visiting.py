"""A small book for tests of visits: one account with people, goods, debts, plans and promises."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.store.records import ServerRows
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace
from tests.support.devices import Clock, make_workspace

USER = f"{0xA:032x}"
ACCOUNT = f"{0x10:032x}"
OTHER = f"{0x11:032x}"
LIN, SU = f"{0x20:032x}", f"{0x21:032x}"
SAUCE, VINEGAR, OYSTER = (f"{0x30 + n:032x}" for n in range(3))
PLAN, OTHER_PLAN = f"{0x40:032x}", f"{0x41:032x}"
PROMISE = f"{0x50:032x}"
TODAY = dt.date(2026, 11, 23)


def visiting_workspace(folder: Path, clock: Clock | None = None) -> Workspace:
    """Make a workspace on a new store with the small book in it."""
    workspace = make_workspace(folder, USER, clock)
    with workspace.store.unit_of_work() as work:
        fill_book(work)
        work.commit()
    return workspace


def fill_book(work: UnitOfWork) -> None:
    """Put the small book into a store as the server would send it."""
    account = {"type": "dealer", "status": "active", "city": "云浦", "class": "A"}
    put(
        work,
        "account",
        {
            **account,
            "id": ACCOUNT,
            "name": "百禾粮油商贸行",
            "block_a_confirmed_on": day(-200),
            "block_b_confirmed_on": day(2),
        },
        {**account, "id": OTHER, "name": "桥头便民超市", "class": "C"},
    )
    put(
        work,
        "contact",
        {
            "id": LIN,
            "account_id": ACCOUNT,
            "name": "林秀珍",
            "post": "老板",
            "decision_role": "decides",
        },
        {"id": SU, "account_id": ACCOUNT, "name": "苏敏", "post": "财务"},
    )
    put(
        work,
        "product",
        {"id": SAUCE, "code": "6901 0021", "name": "原酿生抽 500ml × 12", "unit": "箱"},
        {"id": VINEGAR, "code": "6901 0107", "name": "三年陈醋 420ml × 12", "unit": "箱"},
        {"id": OYSTER, "code": "6901 0212", "name": "鲜蚝油 700g × 12", "unit": "箱"},
    )
    put(
        work,
        "sales_record",
        sale(1, SAUCE, -10, 90),
        sale(2, VINEGAR, -20, 45),
        sale(3, VINEGAR, -120, 400),
    )
    put(
        work,
        "stock_count",
        {
            "id": key(0x70),
            "account_id": ACCOUNT,
            "product_id": SAUCE,
            "counted_on": day(-30),
            "warehouse_quantity": 90,
        },
        {
            "id": key(0x71),
            "account_id": ACCOUNT,
            "product_id": SAUCE,
            "counted_on": day(-14),
            "warehouse_quantity": 30,
            "shelf_quantity": 8,
        },
    )
    put(
        work,
        "receivable",
        {
            "id": key(0x80),
            "account_id": ACCOUNT,
            "issued_on": day(-60),
            "due_on": day(-18),
            "amount_minor": 4_200_000,
        },
        {
            "id": key(0x81),
            "account_id": ACCOUNT,
            "issued_on": day(-5),
            "due_on": day(25),
            "amount_minor": 1_000_000,
        },
    )
    plan = {"owner_id": USER, "planned_on": day(0), "state": "planned", "kind": "rep"}
    put(
        work,
        "visit_plan",
        {
            **plan,
            "id": PLAN,
            "account_id": ACCOUNT,
            "position": 1,
            "purposes": "collection\nstock_count",
        },
        {**plan, "id": OTHER_PLAN, "account_id": OTHER, "position": 2},
    )
    put(
        work,
        "commitment",
        {
            "id": PROMISE,
            "account_id": ACCOUNT,
            "content": "送试用装",
            "due_on": day(-2),
            "state": "open",
        },
    )


def put(work: UnitOfWork, entity: str, *rows: Mapping[str, object]) -> None:
    """Write rows of an entity as they come from the server."""
    names = tuple(sorted({name for row in rows for name in row if name != "id"}))
    columns: Sequence[Sequence[object]] = [[row.get(name) for row in rows] for name in names]
    ids = [str(row["id"]) for row in rows]
    work.records.replace(
        ServerRows(entity, names, ids, ["rep:u"] * len(rows), [1] * len(rows), columns)
    )


def sale(number: int, product_id: str, after: int, quantity: int) -> dict[str, object]:
    """Return a delivery some days ago."""
    return {
        "id": key(0x60 + number),
        "account_id": ACCOUNT,
        "product_id": product_id,
        "sold_on": day(after),
        "quantity": quantity,
        "amount_minor": quantity * 100,
    }


def key(number: int) -> str:
    """Return an id."""
    return f"{number:032x}"


def day(after: int) -> str:
    """Return the day so many days after the small book's today."""
    return (TODAY + dt.timedelta(days=after)).isoformat()


def small_png(shade: int = 0) -> bytes:
    """Return a picture of one dot that any program can read."""

    def part(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dots = zlib.compress(bytes([0, shade]))
    end = part(b"IHDR", header) + part(b"IDAT", dots) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + end

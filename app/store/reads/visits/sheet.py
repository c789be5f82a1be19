"""What lies on the table during a visit: account, people, goods, debts and open promises."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.entities.accounts import BLOCKS
from app.domain.schema import split_labels
from app.store.unit_of_work import Snapshot

_ACCOUNT = f"""
SELECT a.id, a.name, a.class, a.type, a.city, coalesce(a.frozen, 0), a.credit_as_of_at,
  r.owed, r.overdue, r.oldest, v.started_at, v.next_step,
  {", ".join(f"a.block_{block.lower()}_confirmed_on" for block in BLOCKS)}
FROM account a
LEFT JOIN (SELECT sum(amount_minor - coalesce(paid_minor, 0)) AS owed,
             sum(CASE WHEN due_on < :today THEN amount_minor - coalesce(paid_minor, 0) END)
               AS overdue,
             min(CASE WHEN due_on < :today THEN due_on END) AS oldest
           FROM receivable WHERE account_id = :account
             AND amount_minor > coalesce(paid_minor, 0)) r
LEFT JOIN (SELECT started_at, next_step FROM visit_log WHERE account_id = :account
           ORDER BY started_at DESC LIMIT 1) v
WHERE a.id = :account
"""
_FIXED = 12
_CONTACTS = """
SELECT id, name, post, roles, decision_role FROM contact WHERE account_id = ?
ORDER BY CASE decision_role WHEN 'decides' THEN 0 WHEN 'influences' THEN 1 ELSE 2 END, id
"""
_STOCK = """
WITH sold AS (
  SELECT product_id, sum(quantity) AS in_year,
    sum(CASE WHEN sold_on > :window THEN quantity END) AS in_window
  FROM sales_record WHERE account_id = :account AND sold_on > :year GROUP BY product_id),
counted AS (
  SELECT product_id, counted_on, warehouse_quantity, shelf_quantity,
    row_number() OVER (PARTITION BY product_id ORDER BY counted_on DESC, id DESC) AS place
  FROM stock_count WHERE account_id = :account)
SELECT p.id, p.code, p.name, p.name_en, p.specification, p.unit,
  c.counted_on, coalesce(c.warehouse_quantity, 0) + coalesce(c.shelf_quantity, 0),
  coalesce(s.in_window, 0), c.product_id IS NOT NULL OR s.product_id IS NOT NULL
FROM product p
LEFT JOIN counted c ON c.product_id = p.id AND c.place = 1
LEFT JOIN sold s ON s.product_id = p.id
WHERE coalesce(p.state, 'on_sale') = 'on_sale' OR c.product_id IS NOT NULL
ORDER BY 10 DESC, coalesce(s.in_year, 0) DESC, p.code
"""
_PROMISES = """
SELECT id, content, due_on FROM commitment WHERE account_id = ? AND state = 'open'
ORDER BY due_on, id
"""
_DESIGNATED = """
SELECT d.id, d.bank, d.number FROM designated_account d
LEFT JOIN account a ON a.id = ? LEFT JOIN sector s ON s.id = a.sector_id
WHERE coalesce(d.state, 'active') = 'active'
ORDER BY d.company_id IS NOT s.company_id, d.bank, d.id
"""
_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class VisitAccount:
    """The account as a visitor needs it.

    Attributes:
        id: Record id.
        name: Registered name.
        grade: Class A, B, C; None when not graded.
        type: Dealer, retailer …
        city: City.
        frozen: Whether money actions are off.
        credit_as_of_at: As of when the office knew the debts, milliseconds since 1970 UTC.
        owed_minor: Owed in all.
        overdue_minor: Owed and late.
        oldest_due_on: Due date of the oldest late receivable.
        last_visit_at: Start of the last visit; None before the first.
        last_next_step: What was to be done next, as noted then.
        confirmed_on: Day on which each block was last confirmed, by its letter.
    """

    id: str
    name: str
    grade: str | None
    type: str
    city: str | None
    frozen: bool
    credit_as_of_at: int | None
    owed_minor: int
    overdue_minor: int
    oldest_due_on: dt.date | None
    last_visit_at: int | None
    last_next_step: str
    confirmed_on: tuple[tuple[str, dt.date | None], ...]


@dataclass(frozen=True, slots=True)
class VisitContact:
    """A person who may be met."""

    id: str
    name: str
    post: str
    roles: tuple[str, ...]
    decision_role: str


@dataclass(frozen=True, slots=True)
class StockItem:
    """A product that may be counted.

    Attributes:
        product_id: The product.
        code: Article number.
        name: Name in Chinese.
        name_en: Name in English; empty when there is none.
        specification: Size and packing.
        unit: What is counted.
        last_on: Day of the last count here; None before the first.
        last_quantity: Warehouse and shelf together at the last count.
        sold_in_window: Units delivered within the window of `StockLimits`.
        is_usual: Whether the account bought it within a year or it was counted here before.
    """

    product_id: str
    code: str
    name: str
    name_en: str
    specification: str
    unit: str
    last_on: dt.date | None
    last_quantity: int
    sold_in_window: int
    is_usual: bool


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """Something promised earlier and not kept yet."""

    id: str
    content: str
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class DesignatedAccount:
    """An account of the company into which customers pay."""

    id: str
    bank: str
    number: str


def list_designated(look: Snapshot, account_id: str) -> list[DesignatedAccount]:
    """Return the accounts that money may go into, those of the account's own company first.

    Source: domain.md 2.6; R058.
    """
    rows = look.connection.exec_driver_sql(_DESIGNATED, (account_id,))
    return [DesignatedAccount(*row) for row in rows]


def read_visit_account(look: Snapshot, account_id: str, today: dt.date) -> VisitAccount | None:
    """Return the account with its debts and its last visit, or None."""
    values = {"account": account_id, "today": today.isoformat()}
    row = look.connection.exec_driver_sql(_ACCOUNT, values).fetchone()
    if row is None:
        return None
    days = (_day(value) for value in row[_FIXED:])
    return VisitAccount(
        id=str(row[0]),
        name=str(row[1]),
        grade=row[2],
        type=str(row[3]),
        city=row[4],
        frozen=bool(row[5]),
        credit_as_of_at=row[6],
        owed_minor=int(row[7] or 0),
        overdue_minor=int(row[8] or 0),
        oldest_due_on=_day(row[9]),
        last_visit_at=row[10],
        last_next_step=str(row[11] or ""),
        confirmed_on=tuple(zip(BLOCKS, days, strict=True)),
    )


def list_visit_contacts(look: Snapshot, account_id: str) -> list[VisitContact]:
    """Return the persons of an account, those who decide first."""
    rows = look.connection.exec_driver_sql(_CONTACTS, (account_id,))
    return [
        VisitContact(str(row[0]), str(row[1]), row[2] or "", split_labels(row[3]), row[4] or "")
        for row in rows
    ]


def list_stock_items(
    look: Snapshot, account_id: str, *, today: dt.date, window_days: int
) -> list[StockItem]:
    """Return all products, those that the account usually has first."""
    values = {
        "account": account_id,
        "window": (today - dt.timedelta(days=window_days)).isoformat(),
        "year": (today - _YEAR).isoformat(),
    }
    return [
        StockItem(
            product_id=str(row[0]),
            code=str(row[1]),
            name=str(row[2]),
            name_en=row[3] or "",
            specification=row[4] or "",
            unit=str(row[5]),
            last_on=_day(row[6]),
            last_quantity=int(row[7]),
            sold_in_window=int(row[8]),
            is_usual=bool(row[9]),
        )
        for row in look.connection.exec_driver_sql(_STOCK, values)
    ]


def list_open_promises(look: Snapshot, account_id: str) -> list[OpenPromise]:
    """Return what was promised to an account and is still open, the most urgent first."""
    rows = look.connection.exec_driver_sql(_PROMISES, (account_id,))
    return [
        OpenPromise(str(row[0]), str(row[1]), dt.date.fromisoformat(str(row[2]))) for row in rows
    ]


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None

"""A month's plans and sales of every dealer, and the records of one dealer's sales."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.periods import Period
from app.domain.sales.plans import PlanLine, read_schedule
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.plans import IN_FORCE, TARGET
from app.store.unit_of_work import Snapshot

_PLANS = """
SELECT id, account_id, amount_minor, coalesce(product_id, ''), coalesce(kind, ''),
  coalesce(specification, ''), quantity, schedule, coalesce(support, ''),
  coalesce(state, 'agreed'), coalesce(version, 1), coalesce(maker_id, ''), agreed_on
FROM sales_plan WHERE month = :month AND coalesce(state, 'agreed') <> 'replaced'
  AND (:account = '' OR account_id = :account)
ORDER BY account_id, product_id IS NOT NULL, id
"""
# Going through the accounts, the index of each account's sales is sought, never scanned.
_SOLD = """
SELECT a.id, coalesce(s.product_id, ''), sum(s.amount_minor), sum(s.quantity)
FROM account a CROSS JOIN sales_record s ON s.account_id = a.id
 AND s.sold_on BETWEEN :first AND :last
WHERE :account = '' OR a.id = :account
GROUP BY a.id, s.product_id
"""
_DEALERS = """
SELECT a.id, a.name, coalesce(a.class, '') FROM account a
WHERE a.status NOT IN ('archived', 'lost') AND (
  EXISTS (SELECT 1 FROM sales_plan p WHERE p.account_id = a.id AND p.month = :month)
  OR EXISTS (SELECT 1 FROM sales_record s WHERE s.account_id = a.id
             AND s.sold_on BETWEEN :first AND :last))
"""
_MONTHS = f"""
SELECT m.month, (SELECT {TARGET} FROM sales_plan
    WHERE account_id = :account AND month = m.month AND {IN_FORCE}),
  (SELECT sum(amount_minor) FROM sales_record
   WHERE account_id = :account AND sold_on BETWEEN m.month || '-01' AND m.month || '-31')
FROM (SELECT :year || '-' || substr('0' || value, -2) AS month FROM json_each(
  '[1,2,3,4,5,6,7,8,9,10,11,12]')) m ORDER BY m.month
"""
_LEDGER = """
SELECT s.id, s.sold_on, coalesce(s.document_number, ''), coalesce(p.code, ''),
  coalesce(p.name, ''), coalesce(p.name_en, ''), coalesce(p.kind, ''),
  coalesce(p.specification, ''), s.quantity, s.amount_minor, coalesce(s.settled, 0),
  coalesce(s.arrears_minor, 0), coalesce(s.level, 'dealer'),
  sum(s.amount_minor) OVER (ORDER BY s.sold_on, s.id)
FROM sales_record s LEFT JOIN product p ON p.id = s.product_id
WHERE s.account_id = :account AND s.sold_on BETWEEN :first AND :last
ORDER BY s.sold_on, s.id
"""
_NAMES = """
SELECT id, name, coalesce(name_en, ''), coalesce(kind, ''), coalesce(specification, ''), unit
FROM product
"""


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """One record of a month's plan.

    Attributes:
        id: Record.
        account_id: The dealer.
        line: The target.
        schedule: What is to be sold by which day.
        support: What we do for it.
        state: Where it stands.
        version: Counted up when it was given back.
        maker_id: Who made it; empty when the office did.
        agreed_on: When the dealer agreed.
    """

    id: str
    account_id: str
    line: PlanLine
    schedule: dict[dt.date, int]
    support: str
    state: str
    version: int
    maker_id: str
    agreed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ProductSold:
    """What an account bought of a product, less returns; the product is empty where unknown."""

    account_id: str
    product_id: str
    amount_minor: int
    quantity: int | None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One delivery line with the running total.

    Attributes:
        id: Record.
        sold_on: Day of the purchase.
        document: Number of the document.
        code: Article number.
        name: Product.
        name_en: In English; empty when there is none.
        kind: Kind of goods.
        specification: Size and packing.
        quantity: Units; None when unknown.
        amount_minor: With tax; negative for a return.
        is_settled: Whether it was paid.
        arrears_minor: What is still open.
        level: How deep in the channel.
        running_minor: Sum up to and with this line.
    """

    id: str
    sold_on: dt.date
    document: str
    code: str
    name: str
    name_en: str
    kind: str
    specification: str
    quantity: int | None
    amount_minor: int
    is_settled: bool
    arrears_minor: int
    level: str
    running_minor: int


@dataclass(frozen=True, slots=True)
class ProductName:
    """What a product is called."""

    name: str
    name_en: str
    kind: str
    specification: str
    unit: str


def list_month_plans(look: Snapshot, month: str, account_id: str = "") -> list[StoredPlan]:
    """Return the records of a month's plans, drafts included; of one dealer if asked to."""
    rows = look.connection.exec_driver_sql(_PLANS, {"month": month, "account": account_id})
    return [
        StoredPlan(
            *[
                *(row[0], row[1], PlanLine(*row[2:7]), read_schedule(row[7]), *row[8:12]),
                dt.date.fromisoformat(row[12]) if row[12] else None,
            ]
        )
        for row in rows
    ]


def list_products_sold(look: Snapshot, period: Period, account_id: str = "") -> list[ProductSold]:
    """Return what each account bought of each product in a period; of one dealer if asked to."""
    rows = look.connection.exec_driver_sql(_SOLD, {**days_of(period), "account": account_id})
    return [ProductSold(*row) for row in rows]


def list_dealers(look: Snapshot, month: str, buying: Period) -> list[tuple[str, str, str]]:
    """Return id, name and class of who has a plan of a month or bought in a period."""
    rows = look.connection.exec_driver_sql(_DEALERS, {**days_of(buying), "month": month})
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows]


def list_year(look: Snapshot, account_id: str, year: int) -> list[tuple[str, int | None, int]]:
    """Return month, plan in force and sales of each month of a year."""
    values = {"account": account_id, "year": str(year)}
    rows = look.connection.exec_driver_sql(_MONTHS, values)
    return [(str(month), plan, int(sold or 0)) for month, plan, sold in rows]


def list_ledger(look: Snapshot, account_id: str, period: Period) -> list[LedgerLine]:
    """Return every line that an account bought in a period, oldest first, with running totals."""
    rows = look.connection.exec_driver_sql(_LEDGER, {**days_of(period), "account": account_id})
    return [
        LedgerLine(*[row[0], dt.date.fromisoformat(row[1]), *row[2:10], bool(row[10]), *row[11:]])
        for row in rows
    ]


def read_product_names(look: Snapshot) -> dict[str, ProductName]:
    """Return what every product is called, by its id."""
    rows = look.connection.exec_driver_sql(_NAMES)
    return {str(row[0]): ProductName(*row[1:]) for row in rows}

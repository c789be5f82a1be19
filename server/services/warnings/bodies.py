"""The fields of stored records that the warning rules ask about, and how they are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import msgspec

from app.domain.credit.policies import APPROVED
from server.store.database import Transaction
from server.store.record_rows import each_row

Body = TypeVar("Body", bound=msgspec.Struct)


class AccountBody(msgspec.Struct):
    """Fields of an account that the rules ask about."""

    type: str = ""
    grade: str = msgspec.field(default="", name="class")
    status: str = ""
    parent_id: str = ""
    owner_id: str = ""
    sector_id: str = ""
    key_account: int = 0
    blacklisted: int = 0
    frozen: int = 0
    open_orders_minor: int = 0
    credit_limit_minor: int | None = None
    credit_unlimited: int = 0
    watch_value_minor: int | None = None


class SaleBody(msgspec.Struct):
    """Fields of a sales record."""

    sold_on: str
    amount_minor: int
    product_id: str = ""
    quantity: int = 0


class DebtBody(msgspec.Struct):
    """Fields of a receivable."""

    amount_minor: int
    paid_minor: int = 0


class OrderBody(msgspec.Struct):
    """Fields of an order taken in the field."""

    kind: str
    state: str = ""
    is_on_credit: int = 1
    total_minor: int = 0


class LimitBody(msgspec.Struct):
    """Fields of a credit limit."""

    state: str = ""
    amount_minor: int | None = None
    is_unlimited: int = 0
    watch_value_minor: int | None = None
    period_days: int | None = None
    valid_from_on: str = ""
    valid_to_on: str | None = None


class PlanBody(msgspec.Struct):
    """Fields of a sales plan."""

    month: str
    amount_minor: int
    product_id: str = ""
    kind: str = ""
    specification: str = ""
    schedule: str = ""
    state: str = "agreed"

    @property
    def is_whole(self) -> bool:
        """Whether it is the line for everything."""
        return not (self.product_id or self.kind or self.specification)


class IncidentBody(msgspec.Struct):
    """Fields of an incident."""

    kind: str
    happened_on: str


class InquiryBody(msgspec.Struct):
    """Fields of a credit investigation."""

    received_on: str = ""
    verdict: str = ""
    current_assets_minor: int | None = None
    inventory_minor: int | None = None
    current_liabilities_minor: int | None = None
    net_profit_minor: int | None = None
    sales_minor: int | None = None
    equity_minor: int | None = None


class CountBody(msgspec.Struct):
    """Fields of a stock count."""

    product_id: str
    counted_on: str
    warehouse_quantity: int | None = None
    shelf_quantity: int | None = None


class ComplaintBody(msgspec.Struct):
    """Fields of a complaint."""

    kind: str
    state: str = ""
    received_at: int = 0


class ContractBody(msgspec.Struct):
    """Fields of a contract."""

    state: str = ""
    valid_from_on: str = ""
    valid_to_on: str = ""


class FlagBody(msgspec.Struct):
    """Fields of a note of red flags."""

    flags: str = ""
    is_cleared: int = 0


class EvaluationBody(msgspec.Struct):
    """Fields of a dealer evaluation."""

    evaluated_on: str
    attitude: str = ""
    state: str = "final"


class VisitBody(msgspec.Struct):
    """Fields of a visit log."""

    started_at: int
    next_visit_on: str = ""


class CommitmentBody(msgspec.Struct):
    """Fields of a promise."""

    due_on: str
    state: str = "open"


class ExpenseBody(msgspec.Struct):
    """Fields of a selling expense."""

    spent_on: str
    amount_minor: int
    state: str = ""


class BudgetBody(msgspec.Struct):
    """Fields of a budget for expenses."""

    month: str
    amount_minor: int


class SettingBody(msgspec.Struct):
    """Fields of a setting."""

    name: str
    value: str
    valid_from_on: str = ""


class PolicyBody(msgspec.Struct):
    """Fields of a credit policy."""

    cap_basis_points: int | None = None
    assets_minor: int | None = None
    valid_from_on: str = ""
    state: str = APPROVED


class UserBody(msgspec.Struct):
    """Fields of a user."""

    roles: str = ""
    sector_id: str = ""
    state: str = "active"


def each_body(
    work: Transaction, org: int, entity: str, kind: type[Body]
) -> Iterator[tuple[str, str, Body]]:
    """Yield account, id and fields of every record of an entity; "" where there is no account."""
    decode = msgspec.json.Decoder(kind).decode
    for record_id, account_id, body in each_row(work, org, entity):
        yield account_id, record_id, decode(body)


def by_account(
    work: Transaction, org: int, entity: str, kind: type[Body]
) -> dict[str, list[tuple[str, Body]]]:
    """Return id and fields of the records of an entity by account."""
    found: dict[str, list[tuple[str, Body]]] = defaultdict(list)
    for account_id, record_id, body in each_body(work, org, entity, kind):
        found[account_id].append((record_id, body))
    return found


def day(text: str | None) -> date | None:
    """Return a stored date; None for none."""
    return date.fromisoformat(text) if text else None

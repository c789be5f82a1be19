"""The page to read before a visit: everything open at one account, in one look."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.accounts.confirmations import BlockAge, block_ages
from app.domain.analysis.receivables import Receivable
from app.domain.errors import NotFoundError
from app.domain.sales.stock import (
    DEFAULT_STOCK_LIMITS,
    StockNeed,
    days_of_stock,
    stock_need,
)
from app.planning.due_terms import DEFAULT_RULES
from app.store.reads.credit.page import CreditPage, read_credit_page
from app.store.reads.sales.orders import OrderSummary, list_orders
from app.store.reads.visits.preparation import (
    Delivery,
    OpenItem,
    list_last_deliveries,
    list_open_items,
)
from app.store.reads.visits.sheet import (
    OpenPromise,
    StockItem,
    VisitAccount,
    list_open_promises,
    list_stock_items,
    read_visit_account,
)
from app.workspace import Workspace

__all__ = [
    "Delivery",
    "OpenItem",
    "OrderSummary",
    "Preparation",
    "StockNote",
    "read_preparation",
]

_ENDED_SINCE = dt.timedelta(days=60)
_ORDERS = 5


@dataclass(frozen=True, slots=True)
class StockNote:
    """Goods that ask for a word.

    Attributes:
        item: The product with its last count.
        days: For how long the goods last; None when nothing is sold.
        need: Sold out, nearly so, or lying too long.
    """

    item: StockItem
    days: int | None
    need: StockNeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What to know and to take along.

    Attributes:
        account: The account with its last visit.
        credit: What it owes and may order.
        late: Documents past due, the oldest first.
        items: Open complaints and warnings, contracts that end.
        promises: What was promised and is still open.
        orders: The last orders and returns, newest first.
        deliveries: The last three days on which it bought.
        stock: Goods sold out, nearly so, or lying too long.
        stale: Blocks of the file that have to be confirmed.
    """

    account: VisitAccount
    credit: CreditPage
    late: tuple[Receivable, ...]
    items: tuple[OpenItem, ...]
    promises: tuple[OpenPromise, ...]
    orders: tuple[OrderSummary, ...]
    deliveries: tuple[Delivery, ...]
    stock: tuple[StockNote, ...]
    stale: tuple[BlockAge, ...]


def read_preparation(workspace: Workspace, account_id: str) -> Preparation:
    """Return everything that is open at an account, in one look at the store.

    Raises:
        NotFoundError: The account is not on this device.

    Source: domain.md 4.7, step 2.
    """
    today = workspace.today()
    window = DEFAULT_STOCK_LIMITS.sales_window_days
    ends = today + dt.timedelta(days=DEFAULT_RULES.contract_notice_days)
    with workspace.store.snapshot() as look:
        account = read_visit_account(look, account_id, today)
        if account is None:
            raise NotFoundError("record.unknown", entity="account")
        credit = read_credit_page(look, account_id, today)
        late = [each for each in credit.line.receivables if _is_late(each, today)]
        goods = list_stock_items(look, account_id, today=today, window_days=window)
        ages = block_ages(dict(account.confirmed_on), account_class=account.grade, today=today)
        return Preparation(
            account=account,
            credit=credit,
            late=tuple(sorted(late, key=lambda each: each.due_on)),
            items=list_open_items(look, account_id, ended=today - _ENDED_SINCE, ends=ends),
            promises=tuple(list_open_promises(look, account_id)),
            orders=list_orders(look, account_id=account_id, limit=_ORDERS),
            deliveries=list_last_deliveries(look, account_id),
            stock=tuple(note for item in goods if (note := _stock_note(item)) is not None),
            stale=tuple(age for age in ages if age.is_stale),
        )


def _is_late(document: Receivable, today: dt.date) -> bool:
    return document.due_on < today and document.balance_minor > 0


def _stock_note(item: StockItem) -> StockNote | None:
    """Return what a count says; goods that were never counted say nothing."""
    if item.last_on is None:
        return None
    days = days_of_stock(item.last_quantity, sold=item.sold_in_window)
    need = stock_need(item.last_quantity, sold=item.sold_in_window)
    return None if need is StockNeed.NONE else StockNote(item, days, need)

"""Questions about the credit of one account: its line, an order on it, what a payment would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.domain.analysis.credit_line import CreditStrip
from app.domain.credit.check import (
    Movement,
    Order,
    OrderCheck,
    check_order,
    exposure_by_day,
)
from app.store.reads.credit.page import CreditPage, read_credit_page
from app.workspace import Workspace

__all__ = [
    "CreditPage",
    "Movement",
    "Order",
    "OrderCheck",
    "judge_order",
    "read_credit",
    "suppose_movements",
]

_LONGEST_DAYS = 366
"""A supposition looks a year ahead at most."""


def read_credit(workspace: Workspace, account_id: str) -> CreditPage:
    """Return the credit of an account, own unsent orders and collections counted in.

    Raises:
        NotFoundError: The account is not on this device; `record.unknown`.
    """
    with workspace.store.snapshot() as look:
        return read_credit_page(look, account_id, workspace.today())


def judge_order(
    workspace: Workspace, account_id: str, order: Order, *, order_id: str = ""
) -> tuple[OrderCheck, int | None]:
    """Return the answer to an order, and as of when the office's figures are (milliseconds).

    Args:
        workspace: Store, clock and zone.
        account_id: Who orders.
        order: What is ordered.
        order_id: Its record, when it is stored already; it is not counted twice.

    Raises:
        NotFoundError: The account is not on this device; `record.unknown`.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        page = read_credit_page(look, account_id, today, without_order=order_id)
    return check_order(page.line, page.standing, order, today=today), page.as_of_at


def suppose_movements(
    workspace: Workspace, account_id: str, movements: Sequence[Movement], *, last: dt.date
) -> tuple[tuple[dt.date, CreditStrip], ...]:
    """Return the credit line of every day from today to `last` if all of this happened.

    At most a year is looked ahead.

    Raises:
        NotFoundError: The account is not on this device; `record.unknown`.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        page = read_credit_page(look, account_id, today)
    end = min(last, today + dt.timedelta(days=_LONGEST_DAYS))
    return exposure_by_day(page.line, movements, first=today, last=end)

"""Judges the approval of an expense by what the server knows of its month."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.fields import FieldValue
from app.domain.sales.expenses import (
    APPROVED,
    BUDGET,
    EXPENSE,
    MonthSpending,
    check_within_budget,
    month_of_expense,
)
from server.services.desk.desk import Desk
from server.store.records import StoredRecord

Body = Mapping[str, FieldValue]


def check_approval(desk: Desk, before: StoredRecord, after: Body) -> None:
    """Refuse an approval beyond the budget of its month by anybody below the management.

    Raises:
        NotAllowedError: As `expenses.check_within_budget`.

    Source: domain.md 4.2 (W3), 5.2; R139, R179.
    """
    is_approved = after.get("state") == APPROVED and before.body.get("state") != APPROVED
    if not is_approved or desk.offered_since is not None:
        return
    month = month_of_expense(after)
    budgets = [one for one in _under(desk, before, BUDGET) if one.body.get("month") == month]
    newest = max(budgets, key=lambda one: one.id, default=None)
    approved = sum(
        _minor(one)
        for one in _under(desk, before, EXPENSE)
        if one.id != before.id
        and one.body.get("state") == APPROVED
        and month_of_expense(one.body) == month
    )
    spending = MonthSpending(approved, None if newest is None else _minor(newest))
    check_within_budget(after, spending, roles=desk.user.roles)


def _under(desk: Desk, expense: StoredRecord, entity: str) -> list[StoredRecord]:
    found = desk.families.of_account(str(expense.account_id), entity)
    return [one for one in found if not one.is_deleted]


def _minor(record: StoredRecord) -> int:
    amount = record.body.get("amount_minor")
    return amount if isinstance(amount, int) else 0

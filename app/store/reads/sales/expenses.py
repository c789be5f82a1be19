"""What is spent on an account in a month, and what may be."""

from __future__ import annotations

from app.domain.sales.expenses import APPROVED, MonthSpending
from app.store.unit_of_work import Snapshot

_MONTH = """
SELECT (SELECT coalesce(sum(amount_minor), 0) FROM selling_expense
        WHERE account_id = :account AND id <> :but AND state = :approved
          AND substr(spent_on, 1, 7) = :month),
       (SELECT amount_minor FROM expense_budget
        WHERE account_id = :account AND month = :month ORDER BY id DESC LIMIT 1)
"""


def read_month_spending(
    look: Snapshot, account_id: str, month: str, *, but: str = ""
) -> MonthSpending:
    """Return what was approved for an account in a month, and its budget.

    Args:
        look: The store.
        account_id: The account.
        month: As it is stored, "2026-11".
        but: An expense that is left out.
    """
    values = {"account": account_id, "month": month, "but": but, "approved": APPROVED}
    approved, budget = look.connection.exec_driver_sql(_MONTH, values).one()
    return MonthSpending(approved, budget)

"""What was spent on every account, month by month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from app.domain.analysis.periods import month_of
from app.domain.sales.expenses import COUNTED
from app.domain.warnings.expense import ExpenseFacts, expense_facts
from app.store.unit_of_work import Snapshot

_COUNTED = ", ".join(f"'{state}'" for state in COUNTED)
_SPENT = f"""
SELECT e.account_id, coalesce(a.class, ''), e.month, e.minor,
       (SELECT b.amount_minor FROM expense_budget b
        WHERE b.account_id = e.account_id AND b.month = :month ORDER BY b.id DESC LIMIT 1)
FROM (SELECT account_id, substr(spent_on, 1, 7) AS month, sum(amount_minor) AS minor
      FROM selling_expense WHERE spent_on <= :today AND state IN ({_COUNTED}) GROUP BY 1, 2) e
CROSS JOIN account a ON a.id = e.account_id WHERE a.status <> 'archived'
"""


def read_expense_facts(look: Snapshot, today: dt.date) -> Iterator[tuple[str, ExpenseFacts]]:
    """Yield class and spending of every account on which something was ever spent."""
    spent: dict[tuple[str, str, int | None], dict[str, int]] = defaultdict(dict)
    values = {"month": month_of(today), "today": today.isoformat()}
    for account_id, grade, month, minor, budget in look.connection.exec_driver_sql(_SPENT, values):
        spent[account_id, grade, budget][month] = minor
    for (account_id, grade, budget), months in spent.items():
        yield grade, expense_facts(account_id, months, today, budget_minor=budget)

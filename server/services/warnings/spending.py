"""Judges what was spent on accounts (W3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app.domain.analysis.periods import MONTH_LENGTH, month_of
from app.domain.sales.expenses import BUDGET, COUNTED, EXPENSE
from app.domain.warnings.expense import expense_facts, judge_expense
from app.domain.warnings.finding import Finding
from server.services.warnings.bodies import BudgetBody, ExpenseBody, each_body
from server.services.warnings.setting import Setting


def judge_spending(setting: Setting) -> Iterator[Finding]:
    """Yield what is found about the spending on every account."""
    today = setting.today.isoformat()
    spent: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for account_id, _, body in each_body(setting.work, setting.org, EXPENSE, ExpenseBody):
        if body.state in COUNTED and body.spent_on <= today and setting.is_kept(account_id):
            spent[account_id][body.spent_on[:MONTH_LENGTH]] += body.amount_minor
    budgets = _budgets(setting) if spent else {}
    for account_id, months in spent.items():
        budget = budgets.get(account_id)
        facts = expense_facts(account_id, months, setting.today, budget_minor=budget)
        finding = judge_expense(facts, setting.level(account_id))
        if finding is not None:
            yield finding


def _budgets(setting: Setting) -> dict[str, int]:
    """Return the newest budget of this month by account."""
    month, newest = month_of(setting.today), dict[str, tuple[str, int]]()
    for account_id, record_id, body in each_body(setting.work, setting.org, BUDGET, BudgetBody):
        if body.month == month:
            one = record_id, body.amount_minor
            newest[account_id] = max(one, newest.get(account_id, one))
    return {account_id: minor for account_id, (_, minor) in newest.items()}

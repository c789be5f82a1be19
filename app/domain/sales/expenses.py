"""Selling expenses (销售费用) of an account: who approves them, what counts, where they stop."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.errors import NotAllowedError, ValidationError
from app.domain.life import Life, Step
from app.domain.policy_terms import Action, Role
from app.domain.sales.plans import is_month

Values = Mapping[str, object]

EXPENSE, BUDGET = "selling_expense", "expense_budget"
REQUESTED, APPROVED, REFUSED = "requested", "approved", "refused"

COUNTED = (REQUESTED, APPROVED)
"""States in which an expense counts as spent: one that nobody decided about is known in time."""

_MONTH_LENGTH = 7
_DECIDERS = frozenset({Role.SECTOR_HEAD, Role.GROUP_MANAGEMENT})
_REQUESTED = frozenset({REQUESTED})

EXPENSE_LIFE = Life(
    code="expense",
    first=REQUESTED,
    author="author_id",
    decider="decided_by",
    decision=frozenset({"state", "decided_by", "decided_at", "decision"}),
    steps=(
        Step("approve", _REQUESTED, APPROVED, _DECIDERS, Action.APPROVE, ("decided_by",)),
        Step("refuse", _REQUESTED, REFUSED, _DECIDERS, Action.APPROVE, ("decided_by", "decision")),
    ),
)
"""Who asks does not approve, and what was asked for is not changed, so that nobody approves another
amount than he read; until somebody decides it can be deleted and entered anew.

Source: domain.md 5.2 (row "promotion, expense"), 5.4."""


@dataclass(frozen=True, slots=True)
class MonthSpending:
    """What was spent on an account in the month of an expense, and what may be.

    Attributes:
        approved_minor: Approved so far, without the expense itself.
        budget_minor: For the month; None where nobody set one.
    """

    approved_minor: int
    budget_minor: int | None


def check_expense_delete(before: Values) -> None:
    """Refuse to delete what was decided about.

    Raises:
        NotAllowedError: `expense.fixed`.
    """
    if before.get("state") != REQUESTED:
        raise NotAllowedError("expense.fixed", field="state")


def check_expense(fields: Values) -> None:
    """Refuse an expense of nothing or less.

    Raises:
        ValidationError: `expense.amount`.
    """
    amount = fields.get("amount_minor")
    if isinstance(amount, int) and amount <= 0:
        raise ValidationError("expense.amount", field="amount_minor")


def check_budget(fields: Values) -> None:
    """Refuse a budget below nothing, and one of no month.

    Raises:
        ValidationError: `expense.budget` or `plan.month`.
    """
    amount = fields.get("amount_minor")
    if isinstance(amount, int) and amount < 0:
        raise ValidationError("expense.budget", field="amount_minor")
    if not is_month(str(fields.get("month"))):
        raise ValidationError("plan.month", field="month")


def check_within_budget(expense: Values, month: MonthSpending, *, roles: Collection[Role]) -> None:
    """Refuse to approve an expense beyond the budget of its month, but by the management.

    This stops further spending in time. Where nobody set a budget nothing is beyond it.

    Args:
        expense: The expense.
        month: What is spent, and the budget.
        roles: Of who approves.

    Raises:
        NotAllowedError: `expense.over_budget`.

    Source: domain.md 4.2 (W3, stop further spending in time), 5.2 (the head approves to budget,
        the management beyond); R139, R179.
    """
    if month.budget_minor is None or Role.GROUP_MANAGEMENT in roles:
        return
    left = month.budget_minor - month.approved_minor
    amount = expense.get("amount_minor")
    if isinstance(amount, int) and amount > left:
        raise NotAllowedError("expense.over_budget", field="amount_minor")


def month_of_expense(expense: Values) -> str:
    """Return the month whose budget an expense falls into; empty without a day."""
    spent_on = expense.get("spent_on")
    return spent_on[:_MONTH_LENGTH] if isinstance(spent_on, str) else ""

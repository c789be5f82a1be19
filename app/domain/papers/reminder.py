"""What a payment reminder (催款函) says, in three levels of firmness."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import NotAllowedError
from app.domain.papers.letterhead import Letterhead
from app.domain.papers.reach import ANYHOW, Reach
from app.domain.policy_terms import Role


class ReminderLevel(StrEnum):
    """How firmly it is said; values as in the schema."""

    NOTICE = "notice"
    DEMAND = "demand"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """One document past its due day.

    Attributes:
        document_number: May be empty.
        issued_on: When it was written.
        due_on: Last day on which payment was in time.
        amount_minor: Of the document.
        paid_minor: What came in so far.
        days_late: On the day of the letter.
    """

    document_number: str
    issued_on: dt.date
    due_on: dt.date
    amount_minor: int
    paid_minor: int
    days_late: int

    @property
    def balance_minor(self) -> int:
        """What is still to be paid."""
        return self.amount_minor - self.paid_minor


@dataclass(frozen=True, slots=True)
class ReminderPaper:
    """One reminder.

    Attributes:
        letterhead: Who sends it.
        number: Of the paper.
        account_id: The customer.
        account_name: Its name.
        contract_number: The contract the debts rest on; empty when there is none.
        level: How firmly it is said.
        pay_by_on: By when payment is asked for.
        lines: What is overdue, the oldest first; credit notes are not among them.
        reach: How the customer wants to be reached.
    """

    letterhead: Letterhead
    number: str
    account_id: str
    account_name: str
    contract_number: str
    level: ReminderLevel
    pay_by_on: dt.date
    lines: tuple[OverdueLine, ...]
    reach: Reach = ANYHOW

    @property
    def total_minor(self) -> int:
        """Everything overdue."""
        return sum(line.balance_minor for line in self.lines)


def check_level(level: str | None, roles: frozenset[Role]) -> None:
    """Refuse a last reminder that finance does not release.

    Raises:
        NotAllowedError: `letter.level.finance`.

    Source: paper.md section 11.
    """
    if level == ReminderLevel.FINAL and Role.FINANCE not in roles:
        raise NotAllowedError("letter.level.finance")

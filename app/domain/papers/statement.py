"""What a statement of account (对账单) says to a customer."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.receivables import Ageing
from app.domain.credit.account_statement import AccountStatement
from app.domain.credit.terms import CreditTerms
from app.domain.papers.letterhead import Letterhead
from app.domain.papers.reach import ANYHOW, Reach


@dataclass(frozen=True, slots=True)
class StatementContent:
    """What the customer wants to see besides opening and closing balance.

    Attributes:
        has_movements: Every document and payment of the period.
        has_ageing: How old the balances are today.
        has_reply: A slip that is cut off and sent back.
    """

    has_movements: bool = True
    has_ageing: bool = True
    has_reply: bool = True


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """One statement of account.

    Attributes:
        letterhead: Who sends it.
        number: Of the paper.
        account_id: The customer.
        account_name: Its name.
        contract_number: The contract that the dealings rest on; empty when there is none.
        statement: Balances and movements by the office's books.
        ageing: Open balances by age, as of the day of printing.
        content: What the customer wants to see.
        terms: Time to pay and discount; None when nothing was agreed.
        reach: How the customer wants to be reached.
    """

    letterhead: Letterhead
    number: str
    account_id: str
    account_name: str
    contract_number: str
    statement: AccountStatement
    ageing: Ageing
    content: StatementContent = StatementContent()
    terms: CreditTerms | None = None
    reach: Reach = ANYHOW

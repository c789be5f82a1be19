"""The credit of an account as one answer: line, strip and standing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.credit_line import CreditStrip
from app.domain.analysis.receivables import year_before
from app.domain.credit.check import CreditLine, Standing
from app.domain.errors import NotFoundError
from app.store.reads.accounts.page import list_receivables
from app.store.reads.credit.line import read_credit_facts
from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class CreditPage:
    """The credit of an account, computed from what the device has.

    Attributes:
        line: What the strip was computed from.
        strip: Debt, open orders, limit or watch value, ageing.
        standing: Contract, warnings, marks.
        as_of_at: When the office's figures were true, milliseconds; None when unknown.
    """

    line: CreditLine
    strip: CreditStrip
    standing: Standing
    as_of_at: int | None


def read_credit_page(
    look: Snapshot, account_id: str, today: dt.date, *, without_order: str = ""
) -> CreditPage:
    """Return the credit of an account, own unsent orders and collections counted in.

    Args:
        look: The store.
        account_id: The account.
        today: Calendar date where the device is.
        without_order: An order that is asked about itself, so that it is not counted twice.

    Raises:
        NotFoundError: The account is not on this device; `record.unknown`.
    """
    facts = read_credit_facts(look, account_id, today=today, without_order=without_order)
    if facts is None:
        raise NotFoundError("record.unknown", entity="account")
    line = CreditLine(
        limit=facts.limit,
        receivables=list_receivables(look, account_id, since=year_before(today)),
        open_orders_minor=facts.open_orders_minor,
        unsent_collections_minor=facts.unsent_collections_minor,
    )
    return CreditPage(line, line.strip(today), facts.standing, facts.as_of_at)

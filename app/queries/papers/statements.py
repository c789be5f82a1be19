"""The statements of account of a period, for one account or a hundred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.domain.analysis.receivables import ageing
from app.domain.credit.account_statement import account_statement
from app.domain.credit.terms import account_terms
from app.domain.errors import NotFoundError, ValidationError
from app.domain.papers.reach import Reach
from app.domain.papers.statement import StatementContent, StatementPaper
from app.domain.schema import split_labels
from app.queries.papers.letterheads import Letterheads
from app.store.reads.credit.terms import list_policies
from app.store.reads.papers.debts import (
    Addressee,
    list_addressees,
    list_entries_of,
    list_open_papers,
)
from app.workspace import Workspace

_SHORT_ID = 6


def read_statement_papers(
    workspace: Workspace, account_ids: Sequence[str], *, first: dt.date, last: dt.date
) -> tuple[StatementPaper, ...]:
    """Return statements in the order of the accounts; the number of queries is fixed.

    Raises:
        ValidationError: The period ends before it begins; `credit.dates.order`.
        NotFoundError: None of the accounts is on this device.

    Source: domain.md 2.6; R060.
    """
    if last < first:
        raise ValidationError("credit.dates.order", field="last")
    today = workspace.today()
    with workspace.store.snapshot() as look:
        heads = Letterheads(workspace, look)
        addressees = list_addressees(look, account_ids)
        entries = list_entries_of(look, account_ids, since=first)
        open_papers = list_open_papers(look, account_ids)
        policies = list_policies(look)
    if not addressees:
        raise NotFoundError("record.unknown", entity="account")
    papers = []
    for each in addressees:
        debts = [paper.debt for paper in open_papers.get(each.id, [])]
        owed = sum(debt.balance_minor for debt in debts)
        statement = account_statement(
            entries.get(each.id, []), owed_minor=owed, first=first, last=last
        )
        papers.append(
            StatementPaper(
                letterhead=heads.of(each.company_id),
                number=statement_number(each, first, last),
                account_id=each.id,
                account_name=each.name,
                contract_number=each.contract_number,
                statement=statement,
                ageing=ageing(debts, today=today),
                content=_content(each),
                reach=Reach(each.channel, each.time),
                terms=account_terms(each.credit, policies, today=today),
            )
        )
    return tuple(papers)


def statement_number(addressee: Addressee, first: dt.date, last: dt.date) -> str:
    """Return the number of a statement: the same account and period give the same one."""
    named = addressee.number or addressee.id[-_SHORT_ID:].upper()
    return f"DZ-{named}-{first:%y%m%d}-{last:%y%m%d}"


def _content(addressee: Addressee) -> StatementContent:
    """Return what the customer chose; everything where it chose nothing."""
    chosen = {each for each in split_labels(addressee.statement_content) if each}
    if not chosen:
        return StatementContent()
    return StatementContent(
        has_movements="movements" in chosen,
        has_ageing="ageing" in chosen,
        has_reply="reply_slip" in chosen,
    )

"""The payment reminders of one account or of many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.domain.errors import ValidationError
from app.domain.papers.reach import Reach
from app.domain.papers.reminder import OverdueLine, ReminderLevel, ReminderPaper
from app.queries.papers.letterheads import Letterheads
from app.store.reads.papers.debts import Addressee, OpenPaper, list_addressees, list_open_papers
from app.workspace import Workspace

_SHORT_ID = 6


def read_reminder_papers(
    workspace: Workspace,
    account_ids: Sequence[str],
    *,
    level: ReminderLevel,
    pay_by_on: dt.date,
) -> tuple[ReminderPaper, ...]:
    """Return reminders of the accounts that owe something overdue, in their order.

    Raises:
        ValidationError: Nothing is overdue, `letter.nothing_overdue`; or payment is asked for by
            a day that is over, `letter.pay_by.past`.

    Source: R059; domain.md 2.6.
    """
    today = workspace.today()
    if pay_by_on < today:
        raise ValidationError("letter.pay_by.past", field="pay_by_on")
    with workspace.store.snapshot() as look:
        heads = Letterheads(workspace, look)
        addressees = list_addressees(look, account_ids)
        open_papers = list_open_papers(look, account_ids)
    papers = []
    for each in addressees:
        lines = tuple(_overdue(open_papers.get(each.id, []), today))
        if lines:
            papers.append(
                ReminderPaper(
                    letterhead=heads.of(each.company_id),
                    number=reminder_number(each, level, today),
                    account_id=each.id,
                    account_name=each.name,
                    contract_number=each.contract_number,
                    level=level,
                    pay_by_on=pay_by_on,
                    lines=lines,
                    reach=Reach(each.channel, each.time),
                )
            )
    if not papers:
        raise ValidationError("letter.nothing_overdue")
    return tuple(papers)


def reminder_number(addressee: Addressee, level: ReminderLevel, day: dt.date) -> str:
    """Return the number of a reminder: one of each level a day."""
    named = addressee.number or addressee.id[-_SHORT_ID:].upper()
    place = list(ReminderLevel).index(level) + 1
    return f"CK-{named}-{day:%y%m%d}-{place}"


def _overdue(papers: Sequence[OpenPaper], today: dt.date) -> list[OverdueLine]:
    return [
        OverdueLine(
            document_number=paper.document_number,
            issued_on=paper.issued_on,
            due_on=paper.debt.due_on,
            amount_minor=paper.debt.amount_minor,
            paid_minor=paper.debt.paid_minor,
            days_late=paper.debt.days_late(today),
        )
        for paper in papers
        if paper.debt.balance_minor > 0 and paper.debt.days_late(today)
    ]

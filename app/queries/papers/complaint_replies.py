"""The reply to a complaint."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.errors import NotFoundError, ValidationError
from app.domain.papers.complaint_reply import ComplaintReplyPaper
from app.queries.papers.letterheads import Letterheads
from app.store.reads.sales.prices import read_selling_company
from app.workspace import Workspace

_SHORT_ID = 6


def read_complaint_reply(workspace: Workspace, complaint_id: str) -> ComplaintReplyPaper:
    """Return the reply to a complaint that has an outcome.

    Raises:
        NotFoundError: The complaint or its account is not on this device.
        ValidationError: Nothing was decided yet; `letter.no_outcome`.
    """
    with workspace.store.snapshot() as look:
        record = look.records.read("complaint", complaint_id)
        account_id = str(record.fields["account_id"]) if record else ""
        account = look.records.read("account", account_id)
        if record is None or account is None:
            raise NotFoundError("record.unknown", entity="complaint")
        heads = Letterheads(workspace, look)
        company_id = read_selling_company(look, account_id) or ""
    fields = record.fields
    outcome = str(fields["outcome"] or "").strip()
    if not outcome:
        raise ValidationError("letter.no_outcome", field="outcome")
    letterhead = heads.of(company_id)
    received = fields["received_at"]
    zone = ZoneInfo(workspace.zone)
    number = str(fields["number"] or "")
    return ComplaintReplyPaper(
        letterhead=letterhead,
        number=f"TD-{number or complaint_id[-_SHORT_ID:].upper()}",
        account_id=account_id,
        account_name=str(account.fields["name"]),
        complaint_id=complaint_id,
        complaint_number=number,
        kind=str(fields["kind"]),
        subject=str(fields["subject"] or ""),
        complainant=str(fields["complainant"] or ""),
        received_on=(
            workspace.moment(received).astimezone(zone).date()
            if isinstance(received, int)
            else None
        ),
        content=str(fields["content"]),
        demand=str(fields["demand"] or ""),
        outcome=outcome,
        author=letterhead.imprint.printed_by,
        phone=letterhead.sender.phone,
    )

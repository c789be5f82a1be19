"""One quotation on paper."""

from __future__ import annotations

import datetime as dt

from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.domain.papers.quotation import QuotationPaper
from app.queries.papers.letterheads import Letterheads
from app.store.reads.papers.quotations import list_quoted_lines
from app.store.reads.sales.prices import read_selling_company
from app.workspace import Workspace


def read_quotation_paper(workspace: Workspace, quotation_id: str) -> QuotationPaper:
    """Return a quotation with its goods.

    Raises:
        NotFoundError: It or its account is not on this device.

    Source: R089.
    """
    with workspace.store.snapshot() as look:
        record = look.records.read("quotation", quotation_id)
        account_id = str(record.fields["account_id"]) if record else ""
        account = look.records.read("account", account_id)
        if record is None or account is None:
            raise NotFoundError("record.unknown", entity="quotation")
        fields = record.fields
        contact = look.records.read("contact", str(fields["contact_id"] or ""))
        author = look.records.read("user", str(fields["author_id"] or ""))
        heads = Letterheads(workspace, look)
        company_id = read_selling_company(look, account_id) or ""
        lines = list_quoted_lines(look, quotation_id)
    return QuotationPaper(
        letterhead=heads.of(company_id),
        number=_text(fields["number"]),
        account_id=account_id,
        account_name=_text(account.fields["name"]),
        contact=_text(contact.fields["name"]) if contact else "",
        quotation_id=quotation_id,
        quoted_on=dt.date.fromisoformat(str(fields["quoted_on"])),
        valid_to_on=_day(fields["valid_to_on"]),
        lines=lines,
        price_version=_text(fields["price_version"]),
        delivery_terms=_text(fields["delivery_terms"]),
        payment_terms=_text(fields["payment_terms"]),
        remark=_text(fields["remark"]),
        author=_text(author.fields["name"]) if author else "",
        author_phone=_text(author.fields["phone"]) if author else "",
    )


def _text(value: FieldValue) -> str:
    return "" if value is None else str(value)


def _day(value: FieldValue) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None

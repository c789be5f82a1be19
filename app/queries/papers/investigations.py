"""The report of one credit investigation."""

from __future__ import annotations

from app.domain.analysis.risk_ratios import BalanceSheet, risk_ratios
from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.domain.papers.investigation import InvestigationPaper
from app.queries.papers.letterheads import Letterheads
from app.store.reads.papers.records import list_earlier_investigations
from app.store.reads.sales.prices import read_selling_company
from app.workspace import Workspace


def read_investigation_paper(workspace: Workspace, investigation_id: str) -> InvestigationPaper:
    """Return the report of an investigation with those before it.

    Raises:
        NotFoundError: It or its account is not on this device.

    Source: R046.
    """
    with workspace.store.snapshot() as look:
        record = look.records.read("credit_investigation", investigation_id)
        account_id = str(record.fields["account_id"]) if record else ""
        account = look.records.read("account", account_id)
        if record is None or account is None:
            raise NotFoundError("record.unknown", entity="credit_investigation")
        heads = Letterheads(workspace, look)
        company_id = read_selling_company(look, account_id) or ""
        earlier = list_earlier_investigations(look, account_id, investigation_id)
    fields = record.fields
    sheet = BalanceSheet(
        current_assets_minor=_minor(fields["current_assets_minor"]),
        inventory_minor=_minor(fields["inventory_minor"]),
        current_liabilities_minor=_minor(fields["current_liabilities_minor"]),
        net_profit_minor=_minor(fields["net_profit_minor"]),
        sales_minor=_minor(fields["sales_minor"]),
        equity_minor=_minor(fields["equity_minor"]),
    )
    return InvestigationPaper(
        letterhead=heads.of(company_id),
        number=str(account.fields["number"] or ""),
        account=account.fields,
        fields=fields,
        ratios=risk_ratios(sheet),
        earlier=earlier,
    )


def _minor(value: FieldValue) -> int | None:
    return value if isinstance(value, int) else None

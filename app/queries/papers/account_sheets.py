"""The sheets of accounts that are taken along on a trip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from app.domain.analysis.receivables import ageing
from app.domain.errors import NotFoundError
from app.domain.papers.account_sheet import (
    AccountSheetPaper,
    SheetContact,
    SheetContract,
    SheetPromise,
    SheetVisit,
)
from app.domain.papers.letterhead import Letterhead
from app.domain.schema import split_labels
from app.queries.papers.letterheads import Letterheads
from app.store.reads.papers.debts import OpenPaper, list_open_papers
from app.store.reads.papers.sheets import SheetParts, read_sheet_parts
from app.workspace import Workspace

_MONTHS = 12


def read_account_sheets(
    workspace: Workspace, account_ids: Sequence[str]
) -> tuple[AccountSheetPaper, ...]:
    """Return the sheets of accounts in their order; the number of queries is fixed.

    Raises:
        NotFoundError: None of the accounts is on this device.

    Source: R162.
    """
    today = workspace.today()
    first_month = _months_before(today, _MONTHS - 1)
    with workspace.store.snapshot() as look:
        heads = Letterheads(workspace, look)
        parts = read_sheet_parts(look, account_ids, sold_since=first_month)
        debts = list_open_papers(look, account_ids)
    months = [f"{_months_before(today, back):%Y-%m}" for back in range(_MONTHS - 1, -1, -1)]
    sheets = tuple(
        _sheet(
            workspace,
            parts,
            account_id,
            letterhead=heads.of(_company(parts, account_id)),
            debts=debts.get(account_id, []),
            months=months,
        )
        for account_id in account_ids
        if account_id in parts.accounts
    )
    if not sheets:
        raise NotFoundError("record.unknown", entity="account")
    return sheets


def _company(parts: SheetParts, account_id: str) -> str:
    sector_id = str(parts.accounts[account_id]["sector_id"] or "")
    return parts.companies.get(sector_id, "")


def _sheet(
    workspace: Workspace,
    parts: SheetParts,
    account_id: str,
    *,
    letterhead: Letterhead,
    debts: Sequence[OpenPaper],
    months: Sequence[str],
) -> AccountSheetPaper:
    fields = parts.accounts[account_id]
    sold = parts.sales.get(account_id, {})
    return AccountSheetPaper(
        letterhead=letterhead,
        fields=fields,
        names=parts.names,
        contacts=tuple(_contact(row) for row in parts.contacts.get(account_id, [])),
        ageing=ageing((each.debt for each in debts), today=workspace.today()),
        sales=tuple((month, sold.get(month, 0)) for month in months) if sold else (),
        contracts=tuple(
            SheetContract(row[0], row[1], row[2], row[3], _day(row[4]))
            for row in parts.contracts.get(account_id, [])
        ),
        promises=tuple(
            SheetPromise(dt.date.fromisoformat(row[0]), row[1])
            for row in parts.promises.get(account_id, [])
        ),
        visits=tuple(_visit(workspace, row) for row in parts.visits.get(account_id, [])),
    )


def _contact(row: Sequence[str]) -> SheetContact:
    name, post, roles, phone = row
    return SheetContact(name, post, tuple(filter(None, split_labels(roles))), phone)


def _visit(workspace: Workspace, row: Sequence[str]) -> SheetVisit:
    started_at, author, purposes, content = row
    day = workspace.moment(int(started_at)).astimezone(ZoneInfo(workspace.zone)).date()
    return SheetVisit(day, author, tuple(filter(None, split_labels(purposes))), content)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _months_before(day: dt.date, count: int) -> dt.date:
    """Return the first day of the month that lies a number of months back."""
    months = day.year * 12 + day.month - 1 - count
    return dt.date(months // 12, months % 12 + 1, 1)

"""What an account owes, document by document, and what keeps its debts alive."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from app.domain.analysis.receivables import Receivable
from app.domain.credit.account_statement import Entry
from app.domain.credit.limitation import Interruption
from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that is not paid in full.

    Attributes:
        id: Record id of the receivable.
        document_number: Of the paper; may be empty.
        issued_on: When it was written.
        debt: When it is due and what is open.
        quality: What finance makes of it; empty when nothing was said.
    """

    id: str
    document_number: str
    issued_on: dt.date
    debt: Receivable
    quality: str


def list_open_documents(look: Snapshot, account_id: str) -> tuple[OpenDocument, ...]:
    """Return the documents with a balance, the one due first first."""
    rows = look.connection.exec_driver_sql(
        "SELECT id, coalesce(document_number, ''), issued_on, due_on, amount_minor,"
        " coalesce(paid_minor, 0), coalesce(quality, '') FROM receivable"
        " WHERE account_id = ? AND amount_minor <> coalesce(paid_minor, 0) ORDER BY due_on, id",
        (account_id,),
    )
    return tuple(
        OpenDocument(
            row[0],
            row[1],
            dt.date.fromisoformat(row[2]),
            Receivable(dt.date.fromisoformat(row[3]), row[4], row[5]),
            row[6],
        )
        for row in rows
    )


def read_interruptions(look: Snapshot, account_id: str) -> dict[str, list[Interruption]]:
    """Return what keeps debts alive by receivable; "" for what concerns all of the account."""
    rows = look.connection.exec_driver_sql(
        "SELECT coalesce(receivable_id, ''), happened_on, kind FROM debt_event"
        " WHERE account_id = ?",
        (account_id,),
    )
    found: dict[str, list[Interruption]] = defaultdict(list)
    for receivable_id, happened_on, kind in rows:
        found[receivable_id].append(Interruption(dt.date.fromisoformat(happened_on), kind))
    return dict(found)


def list_entries(look: Snapshot, account_id: str, *, since: dt.date) -> list[Entry]:
    """Return documents issued and payments confirmed by finance from a day on."""
    rows = look.connection.exec_driver_sql(
        "SELECT issued_on, 0, coalesce(document_number, ''), amount_minor FROM receivable"
        " WHERE account_id = :id AND issued_on >= :since"
        " UNION ALL SELECT collected_on, 1, coalesce(payer, ''), amount_minor FROM collection"
        " WHERE account_id = :id AND collected_on >= :since AND state = 'confirmed'",
        {"id": account_id, "since": since.isoformat()},
    )
    return [
        Entry(dt.date.fromisoformat(on), bool(is_payment), words, amount)
        for on, is_payment, words, amount in rows
    ]


def sum_owed(look: Snapshot, account_id: str) -> int:
    """Return what an account owes by the office's books, in minor units."""
    total = look.connection.exec_driver_sql(
        "SELECT coalesce(sum(amount_minor - coalesce(paid_minor, 0)), 0) FROM receivable"
        " WHERE account_id = ?",
        (account_id,),
    ).scalar_one()
    return int(total)

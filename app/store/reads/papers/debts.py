"""What many accounts owe at once: movements, balances and open documents for their letters."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.analysis.receivables import Receivable
from app.domain.credit.account_statement import Entry
from app.store.unit_of_work import Snapshot

_ACCOUNTS = """
SELECT a.id, coalesce(a.number, ''), a.name, coalesce(s.company_id, ''),
  coalesce(a.statement_content, ''),
  coalesce((SELECT c.number FROM contract c WHERE c.account_id = a.id AND c.number IS NOT NULL
    AND c.state IN ('signed', 'effective', 'archived', 'performing', 'amended', 'renewed')
    ORDER BY coalesce(c.signed_on, '') DESC, c.id DESC LIMIT 1), ''),
  coalesce(a.preferred_channel, ''), coalesce(a.preferred_time, ''),
  a.credit_policy_id, a.credit_period_days, a.terms_deviation
FROM account a LEFT JOIN sector s ON s.id = a.sector_id
WHERE a.id IN (SELECT value FROM json_each(:ids))
"""
_CREDIT = ("credit_policy_id", "credit_period_days", "terms_deviation")
_PLAIN = 8
_ENTRIES = """
SELECT account_id, issued_on, 0, coalesce(document_number, ''), amount_minor FROM receivable
WHERE account_id IN (SELECT value FROM json_each(:ids)) AND issued_on >= :since
UNION ALL SELECT account_id, collected_on, 1, coalesce(payer, ''), amount_minor FROM collection
WHERE account_id IN (SELECT value FROM json_each(:ids)) AND collected_on >= :since
  AND state = 'confirmed'
"""
_OPEN = """
SELECT account_id, coalesce(document_number, ''), issued_on, due_on, amount_minor,
  coalesce(paid_minor, 0)
FROM receivable WHERE account_id IN (SELECT value FROM json_each(:ids))
  AND amount_minor <> coalesce(paid_minor, 0) ORDER BY due_on, id
"""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter goes to.

    Attributes:
        id: Account.
        number: Its number; empty before the office gave one.
        name: Its name.
        company_id: Who sells to it; empty when its sector names no company.
        statement_content: What it wants on its statements, as stored.
        contract_number: Its latest signed contract; empty without one.
        channel: How it wants to be reached; empty when it did not say.
        time: When; empty when it did not say.
        credit: What it was granted: `credit_policy_id`, `credit_period_days`, `terms_deviation`.
    """

    id: str
    number: str
    name: str
    company_id: str
    statement_content: str
    contract_number: str
    channel: str
    time: str
    credit: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A document that is not paid in full."""

    document_number: str
    issued_on: dt.date
    debt: Receivable


def list_addressees(look: Snapshot, account_ids: Sequence[str]) -> list[Addressee]:
    """Return the accounts in the order asked for; those not on this device are left out."""
    rows = look.connection.exec_driver_sql(_ACCOUNTS, {"ids": json.dumps(list(account_ids))})
    found = {
        row[0]: Addressee(*[*row[:_PLAIN], dict(zip(_CREDIT, row[_PLAIN:], strict=True))])
        for row in rows
    }
    return [found[each] for each in account_ids if each in found]


def list_entries_of(
    look: Snapshot, account_ids: Sequence[str], *, since: dt.date
) -> dict[str, list[Entry]]:
    """Return documents and confirmed payments from a day on, by account, in one statement."""
    values = {"ids": json.dumps(list(account_ids)), "since": since.isoformat()}
    found: dict[str, list[Entry]] = defaultdict(list)
    for account_id, on, is_payment, words, minor in look.connection.exec_driver_sql(
        _ENTRIES, values
    ):
        entry = Entry(dt.date.fromisoformat(on), bool(is_payment), words, minor)
        found[account_id].append(entry)
    return found


def list_open_papers(look: Snapshot, account_ids: Sequence[str]) -> dict[str, list[OpenPaper]]:
    """Return the documents with a balance, the one due first first, by account."""
    rows = look.connection.exec_driver_sql(_OPEN, {"ids": json.dumps(list(account_ids))})
    found: dict[str, list[OpenPaper]] = defaultdict(list)
    for account_id, number, issued_on, due_on, minor, paid in rows:
        debt = Receivable(dt.date.fromisoformat(due_on), minor, paid)
        found[account_id].append(OpenPaper(number, dt.date.fromisoformat(issued_on), debt))
    return found

"""Everything that stands on the sheets of accounts, a fixed number of statements for any number."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.fields import FieldValue
from app.store.unit_of_work import Snapshot

Row = Sequence[Any]

_IN = "IN (SELECT value FROM json_each(:ids))"
_NAMES = f"""
SELECT u.id, u.name FROM user u
UNION ALL SELECT s.id, s.name FROM sector s
UNION ALL SELECT p.id, p.name FROM price_list p
UNION ALL SELECT c.id, c.name FROM credit_policy c
UNION ALL SELECT p.id, p.name FROM account a JOIN account p ON p.id = a.parent_id
  WHERE a.id {_IN}
"""
_COMPANIES = "SELECT id, coalesce(company_id, '') FROM sector"
_CONTACTS = f"""
SELECT account_id, name, coalesce(post, ''), coalesce(roles, ''), coalesce(mobile, phone, '')
FROM contact WHERE account_id {_IN} ORDER BY decision_role = 'decides' DESC, id
"""
_SALES = f"""
SELECT account_id, substr(sold_on, 1, 7), sum(amount_minor) FROM sales_record
WHERE account_id {_IN} AND sold_on >= :since GROUP BY 1, 2
"""
_CONTRACTS = f"""
SELECT account_id, coalesce(number, draft_number, ''), coalesce(title, ''), state, total_minor,
  valid_to_on FROM contract
WHERE account_id {_IN} AND state NOT IN ('expired', 'terminated', 'void', 'renewed')
ORDER BY coalesce(signed_on, '9999') DESC, id DESC
"""
_PROMISES = f"""
SELECT account_id, due_on, content FROM commitment
WHERE account_id {_IN} AND state = 'open' ORDER BY due_on, id
"""
_VISITS = f"""
SELECT account_id, started_at, author, purposes, content FROM (
  SELECT v.account_id, v.started_at, coalesce(u.name, '') AS author,
    coalesce(v.purposes, '') AS purposes,
    trim(coalesce(v.content, '') || ' ' || coalesce(v.result, '')) AS content,
    row_number() OVER (PARTITION BY v.account_id ORDER BY v.started_at DESC, v.id) AS place
  FROM visit_log v LEFT JOIN user u ON u.id = v.author_id WHERE v.account_id {_IN})
WHERE place <= 5 ORDER BY account_id, place
"""


@dataclass(frozen=True, slots=True)
class SheetParts:
    """What was read, by account.

    Attributes:
        accounts: Fields of each account.
        names: What is called how, by id.
        companies: Company by sector.
        contacts: Name, post, roles, telephone.
        sales: Amount by month.
        contracts: Number, title, state, total, last day.
        promises: Due day and content.
        visits: Begun at (milliseconds), author, purposes, content; the last five.
    """

    accounts: Mapping[str, Mapping[str, FieldValue]]
    names: Mapping[str, str]
    companies: Mapping[str, str]
    contacts: Mapping[str, list[Row]]
    sales: Mapping[str, dict[str, int]]
    contracts: Mapping[str, list[Row]]
    promises: Mapping[str, list[Row]]
    visits: Mapping[str, list[Row]]


def read_sheet_parts(
    look: Snapshot, account_ids: Sequence[str], *, sold_since: dt.date
) -> SheetParts:
    """Return everything for the sheets of accounts."""
    values: dict[str, Any] = {"ids": json.dumps(list(account_ids)), "since": sold_since.isoformat()}
    records = look.records.read_many("account", list(account_ids))
    sales: dict[str, dict[str, int]] = defaultdict(dict)
    for account_id, month, minor in look.connection.exec_driver_sql(_SALES, values):
        sales[account_id][month] = int(minor)
    return SheetParts(
        accounts={record_id: record.fields for record_id, record in records.items()},
        names=dict(_pairs(look, _NAMES, values)),
        companies=dict(_pairs(look, _COMPANIES, {})),
        contacts=_by_account(look, _CONTACTS, values),
        sales=sales,
        contracts=_by_account(look, _CONTRACTS, values),
        promises=_by_account(look, _PROMISES, values),
        visits=_by_account(look, _VISITS, values),
    )


def _pairs(look: Snapshot, sql: str, values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(row[0]), str(row[1])) for row in look.connection.exec_driver_sql(sql, values)]


def _by_account(look: Snapshot, sql: str, values: dict[str, Any]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for account_id, *rest in look.connection.exec_driver_sql(sql, values):
        found[account_id].append(rest)
    return found

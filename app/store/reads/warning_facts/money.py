"""Debts against limits, and investigations against those before, of all accounts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from app.domain.analysis.credit_line import CreditLimit
from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.warnings.arrears import DebtFacts
from app.domain.warnings.worsening import CreditworthFacts, Inquiry
from app.store.journal import WAITING
from app.store.unit_of_work import Snapshot

_OWED = f"""
WITH owed AS MATERIALIZED (
  SELECT account_id, sum(amount_minor - coalesce(paid_minor, 0)) AS minor
  FROM receivable WHERE amount_minor <> coalesce(paid_minor, 0)
  GROUP BY account_id HAVING minor > 0),
paid AS MATERIALIZED (
  SELECT account_id, sum(amount_minor) AS minor FROM collection
  WHERE id IN (SELECT record_id FROM journal_operation WHERE state = '{WAITING}')
  GROUP BY account_id),
ordered AS MATERIALIZED (
  SELECT account_id, sum(total_minor) AS minor FROM field_order
  WHERE kind = 'order' AND state = 'sent' AND coalesce(is_on_credit, 1) = 1
  GROUP BY account_id),
granted AS MATERIALIZED (
  SELECT account_id, amount_minor, coalesce(is_unlimited, 0) AS is_unlimited, watch_value_minor,
         valid_to_on, max(coalesce(valid_from_on, '') || id) FROM credit_limit
  WHERE state IN ('active', 'frozen') AND coalesce(valid_from_on, :today) <= :today
  GROUP BY account_id)
SELECT a.id, coalesce(a.class, ''), o.minor - coalesce(p.minor, 0),
       coalesce(a.open_orders_minor, 0) + coalesce(r.minor, 0),
       g.account_id IS NOT NULL, g.amount_minor, g.is_unlimited, g.watch_value_minor,
       g.valid_to_on, a.credit_limit_minor, coalesce(a.credit_unlimited, 0), a.watch_value_minor
FROM owed o CROSS JOIN account a ON a.id = o.account_id
LEFT JOIN paid p ON p.account_id = a.id LEFT JOIN ordered r ON r.account_id = a.id
LEFT JOIN granted g ON g.account_id = a.id
"""
_INQUIRIES = """
SELECT i.account_id, coalesce(a.class, ''), i.id, i.received_on, coalesce(i.verdict, ''),
       i.current_assets_minor, i.inventory_minor, i.current_liabilities_minor,
       i.net_profit_minor, i.sales_minor, i.equity_minor
FROM credit_investigation i JOIN account a ON a.id = i.account_id
WHERE i.received_on IS NOT NULL ORDER BY i.account_id, i.received_on DESC, i.id DESC
"""
_BARRED_RELATIONS = """
SELECT d.id, coalesce(d.class, ''), p.id FROM account p JOIN account d ON d.parent_id = p.id
WHERE p.blacklisted = 1 AND coalesce(d.blacklisted, 0) = 0
UNION ALL
SELECT p.id, coalesce(p.class, ''), d.id FROM account d JOIN account p ON p.id = d.parent_id
WHERE d.blacklisted = 1 AND coalesce(p.blacklisted, 0) = 0
"""


def read_debt_facts(look: Snapshot, today: dt.date) -> Iterator[tuple[str, DebtFacts]]:
    """Yield class and debt of every account that owes, own unsent work counted in.

    The limit is that of `reads.credit.line.read_credit_facts`: the latest record in force, else
    what the office's books say.

    Source: domain.md 3.14 (offline).
    """
    for row in look.connection.exec_driver_sql(_OWED, {"today": today.isoformat()}):
        limit = _limit(*row[5:9]) if row[4] else _limit(row[9], row[10], row[11], None)
        yield (
            row[1],
            DebtFacts(account_id=row[0], owed_minor=row[2], open_orders_minor=row[3], limit=limit),
        )


def _limit(
    amount: int | None, unlimited: int | None, watch: int | None, valid_to: str | None
) -> CreditLimit:
    return CreditLimit(
        amount, bool(unlimited), watch, dt.date.fromisoformat(valid_to) if valid_to else None
    )


def read_creditworth_facts(look: Snapshot) -> Iterator[tuple[str, CreditworthFacts]]:
    """Yield class, investigations and barred relation of accounts that have either."""
    run = look.connection.exec_driver_sql
    inquiries: dict[str, list[Inquiry]] = defaultdict(list)
    relations: dict[str, str] = {}
    grades: dict[str, str] = {}
    for row in run(_INQUIRIES):
        grades[row[0]] = row[1]
        inquiries[row[0]].append(_inquiry(row))
    for account_id, grade, other_id in run(_BARRED_RELATIONS):
        grades[account_id] = grade
        relations[account_id] = min(other_id, relations.get(account_id, other_id))
    for account_id, grade in grades.items():
        yield (
            grade,
            CreditworthFacts(
                account_id=account_id,
                inquiries=inquiries.get(account_id, ()),
                barred_relation=relations.get(account_id, ""),
            ),
        )


def _inquiry(row: Any) -> Inquiry:
    sheet = BalanceSheet(
        current_assets_minor=row[5],
        inventory_minor=row[6],
        current_liabilities_minor=row[7],
        net_profit_minor=row[8],
        sales_minor=row[9],
        equity_minor=row[10],
    )
    return Inquiry(
        investigation_id=row[2],
        received_on=dt.date.fromisoformat(row[3]),
        verdict=row[4],
        sheet=sheet,
    )

"""The key figures of the day: sales, money due, accounts visited, contracts signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.ids import id_from
from app.store.reads.figures.plans import IN_FORCE, TARGET
from app.store.unit_of_work import Snapshot

_DAY = 86_400_000
COVERED_DAYS = 30
_SIGNED_AFTER_DAYS = 120
_DUE_AFTER_DAYS = 200
"""Signing follows drafting and payment follows the invoice within these: ids tell when a record
was made, and are indexed."""

_GONE = "SELECT rowid FROM account WHERE status IN ('archived', 'lost')"
_SIGNED = "('signed', 'effective', 'archived', 'performing')"
# Month sales stand in the cards: "2026-10:123,2026-11:456", and CAST reads up to the comma.
_FIGURES = f"""
WITH due AS MATERIALIZED (
  SELECT account_id, sum(amount_minor - coalesce(paid_minor, 0)) AS minor FROM receivable
  WHERE id >= :issued AND due_on = :today AND amount_minor > coalesce(paid_minor, 0)
  GROUP BY +account_id)
SELECT
  (SELECT sum(CAST(substr(trend, instr(trend, :mark) + length(:mark)) AS INTEGER))
   FROM account_card WHERE instr(trend, :mark) > 0),
  (SELECT sum(minor) FROM (SELECT {TARGET} AS minor FROM sales_plan
   WHERE month = :month AND {IN_FORCE} GROUP BY account_id)),
  (SELECT sum(overdue_minor) FROM account_card WHERE overdue_minor > 0),
  (SELECT count(*) FROM account_card WHERE overdue_minor > 0),
  (SELECT sum(minor) FROM due),
  (SELECT count(*) FROM due JOIN account a ON a.id = due.account_id
   JOIN account_card c ON c.account_rowid = a.rowid WHERE coalesce(c.overdue_minor, 0) <= 0),
  (SELECT count(*) FROM account_card WHERE account_rowid NOT IN ({_GONE})),
  (SELECT count(*) FROM account_card WHERE last_visit_at >= :since
   AND account_rowid NOT IN ({_GONE})),
  (SELECT count(DISTINCT account_id) FROM visit_log
   WHERE started_at >= :before AND started_at < :since),
  (SELECT count(*) FROM contract
   WHERE id >= :drafted AND +state IN {_SIGNED} AND signed_on >= :monday),
  (SELECT count(*) FROM contract WHERE state IN ('approved', 'printed'))
"""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Sums over everything this device holds.

    Attributes:
        sold_minor: Sales of the running month.
        planned_minor: Plan of the running month; None when there is none.
        overdue_minor: Money past due.
        overdue_accounts: Accounts that owe it.
        due_today_minor: Money due today.
        due_today_accounts: Accounts that owe it and nothing that is late.
        accounts: Accounts neither lost nor archived.
        covered: Those of them visited in the last 30 days.
        covered_before: Accounts visited in the 30 days before that.
        signed: Contracts signed since Monday.
        to_sign: Contracts that are approved or printed and wait for signatures.
    """

    sold_minor: int
    planned_minor: int | None
    overdue_minor: int
    overdue_accounts: int
    due_today_minor: int
    due_today_accounts: int
    accounts: int
    covered: int
    covered_before: int
    signed: int
    to_sign: int


def read_figures(look: Snapshot, today: dt.date, now: int) -> DayFigures:
    """Return the figures in one statement.

    Args:
        look: The store.
        today: Calendar date where the device is.
        now: Milliseconds since 1970 UTC.
    """
    month = today.isoformat()[:7]
    values = {
        "today": today.isoformat(),
        "month": month,
        "mark": f"{month}:",
        "since": now - COVERED_DAYS * _DAY,
        "before": now - 2 * COVERED_DAYS * _DAY,
        "monday": (today - dt.timedelta(days=today.weekday())).isoformat(),
        "issued": id_from(milliseconds=now - _DUE_AFTER_DAYS * _DAY, entropy=0),
        "drafted": id_from(milliseconds=now - _SIGNED_AFTER_DAYS * _DAY, entropy=0),
    }
    row = list(look.connection.exec_driver_sql(_FIGURES, values).one())
    planned = row[1]
    counts = [int(value or 0) for value in row]
    return DayFigures(counts[0], None if planned is None else int(planned), *counts[2:])

"""What every account of this device is listed by for its credit, in one statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.receivables import year_before
from app.domain.credit.lists import CustomerFacts
from app.store.unit_of_work import Snapshot

_COMPLAINT_DAYS = 90
_MILLISECONDS = 1000
# Quality words in the order of their alphabet: bad < dead < doubtful; any of them counts alike.
_FACTS = """
SELECT a.id, a.name, coalesce(a.class, ''), coalesce(u.name, ''),
  coalesce(s.sold, 0), coalesce(r.due, 0), coalesce(r.paid, 0), coalesce(r.late, 0), r.oldest,
  coalesce(r.quality, ''), coalesce(c.number, 0), e.gate_passed IS 0, e.account_id IS NOT NULL,
  coalesce(a.frozen, 0) OR coalesce(a.blacklisted, 0),
  coalesce(r.owed, 0), coalesce(a.credit_unlimited, 0), a.credit_limit_minor, a.watch_value_minor,
  coalesce(g.state, '') = 'confirmed'
FROM account a
LEFT JOIN user u ON u.id = a.owner_id
LEFT JOIN (SELECT account_id, sum(amount_minor) AS sold FROM sales_record
  WHERE sold_on > :year GROUP BY account_id) s ON s.account_id = a.id
LEFT JOIN (SELECT account_id,
    sum(amount_minor - coalesce(paid_minor, 0)) AS owed,
    sum(CASE WHEN due_on > :year AND due_on <= :today AND amount_minor > 0
      THEN amount_minor END) AS due,
    sum(CASE WHEN due_on > :year AND due_on <= :today AND amount_minor > 0
      THEN coalesce(paid_minor, 0) END) AS paid,
    sum(CASE WHEN due_on < :today THEN amount_minor - coalesce(paid_minor, 0) END) AS late,
    min(CASE WHEN due_on < :today AND amount_minor > coalesce(paid_minor, 0)
      THEN due_on END) AS oldest,
    max(CASE WHEN quality IN ('doubtful', 'bad', 'dead') AND amount_minor > coalesce(paid_minor, 0)
      THEN quality END) AS quality
  FROM receivable GROUP BY account_id) r ON r.account_id = a.id
LEFT JOIN (SELECT account_id, count(*) AS number FROM complaint
  WHERE received_at >= :complained GROUP BY account_id) c ON c.account_id = a.id
LEFT JOIN (SELECT account_id, gate_passed, max(evaluated_on || id) FROM evaluation
  WHERE coalesce(state, 'final') = 'final' GROUP BY account_id) e ON e.account_id = a.id
LEFT JOIN (SELECT account_id, state, max(confirmed_on || id) FROM good_customer
  GROUP BY account_id) g ON g.account_id = a.id
WHERE coalesce(a.status, '') <> 'archived'
ORDER BY r.owed DESC, a.name, a.id
"""


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """One account with what its credit is listed by.

    Attributes:
        id, name, owner: Which, and who has it; empty for nobody.
        facts: What it is proposed by.
        is_evaluated: Whether it was ever evaluated.
        owed_minor: Everything it owes.
        is_unlimited: It may owe without limit.
        limit_minor: What was granted; None for nothing.
        watch_minor: Compared with the debt instead of a limit; None when none was set.
        is_confirmed_good: Whether a person confirmed it as a good customer.
    """

    id: str
    name: str
    owner: str
    facts: CustomerFacts
    is_evaluated: bool
    owed_minor: int
    is_unlimited: bool
    limit_minor: int | None
    watch_minor: int | None
    is_confirmed_good: bool = False


def list_credit_facts(look: Snapshot, today: dt.date, *, now: int) -> tuple[ListedAccount, ...]:
    """Return every account but archived ones, who owes most first.

    Args:
        look: The store.
        today: Calendar date where the device is.
        now: Milliseconds since 1970 UTC, for the complaints of the last 90 days.
    """
    window = int(dt.timedelta(days=_COMPLAINT_DAYS).total_seconds()) * _MILLISECONDS
    asked = {
        "today": today.isoformat(),
        "year": year_before(today).isoformat(),
        "complained": now - window,
    }
    rows = look.connection.exec_driver_sql(_FACTS, asked)
    return tuple(
        ListedAccount(
            id=row[0],
            name=row[1],
            owner=row[3],
            facts=CustomerFacts(
                grade=row[2],
                sold_minor=row[4],
                due_minor=row[5],
                paid_minor=row[6],
                overdue_minor=max(row[7], 0),
                oldest_days=(today - dt.date.fromisoformat(row[8])).days if row[8] else 0,
                worst_quality=row[9],
                complaints=row[10],
                gate_is_shut=bool(row[11]),
                is_barred=bool(row[13]),
            ),
            is_evaluated=bool(row[12]),
            owed_minor=row[14],
            is_unlimited=bool(row[15]),
            limit_minor=row[16],
            watch_minor=row[17],
            is_confirmed_good=bool(row[18]),
        )
        for row in rows
    )

"""Facts about the accounts that may be due for a visit, chosen through indexes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.visits.rules import SUB_DEALER_TIERS
from app.domain.warnings.life import OPEN_STATES
from app.store.unit_of_work import Snapshot

_OF_EACH = 40
_GONE = "SELECT rowid FROM account WHERE status IN ('archived', 'lost')"
_SUB_TIERS = ", ".join(f"'{tier}'" for tier in SUB_DEALER_TIERS)
_SUB_DEALERS = f"SELECT rowid FROM account WHERE tier IN ({_SUB_TIERS})"
_OPEN_COMPLAINT = "kind = 'complaint' AND coalesce(state, '') NOT IN ('closed', 'unfounded')"
_CLASSES = {"a": "= 'A'", "b": "= 'B'", "c": "= 'C'", "none": "IS NULL"}

_LATE = """
SELECT account_rowid FROM account_card
WHERE last_visit_at < :late_{key} AND account_rowid NOT IN ({gone})
  AND account_rowid IN (SELECT rowid FROM account WHERE class {class_})
  AND (last_visit_at < :late_sub OR account_rowid NOT IN ({subs}))
"""
_LATE_PARTS = [
    _LATE.format(key=key, gone=_GONE, class_=class_, subs=_SUB_DEALERS)
    for key, class_ in _CLASSES.items()
]
# Debts, sales and contracts call for a visit by themselves; these would not.
_CALLING = "rule IN ('W4', 'W5', 'W6', 'W8', 'W9', 'W13')"
_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
# The plus signs keep SQLite to the index of the account: a rule has thousands of warnings.
_STANDS = f"""
SELECT account_id, rule, severity, evidence FROM warning WHERE {_CALLING} AND state IN ({_OPEN})
UNION ALL
SELECT account_id, rule, severity, evidence FROM local_finding f WHERE {_CALLING}
  AND NOT EXISTS (SELECT 1 FROM warning w WHERE w.account_id = f.account_id
                  AND +w.rule = f.rule AND +w.state IN ({_OPEN}))
"""
# Calls follow the delivery of what can break; goods that are eaten need none.
_DELIVERED_TO = """SELECT s.account_id, max(s.sold_on) AS delivered_on
  FROM product p CROSS JOIN sales_record s ON s.product_id = p.id
  WHERE p.is_repairable = 1 AND s.sold_on BETWEEN :delivered_since AND :today
    AND s.amount_minor > 0 GROUP BY s.account_id"""
# The first original counts: what was printed again waits no shorter.
_UNSIGNED = """SELECT p.account_id, min(p.printed_at) AS printed_at
  FROM contract c JOIN print_record p ON p.contract_id = c.id
  WHERE c.state = 'printed' AND coalesce(p.draft, 0) = 0
  GROUP BY c.id HAVING min(p.printed_at) < :printed_before"""
_CANDIDATES = f"""
SELECT * FROM ({_LATE_PARTS[0]} ORDER BY last_visit_at LIMIT {_OF_EACH}) UNION
SELECT * FROM ({_LATE_PARTS[1]} ORDER BY last_visit_at LIMIT {_OF_EACH}) UNION
SELECT * FROM ({_LATE_PARTS[2]} ORDER BY last_visit_at LIMIT {_OF_EACH}) UNION
SELECT * FROM ({_LATE_PARTS[3]} ORDER BY last_visit_at LIMIT {_OF_EACH}) UNION
SELECT * FROM (SELECT account_rowid FROM account_card
  WHERE last_visit_at IS NULL AND account_rowid NOT IN ({_GONE})
  ORDER BY account_rowid DESC LIMIT {_OF_EACH}) UNION
SELECT * FROM (SELECT account_rowid FROM account_card WHERE overdue_minor > 0
  ORDER BY oldest_due_on LIMIT {_OF_EACH}) UNION
SELECT * FROM (SELECT account_rowid FROM account_card
  WHERE contract_until_on BETWEEN :ended AND :ends
  ORDER BY contract_until_on LIMIT {_OF_EACH}) UNION
SELECT * FROM (SELECT a.rowid FROM ({_UNSIGNED}) u JOIN account a ON a.id = u.account_id
  ORDER BY u.printed_at LIMIT {_OF_EACH}) UNION
SELECT * FROM (SELECT a.rowid FROM commitment m JOIN account a ON a.id = m.account_id
  WHERE m.state = 'open' AND +m.due_on <= :promised AND coalesce(m.owner_id, :me) = :me
  ORDER BY m.due_on LIMIT {_OF_EACH}) UNION
SELECT * FROM (SELECT a.rowid FROM complaint JOIN account a ON a.id = account_id
  WHERE {_OPEN_COMPLAINT} AND answer_due_on IS NOT NULL
  ORDER BY answer_due_on LIMIT {_OF_EACH}) UNION
SELECT a.rowid FROM (SELECT account_id FROM visit_log
  WHERE started_at >= :agreed_since AND next_visit_on <= :today
  ORDER BY next_visit_on LIMIT {_OF_EACH}) l JOIN account a ON a.id = l.account_id UNION
SELECT * FROM (SELECT a.rowid FROM ({_DELIVERED_TO}) d JOIN account a ON a.id = d.account_id
  ORDER BY d.delivered_on LIMIT {_OF_EACH}) UNION
SELECT * FROM (SELECT a.rowid FROM visit_plan p JOIN account a ON a.id = p.account_id
  WHERE p.state = 'planned' AND p.planned_on >= :missed_since AND p.planned_on < :today
    AND p.owner_id = :me LIMIT {_OF_EACH}) UNION
SELECT * FROM (SELECT a.rowid FROM ({_STANDS}) s JOIN account a ON a.id = s.account_id
  WHERE s.severity = 'alarm' ORDER BY s.account_id LIMIT {_OF_EACH})
"""
_FACTS = f"""
WITH wanted AS ({_CANDIDATES})
SELECT a.id, a.name, a.class, a.latitude_e6, a.longitude_e6, c.last_visit_at,
       coalesce(c.overdue_minor, 0), c.oldest_due_on, c.contract_until_on,
       coalesce(a.tier, '') IN ({_SUB_TIERS}),
       coalesce(a.preferred_channel, ''), coalesce(a.preferred_time, '')
FROM wanted w CROSS JOIN account a ON a.rowid = w.account_rowid
JOIN account_card c ON c.account_rowid = a.rowid
WHERE a.status NOT IN ('archived', 'lost') AND coalesce(a.owner_id, :me) = :me
  AND a.id NOT IN (SELECT account_id FROM visit_plan WHERE owner_id = :me
                   AND (planned_on = :today OR (state = 'planned' AND planned_on > :today)))
"""
# A bare column beside max() comes from the row that holds the maximum (SQLite).
_LAST_LOGS = """
SELECT account_id, max(started_at), next_visit_on, next_step FROM visit_log
WHERE account_id IN (SELECT value FROM json_each(:ids)) GROUP BY account_id
"""
_MISSED = """
SELECT account_id, max(planned_on), remark FROM visit_plan
WHERE account_id IN (SELECT value FROM json_each(:ids))
  AND state = 'planned' AND planned_on >= :missed_since AND planned_on < :today AND owner_id = :me
GROUP BY account_id
"""
_PROMISES = """
SELECT account_id, due_on, content FROM commitment
WHERE account_id IN (SELECT value FROM json_each(:ids))
  AND state = 'open' AND due_on <= :promised AND coalesce(owner_id, :me) = :me
"""
_COMPLAINTS = f"""
SELECT account_id, min(answer_due_on) FROM complaint
WHERE account_id IN (SELECT value FROM json_each(:ids)) AND {_OPEN_COMPLAINT}
GROUP BY account_id
"""
_WARNINGS = f"""
SELECT account_id, rule, severity, evidence FROM ({_STANDS})
WHERE account_id IN (SELECT value FROM json_each(:ids)) AND severity <> 'notice'
"""
_DELIVERIES = f"""
SELECT account_id, delivered_on FROM ({_DELIVERED_TO})
WHERE account_id IN (SELECT value FROM json_each(:ids))
"""
_WAITING = f"""
SELECT account_id, min(printed_at) FROM ({_UNSIGNED})
WHERE account_id IN (SELECT value FROM json_each(:ids)) GROUP BY account_id
"""
_COUNT_LATE = f"""
SELECT {" + ".join(f"(SELECT count(*) FROM ({part}))" for part in _LATE_PARTS)}
     + (SELECT count(*) FROM account_card WHERE last_visit_at IS NULL
        AND account_rowid NOT IN ({_GONE}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLimits:
    """From where on something calls for a visit.

    Attributes:
        today: Calendar date where the device is.
        late_before: For classes A, B, C and none: a last visit before this moment (milliseconds)
            is late.
        late_sub: A sub-dealer is not late before this moment, whatever its class.
        ended: Contracts that ended earlier are no longer renewed.
        ends: Contracts that end by this day.
        printed_before: Contracts printed for signing before this moment wait too long.
        promised: Promises due by this day.
        agreed_since: Logs begun since this moment may name the next visit.
        missed_since: Planned visits since this day that nobody carried out.
        delivered_since: Deliveries since this day are followed by calls.
    """

    today: dt.date
    late_before: tuple[int, int, int, int]
    late_sub: int
    ended: dt.date
    ends: dt.date
    printed_before: int
    promised: dt.date
    agreed_since: int
    missed_since: dt.date
    delivered_since: dt.date

    def values(self, user_id: str) -> dict[str, object]:
        """Return the limits as the statements name them."""
        late_a, late_b, late_c, late_none = self.late_before
        return {
            "me": user_id,
            "today": self.today.isoformat(),
            "late_sub": self.late_sub,
            "late_a": late_a,
            "late_b": late_b,
            "late_c": late_c,
            "late_none": late_none,
            "ended": self.ended.isoformat(),
            "ends": self.ends.isoformat(),
            "printed_before": self.printed_before,
            "promised": self.promised.isoformat(),
            "agreed_since": self.agreed_since,
            "missed_since": self.missed_since.isoformat(),
            "delivered_since": self.delivered_since.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class DueAccountRow:
    """An account that may be due.

    Attributes:
        account_id: The account.
        name: Registered name.
        grade: Class.
        latitude_e6: Millionths of degrees.
        longitude_e6: Millionths of degrees.
        last_visit_at: Milliseconds since 1970 UTC.
        overdue_minor: Late money.
        oldest_due_on: Due date of its oldest part.
        contract_until_on: End of its last valid contract.
        is_sub_dealer: Whether it buys from another dealer.
        channel: How it wants to be reached; empty when it did not say.
        time: When; empty when it did not say.
    """

    account_id: str
    name: str
    grade: str | None
    latitude_e6: int | None
    longitude_e6: int | None
    last_visit_at: int | None
    overdue_minor: int
    oldest_due_on: str | None
    contract_until_on: str | None
    is_sub_dealer: int
    channel: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class DueFacts:
    """Accounts that may be due, and by account what else is known of them.

    Attributes:
        accounts: None of them is a stop of today or planned for later.
        last_logs: Day and purpose of the next visit as the last log names them.
        missed: Day and remark of the last planned visit that was not carried out.
        promises: Due day and words of open promises.
        complaints: Day by which an open complaint must be answered.
        warnings: Rule, severity and evidence of open warnings that call for a visit.
        deliveries: Day of the last delivery that calls follow.
        unsigned: When the contract was printed that waits longest for its signature.
    """

    accounts: tuple[DueAccountRow, ...]
    last_logs: Mapping[str, tuple[str | None, str | None]]
    missed: Mapping[str, tuple[str, str | None]]
    promises: Mapping[str, Sequence[tuple[str, str]]]
    complaints: Mapping[str, str | None]
    warnings: Mapping[str, Sequence[tuple[str, str, str | None]]]
    deliveries: Mapping[str, str]
    unsigned: Mapping[str, int]


def read_due_facts(look: Snapshot, user_id: str, limits: DueLimits) -> DueFacts:
    """Return the most urgent accounts of every kind of reason, at most 40 of each."""
    values = limits.values(user_id)
    rows = look.connection.exec_driver_sql(_FACTS, values).fetchall()
    accounts = tuple(DueAccountRow(*row) for row in rows)
    values["ids"] = json.dumps([account.account_id for account in accounts])

    def ask(sql: str) -> Iterable[Sequence[Any]]:
        return look.connection.exec_driver_sql(sql, values).fetchall()

    promises: dict[str, list[tuple[str, str]]] = {}
    for account_id, due_on, content in ask(_PROMISES):
        promises.setdefault(account_id, []).append((due_on, content))
    warnings: dict[str, list[tuple[str, str, str | None]]] = {}
    for account_id, rule, severity, evidence in ask(_WARNINGS):
        warnings.setdefault(account_id, []).append((rule, severity, evidence))
    return DueFacts(
        accounts,
        {row[0]: (row[2], row[3]) for row in ask(_LAST_LOGS)},
        {row[0]: (row[1], row[2]) for row in ask(_MISSED)},
        promises,
        {row[0]: row[1] for row in ask(_COMPLAINTS)},
        warnings,
        {row[0]: row[1] for row in ask(_DELIVERIES)},
        {row[0]: row[1] for row in ask(_WAITING)},
    )


def count_late(look: Snapshot, limits: DueLimits) -> int:
    """Return how many accounts were not visited within the rhythm of their class."""
    found = look.connection.exec_driver_sql(_COUNT_LATE, limits.values(""))
    return int(found.scalar_one())

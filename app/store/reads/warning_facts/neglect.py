"""When every account was contacted last, and which promises are late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.ids import id_moment
from app.domain.warnings.neglect import CALL_BACK_DAYS, PROSPECTS, ContactFacts, PromiseFacts
from app.store.unit_of_work import Snapshot

_MILLISECONDS = 1000
_DAY_LENGTH = 10
# Moment and id in one text: the latest contact, of the same moment the one with the larger id.
_LAST = "max(printf('%015d', started_at) || id || coalesce(next_visit_on, ''))"
_AGREED = f"""
WITH latest AS MATERIALIZED (
  SELECT account_id, {_LAST} AS last FROM visit_log WHERE started_at >= :since
  GROUP BY account_id)
SELECT a.id, coalesce(a.class, ''), a.status, l.last
FROM latest l CROSS JOIN account a ON a.id = l.account_id
WHERE a.status <> 'archived' AND substr(l.last, 48) > '' AND substr(l.last, 48) < :today
"""
_IDLE = f"""
SELECT a.id, coalesce(a.class, ''), a.status,
       (SELECT {_LAST} FROM visit_log v WHERE v.account_id = a.id)
FROM account a WHERE a.status IN ({", ".join(f"'{each}'" for each in PROSPECTS)})
"""
_LATE = """
SELECT c.account_id, coalesce(a.class, ''), min(c.due_on || c.id), count(*)
FROM commitment c CROSS JOIN account a ON a.id = c.account_id
WHERE c.state = 'open' AND +c.due_on < :today AND a.status <> 'archived' GROUP BY c.account_id
"""
_AT, _ID = 15, 47


def read_contact_facts(look: Snapshot, today: dt.date) -> Iterator[tuple[str, ContactFacts]]:
    """Yield class and last contact of prospects, and of accounts whose agreed day is past."""
    run = look.connection.exec_driver_sql
    since = dt.datetime.combine(today, dt.time(), dt.UTC) - dt.timedelta(days=CALL_BACK_DAYS)
    values = {
        "since": int(since.timestamp() * _MILLISECONDS),
        "today": today.isoformat(),
    }
    rows = {row[0]: row for row in run(_IDLE)}
    rows |= {row[0]: row for row in run(_AGREED, values)}
    for account_id, grade, status, last in rows.values():
        contact_id, at, agreed = _parts(last)
        if at is not None and at < since:
            agreed = ""
        yield (
            grade,
            ContactFacts(
                account_id=account_id,
                is_prospect=status in PROSPECTS,
                contact_id=contact_id,
                last_on=(at or id_moment(account_id)).date(),
                agreed_on=dt.date.fromisoformat(agreed) if agreed else None,
            ),
        )


def _parts(last: str | None) -> tuple[str, dt.datetime | None, str]:
    if not last:
        return "", None, ""
    at = dt.datetime.fromtimestamp(int(last[:_AT]) / _MILLISECONDS, dt.UTC)
    return last[_AT:_ID], at, last[_ID:]


def read_promise_facts(look: Snapshot, today: dt.date) -> Iterator[tuple[str, PromiseFacts]]:
    """Yield class and late promises of every account that has some."""
    for account_id, grade, first, count in look.connection.exec_driver_sql(
        _LATE, {"today": today.isoformat()}
    ):
        yield (
            grade,
            PromiseFacts(
                account_id=account_id,
                commitment_id=first[_DAY_LENGTH:],
                due_on=dt.date.fromisoformat(first[:_DAY_LENGTH]),
                count=count,
            ),
        )

"""The rep's day as the store has it: stops, promises, late money, and what was not sent yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.journal import REFUSED, WAITING
from app.store.unit_of_work import Snapshot

PREPARATION = "preparation"
"""Kind of the drafts that hold what of the day's things was packed; one a day."""

_VISIT_DRAFT = "visit"
_KEPT_WITHIN = dt.timedelta(days=60)
_MOST_PROMISES = 40
_MOST_DEBTS = 60

_STOPS = f"""
SELECT p.id, p.account_id, p.state, p.starts, p.purposes, p.remark, p.not_done_reason,
       p.preparation, a.name, a.class, a.latitude_e6, a.longitude_e6,
       coalesce(k.name, (SELECT name FROM contact WHERE account_id = a.id
                         ORDER BY decision_role = 'decides' DESC, id LIMIT 1)),
       c.last_visit_at, coalesce(c.overdue_minor, 0), l.started_at, l.ended_at,
       (SELECT min(answer_due_on) FROM complaint WHERE account_id = a.id AND kind = 'complaint'
        AND coalesce(state, '') NOT IN ('closed', 'unfounded')),
       EXISTS (SELECT 1 FROM contract WHERE account_id = a.id AND state IN ('approved', 'printed')),
       EXISTS (SELECT 1 FROM draft WHERE kind = '{_VISIT_DRAFT}' AND subject_id = a.id)
FROM visit_plan p JOIN account a ON a.id = p.account_id
LEFT JOIN contact k ON k.id = p.contact_id
LEFT JOIN account_card c ON c.account_rowid = a.rowid
LEFT JOIN visit_log l ON l.id = p.visit_log_id
WHERE p.planned_on = :today AND p.owner_id = :me
ORDER BY p.position IS NULL, p.position, p.starts, p.id
"""
_PROMISES = """
SELECT {part} AS part, m.id, m.account_id, m.content, m.due_on, m.kept_on, a.name,
       (SELECT name FROM contact WHERE id = m.contact_id) AS contact
FROM commitment m JOIN account a ON a.id = m.account_id
WHERE {due} AND {state} AND coalesce(m.owner_id, :me) = :me
ORDER BY m.due_on, m.id LIMIT :most
"""
# The plus signs choose the index: few promises are open, and few fall due around today.
_OPEN = _PROMISES.format(part=0, due="+m.due_on <= :soon", state="m.state = 'open'")
_KEPT = _PROMISES.format(
    part=1,
    due="m.due_on BETWEEN :early AND :late",
    state="+m.state = 'kept' AND m.kept_on = :today",
)
_OPEN_THEN_KEPT = f"""
SELECT id, account_id, content, due_on, kept_on, name, contact
FROM (SELECT * FROM ({_OPEN}) UNION ALL SELECT * FROM ({_KEPT})) ORDER BY part, due_on, id
"""

_DEBTS = """
SELECT a.id, a.name, c.overdue_minor, c.oldest_due_on
FROM account_card c JOIN account a ON a.rowid = c.account_rowid
WHERE c.overdue_minor > 0
ORDER BY EXISTS (SELECT 1 FROM visit_plan p WHERE p.account_id = a.id AND p.planned_on = :today
                 AND p.owner_id = :me AND p.state = 'planned') DESC, c.overdue_minor DESC, a.id
LIMIT :most
"""
_UNSENT = f"""
SELECT entity, state = '{REFUSED}', count(DISTINCT record_id)
FROM journal_operation
WHERE state = '{WAITING}' OR (state = '{REFUSED}' AND code IS NOT NULL)
GROUP BY 1, 2 ORDER BY 2, 1
"""
_FILES = """
SELECT count(*), coalesce(sum(size_bytes - sent_bytes), 0) FROM blob WHERE state = 'waiting'
"""


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """One planned visit of the day with what a rep looks at before the door.

    Attributes:
        plan_id: The planned visit.
        account_id: The account.
        state: "planned", "done" or "not_done".
        starts: "09:30"; None when the time is open.
        purposes: One a line.
        remark: What the rep noted when planning.
        not_done_reason: Why it did not take place.
        preparation: Things to take along, one a line.
        name: Registered name of the account.
        grade: Its class.
        latitude_e6: Millionths of degrees.
        longitude_e6: Millionths of degrees.
        contact: Whom to meet: the planned person, else who decides there.
        last_visit_at: Milliseconds since 1970 UTC; None when never visited.
        overdue_minor: Late money.
        started_at: When the visit that was carried out began.
        ended_at: When it ended.
        complaint_due_on: Day by which an open complaint must be answered.
        has_ready_contract: Whether a contract waits to be signed.
        is_begun: Whether an unfinished visit form lies here.
    """

    plan_id: str
    account_id: str
    state: str
    starts: str | None
    purposes: str | None
    remark: str | None
    not_done_reason: str | None
    preparation: str | None
    name: str
    grade: str | None
    latitude_e6: int | None
    longitude_e6: int | None
    contact: str | None
    last_visit_at: int | None
    overdue_minor: int
    started_at: int | None
    ended_at: int | None
    complaint_due_on: str | None
    has_ready_contract: int
    is_begun: int


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise that is open, or was kept today.

    Attributes:
        id: Record id.
        account_id: To whom.
        content: What was promised.
        due_on: Last day on which it is in time.
        kept_on: Today when it was kept.
        account: Registered name.
        contact: The person it was promised to, if known.
    """

    id: str
    account_id: str
    content: str
    due_on: str
    kept_on: str | None
    account: str
    contact: str | None


@dataclass(frozen=True, slots=True)
class DebtRow:
    """An account with late money.

    Attributes:
        account_id: The account.
        name: Registered name.
        overdue_minor: Sum past due.
        oldest_due_on: Due date of the oldest part.
    """

    account_id: str
    name: str
    overdue_minor: int
    oldest_due_on: str


@dataclass(frozen=True, slots=True)
class UnsentRow:
    """Records of one kind that the server does not have or does not take.

    Attributes:
        entity: Schema name.
        is_refused: Whether they were sent back.
        records: How many.
    """

    entity: str
    is_refused: bool
    records: int


def read_stops(look: Snapshot, user_id: str, today: dt.date) -> tuple[PlannedStop, ...]:
    """Return a user's stops of a day in driving order."""
    values = {"today": today.isoformat(), "me": user_id}
    rows = look.connection.exec_driver_sql(_STOPS, values)
    return tuple(PlannedStop(*row) for row in rows)


def read_promises(
    look: Snapshot, user_id: str, today: dt.date, soon: dt.date
) -> tuple[PromiseRow, ...]:
    """Return open promises due up to `soon`, most late first, then those kept today.

    Kept ones are looked for among promises due within 60 days of today.
    """
    values = {
        "me": user_id,
        "today": today.isoformat(),
        "soon": soon.isoformat(),
        "early": (today - _KEPT_WITHIN).isoformat(),
        "late": (today + _KEPT_WITHIN).isoformat(),
        "most": _MOST_PROMISES,
    }
    rows = look.connection.exec_driver_sql(_OPEN_THEN_KEPT, values)
    return tuple(PromiseRow(*row) for row in rows)


def read_debts(look: Snapshot, user_id: str, today: dt.date) -> tuple[DebtRow, ...]:
    """Return accounts with late money, today's stops first, then the largest; at most 60."""
    values = {"me": user_id, "today": today.isoformat(), "most": _MOST_DEBTS}
    return tuple(DebtRow(*row) for row in look.connection.exec_driver_sql(_DEBTS, values))


def read_unsent(look: Snapshot) -> tuple[UnsentRow, ...]:
    """Return what waits in the journal and what was sent back, by kind."""
    rows: Sequence[tuple[str, int, int]] = [
        (row[0], row[1], row[2]) for row in look.connection.exec_driver_sql(_UNSENT)
    ]
    return tuple(UnsentRow(entity, bool(refused), count) for entity, refused, count in rows)


def read_unsent_files(look: Snapshot) -> tuple[int, int]:
    """Return number and bytes of the files that are to be sent."""
    count, size = look.connection.exec_driver_sql(_FILES).one()
    return int(count), int(size)


def read_packed(look: Snapshot, today: dt.date) -> frozenset[str]:
    """Return what of the day's things was ticked off on this device."""
    kept = look.drafts.read(PREPARATION, today.isoformat()) or {}
    return frozenset(str(thing) for thing in kept.get("packed", ()))

"""Logged visits, a rep's own or the whole book's, and the unfinished ones."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.schema import split_labels
from app.store.journal import REFUSED, WAITING
from app.store.unit_of_work import Snapshot

_LIST = f"""
SELECT v.id, v.account_id, coalesce(a.name, ''), a.class, a.city, v.started_at, v.ended_at, v.way,
  v.purposes, coalesce(v.content, ''), coalesce(v.result, ''),
  (SELECT coalesce(sum(amount_minor), 0) FROM collection WHERE visit_log_id = v.id),
  (SELECT count(*) FROM stock_count WHERE visit_log_id = v.id),
  (SELECT count(*) FROM attachment WHERE subject_id = v.id),
  EXISTS (SELECT 1 FROM journal_operation WHERE record_id = v.id AND state = '{WAITING}'),
  EXISTS (SELECT 1 FROM journal_operation WHERE record_id = v.id AND state = '{REFUSED}'),
  CASE WHEN v.author_id = :user THEN '' ELSE coalesce(u.name, '') END
FROM visit_log v LEFT JOIN account a ON a.id = v.account_id
  LEFT JOIN "user" u ON u.id = v.author_id
WHERE NOT :own OR v.author_id = :user ORDER BY v.started_at DESC, v.id DESC LIMIT :limit
"""
_DRAFTS = """
SELECT d.subject_id, coalesce(a.name, ''), a.class, a.city, d.saved_at,
  CASE WHEN json_valid(d.body) THEN json_extract(d.body, '$.started_at') END,
  CASE WHEN json_valid(d.body) THEN json_extract(d.body, '$.content') END,
  CASE WHEN json_valid(d.body) THEN json_extract(d.body, '$.plan_id') END
FROM draft d LEFT JOIN account a ON a.id = d.subject_id
WHERE d.kind = 'visit' ORDER BY d.saved_at DESC
"""


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """One logged visit of the list.

    Attributes:
        id: Record id.
        account_id: The account.
        name: Its name; empty when the account has left this device.
        grade: Its class.
        city: Its city.
        started_at: Check-in, milliseconds since 1970 UTC.
        ended_at: Check-out.
        way: "visit", "phone" …
        purposes: Words from the list of purposes.
        content: What was said and seen.
        result: What came of it.
        collected_minor: Money taken in, minor units.
        counted: Products counted.
        photos: Photos taken.
        waiting: Not sent yet.
        refused: The server refused it.
        author: Who visited, when it was somebody else; empty for the user's own.
    """

    id: str
    account_id: str
    name: str
    grade: str | None
    city: str | None
    started_at: int
    ended_at: int | None
    way: str
    purposes: tuple[str, ...]
    content: str
    result: str
    collected_minor: int
    counted: int
    photos: int
    waiting: bool
    refused: bool
    author: str


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """An unfinished visit of the list.

    Attributes:
        account_id: The account.
        name: Its name.
        grade: Its class.
        city: Its city.
        saved_at: Last pause of typing, milliseconds since 1970 UTC.
        started_at: Check-in.
        content: What was written so far.
        plan_id: The planned visit; empty when unplanned.
    """

    account_id: str
    name: str
    grade: str | None
    city: str | None
    saved_at: int
    started_at: int
    content: str
    plan_id: str


def list_logs(
    look: Snapshot, user_id: str, limit: int, *, only_own: bool = True
) -> list[VisitSummary]:
    """Return the newest visits: a user's own, or everybody's in the books of this device."""
    values = {"user": user_id, "own": only_own, "limit": limit}
    rows = look.connection.exec_driver_sql(_LIST, values)
    return [
        VisitSummary(
            id=str(row[0]),
            account_id=str(row[1]),
            name=str(row[2]),
            grade=row[3],
            city=row[4],
            started_at=int(row[5]),
            ended_at=row[6],
            way=str(row[7]),
            purposes=split_labels(row[8]),
            content=str(row[9]),
            result=str(row[10]),
            collected_minor=int(row[11]),
            counted=int(row[12]),
            photos=int(row[13]),
            waiting=bool(row[14]),
            refused=bool(row[15]),
            author=str(row[16]),
        )
        for row in rows
    ]


def list_drafts(look: Snapshot) -> list[DraftSummary]:
    """Return the unfinished visits of this device, the one touched last first."""
    return [
        DraftSummary(
            account_id=str(row[0]),
            name=str(row[1]),
            grade=row[2],
            city=row[3],
            saved_at=int(row[4]),
            started_at=_whole(row[5], int(row[4])),
            content=str(row[6] or ""),
            plan_id=str(row[7] or ""),
        )
        for row in look.connection.exec_driver_sql(_DRAFTS)
    ]


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise

"""Everything that one visit brought home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.schema import split_labels
from app.store.unit_of_work import Snapshot

_LOG = """
SELECT v.id, v.account_id, coalesce(a.name, ''), a.class, v.started_at, v.ended_at, v.way,
  v.purposes, v.contact_ids, v.content, v.result, v.findings, v.competitor_facts, v.requests,
  v.mood, v.next_step, v.next_visit_on, v.confirmed_blocks
FROM visit_log v LEFT JOIN account a ON a.id = v.account_id WHERE v.id = ?
"""
_COUNTS = """
SELECT coalesce(p.name, ''), coalesce(p.unit, ''), s.warehouse_quantity, s.shelf_quantity
FROM stock_count s LEFT JOIN product p ON p.id = s.product_id
WHERE s.visit_log_id = ? ORDER BY s.id
"""
_COLLECTIONS = """
SELECT amount_minor, means, coalesce(payer, '') FROM collection WHERE visit_log_id = ? ORDER BY id
"""
_PROMISES = """
SELECT content, due_on, state FROM commitment WHERE visit_log_id = ? ORDER BY due_on, id
"""
_PHOTOS = """
SELECT sha256, coalesce(file_name, ''), coalesce(caption, ''), coalesce(thumbnail_sha256, '')
FROM attachment WHERE subject_id = ? AND coalesce(media_type, 'image/') LIKE 'image/%' ORDER BY id
"""
_ADDENDA = """
SELECT coalesce((SELECT name FROM user WHERE id = author_id), ''), written_at, content
FROM visit_addendum WHERE visit_log_id = ? ORDER BY written_at, id
"""
_COMMENTS = """
SELECT coalesce((SELECT name FROM user WHERE id = author_id), ''), written_at, content
FROM visit_comment WHERE visit_log_id = ? ORDER BY written_at, id
"""
_TASKS = """
SELECT coalesce((SELECT name FROM user WHERE id = assignee_id), ''), content, due_on, state,
  coalesce(answer, '')
FROM task WHERE visit_log_id = ? ORDER BY due_on, id
"""
_SIGHTINGS = """
SELECT coalesce((SELECT name FROM competitor WHERE id = competitor_id), competitor_name, ''),
  coalesce(product, ''), price_minor, coalesce(activity, '')
FROM competitor_sighting WHERE visit_log_id = ? ORDER BY id
"""
_INSPECTIONS = """
SELECT coalesce((SELECT name FROM user WHERE id = author_id), ''), inspected_on, visit_held, people,
  stock, result, coalesce(content, '')
FROM inspection WHERE visit_log_id = ? ORDER BY inspected_on, id
"""
_NEEDS = "SELECT kind, content, state FROM customer_need WHERE visit_log_id = ? ORDER BY id"
_NOTES = ("content", "result", "competitor_facts", "requests", "next_step")


@dataclass(frozen=True, slots=True)
class LoggedPhoto:
    """A photo of a visit, whether it is on this device or not.

    Attributes:
        sha256: Of the photo.
        file_name: As it was chosen.
        caption: What is to be seen.
        thumbnail_sha256: Of the small picture; empty when there is none.
    """

    sha256: str
    file_name: str
    caption: str
    thumbnail_sha256: str

    @property
    def name(self) -> str:
        """What to call it."""
        return self.caption or self.file_name


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added to a log after it was written: by whom, when (milliseconds), what."""

    author: str
    written_at: int
    content: str


CLAIMS = ("visit_held", "people", "stock", "result")
"""What an inspection checks of a log, in the order of `Inspection.verdicts`."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an inspection found about a log: by whom, when, one verdict a claim, and words."""

    author: str
    inspected_on: dt.date
    verdicts: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """One logged visit with everything that belongs to it.

    Attributes:
        id: Record id.
        account_id: The account.
        name: Its name.
        grade: Its class.
        started_at: Check-in, milliseconds since 1970 UTC.
        ended_at: Check-out.
        way: "visit", "phone" …
        purposes: Words from the list of purposes.
        people: Names of the persons met.
        notes: (field name, text) of every free text that is not blank, in the form's order.
        findings: Words for the situation on site.
        mood: "good", "plain", "tense" or empty.
        next_visit_on: Day of the next visit.
        confirmed_blocks: Letters of confirmed blocks.
        counts: (product, unit, warehouse, shelf).
        collections: (amount in minor units, means, payer).
        promises: (content, due day, state).
        photos: In the order in which they were taken in.
        addenda: What was added afterwards, the oldest first.
        comments: What superiors remarked, the oldest first.
        tasks: (assignee, content, due day, state, answer).
        sightings: (competitor, product, price in minor units, activity).
        needs: (kind, content, state).
        inspections: What was found first-hand about the claims above.
    """

    id: str
    account_id: str
    name: str
    grade: str | None
    started_at: int
    ended_at: int | None
    way: str
    purposes: tuple[str, ...]
    people: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]
    mood: str
    next_visit_on: dt.date | None
    confirmed_blocks: tuple[str, ...]
    counts: tuple[tuple[str, str, int | None, int | None], ...]
    collections: tuple[tuple[int, str, str], ...]
    promises: tuple[tuple[str, dt.date, str], ...]
    photos: tuple[LoggedPhoto, ...]
    addenda: tuple[Addendum, ...] = ()
    comments: tuple[Addendum, ...] = ()
    tasks: tuple[tuple[str, str, dt.date, str, str], ...] = ()
    sightings: tuple[tuple[str, str, int | None, str], ...] = ()
    needs: tuple[tuple[str, str, str], ...] = ()
    inspections: tuple[Inspection, ...] = ()


def read_log(look: Snapshot, visit_id: str) -> VisitDetail | None:
    """Return one visit, or None."""
    row = look.connection.exec_driver_sql(_LOG, (visit_id,)).fetchone()
    if row is None:
        return None
    texts = (row[9], row[10], row[12], row[13], row[15])
    people = look.records.read_many("contact", split_labels(row[8]))
    return VisitDetail(
        id=str(row[0]),
        account_id=str(row[1]),
        name=str(row[2]),
        grade=row[3],
        started_at=int(row[4]),
        ended_at=row[5],
        way=str(row[6]),
        purposes=split_labels(row[7]),
        people=tuple(str(person.fields["name"]) for person in people.values()),
        notes=tuple((name, str(text)) for name, text in zip(_NOTES, texts, strict=True) if text),
        findings=split_labels(row[11]),
        mood=row[14] or "",
        next_visit_on=dt.date.fromisoformat(row[16]) if row[16] else None,
        confirmed_blocks=split_labels(row[17]),
        counts=tuple(
            (str(name), str(unit), warehouse, shelf)
            for name, unit, warehouse, shelf in _rows(look, _COUNTS, visit_id)
        ),
        collections=tuple(
            (int(amount), str(means), str(payer))
            for amount, means, payer in _rows(look, _COLLECTIONS, visit_id)
        ),
        promises=tuple(
            (str(content), dt.date.fromisoformat(due_on), str(state))
            for content, due_on, state in _rows(look, _PROMISES, visit_id)
        ),
        photos=tuple(LoggedPhoto(*map(str, row)) for row in _rows(look, _PHOTOS, visit_id)),
        addenda=tuple(Addendum(*row) for row in _rows(look, _ADDENDA, visit_id)),
        comments=tuple(Addendum(*row) for row in _rows(look, _COMMENTS, visit_id)),
        tasks=tuple(
            (str(who), str(content), dt.date.fromisoformat(due_on), str(state), str(answer))
            for who, content, due_on, state, answer in _rows(look, _TASKS, visit_id)
        ),
        sightings=tuple(tuple(row) for row in _rows(look, _SIGHTINGS, visit_id)),
        needs=tuple(tuple(row) for row in _rows(look, _NEEDS, visit_id)),
        inspections=tuple(
            Inspection(str(row[0]), dt.date.fromisoformat(row[1]), tuple(row[2:6]), str(row[6]))
            for row in _rows(look, _INSPECTIONS, visit_id)
        ),
    )


def _rows(look: Snapshot, sql: str, visit_id: str) -> Sequence[Any]:
    return look.connection.exec_driver_sql(sql, (visit_id,)).fetchall()

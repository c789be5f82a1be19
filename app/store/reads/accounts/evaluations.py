"""Evaluation schemes, and the evaluations of one account."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from app.domain.evaluation.files import read_scores
from app.store.unit_of_work import Snapshot

_SCHEMES = (
    "SELECT id, name, version, body FROM evaluation_scheme WHERE state = 'approved'"
    " AND coalesce(valid_from_on, '') <= ? ORDER BY coalesce(valid_from_on, '') DESC, name, id"
)
_ALL_SCHEMES = """
SELECT s.id, s.name, s.version, coalesce(s.state, 'draft'), coalesce(s.valid_from_on, ''),
       s.body, coalesce(s.maker_id, ''), coalesce(m.name, ''), coalesce(a.name, '')
FROM evaluation_scheme s LEFT JOIN "user" m ON m.id = s.maker_id
LEFT JOIN "user" a ON a.id = s.approver_id
ORDER BY coalesce(s.state, 'draft') <> 'draft', coalesce(s.state, '') = 'withdrawn',
         coalesce(s.valid_from_on, '') DESC, s.name, s.id
"""
_EVALUATIONS = (
    "SELECT e.id, coalesce(e.scheme_id, ''), e.evaluated_on, coalesce(u.name, ''), e.scores,"
    " e.total_basis_points, e.evidence_basis_points, e.gate_passed, coalesce(e.attitude, ''),"
    " coalesce(e.conclusion, ''), e.next_review_on, coalesce(e.period, '')"
    ' FROM evaluation e LEFT JOIN "user" u ON u.id = e.evaluator_id'
    " WHERE e.account_id = ? AND coalesce(e.state, 'final') = 'final'"
    " ORDER BY e.evaluated_on DESC, e.id DESC"
)


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme that may be used today.

    Attributes:
        id: Its record.
        name: Its name.
        version: Its version.
        body: As it is stored.
    """

    id: str
    name: str
    version: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """An evaluation that was made.

    Attributes:
        id: Its record.
        scheme_id: Its scheme; empty for the program's own.
        evaluated_on: The day.
        evaluator: Who made it.
        scores: 1 to 5 by sub-indicator.
        numbers: Hard numbers by sub-indicator.
        total_basis_points: The score, ten-thousandths of the highest.
        evidence_basis_points: Part of the scheme that rests on scores.
        gate_passed: What the gate said; None when it was not scored or the scheme has none.
        attitude: Of the account.
        conclusion: In words.
        next_review_on: When it was to be repeated.
        period: What it speaks about.
    """

    id: str
    scheme_id: str
    evaluated_on: dt.date
    evaluator: str
    scores: dict[str, int]
    numbers: dict[str, int]
    total_basis_points: int | None
    evidence_basis_points: int | None
    gate_passed: bool | None
    attitude: str
    conclusion: str
    next_review_on: dt.date | None
    period: str


def list_schemes(look: Snapshot, today: dt.date) -> list[SchemeRow]:
    """Return the approved schemes valid today, the newest first."""
    rows = look.connection.exec_driver_sql(_SCHEMES, (today.isoformat(),))
    return [SchemeRow(*row) for row in rows]


def list_evaluations(look: Snapshot, account_id: str) -> list[EvaluationRow]:
    """Return the final evaluations of an account, the latest first."""
    rows = look.connection.exec_driver_sql(_EVALUATIONS, (account_id,))
    found = []
    for row in rows:
        scores, numbers = read_scores(row[4])
        review = dt.date.fromisoformat(row[10]) if row[10] else None
        one = EvaluationRow(
            id=row[0],
            scheme_id=row[1],
            evaluated_on=dt.date.fromisoformat(row[2]),
            evaluator=row[3],
            scores=scores,
            numbers=numbers,
            total_basis_points=row[5],
            evidence_basis_points=row[6],
            gate_passed=None if row[7] is None else bool(row[7]),
            attitude=row[8],
            conclusion=row[9],
            next_review_on=review,
            period=row[11],
        )
        found.append(one)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRecord:
    """A scheme with who made it and who decided.

    Attributes:
        id: Its record.
        name: Its name.
        version: Its version.
        state: "draft", "approved" or "withdrawn".
        valid_from_on: First day; empty when it is not known.
        body: As it is stored.
        maker_id: Who wrote it.
        maker: That person's name.
        approver: Name of who approved it.
    """

    id: str
    name: str
    version: str
    state: str
    valid_from_on: str
    body: str
    maker_id: str
    maker: str
    approver: str


def list_scheme_records(look: Snapshot) -> list[SchemeRecord]:
    """Return all schemes: drafts first, then the latest first day first."""
    rows = look.connection.exec_driver_sql(_ALL_SCHEMES)
    names = [field.name for field in dataclasses.fields(SchemeRecord)]
    return [SchemeRecord(**dict(zip(names, row, strict=True))) for row in rows]

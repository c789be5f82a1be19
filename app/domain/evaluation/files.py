"""What is written about a dealer in an evaluation, and the rules of its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from app.domain.analysis.evaluation import Assessment, Evaluation, Gate
from app.domain.analysis.evaluation_schemes import HIGHEST_SCORE, LOWEST_SCORE
from app.domain.errors import NotAllowedError
from app.domain.faults import Fault
from app.domain.fields import FieldValue

FALSE_ENTHUSIASM = "false"
"""The attitude that marks doubted enthusiasm. Source: domain.md 2.3 (1.3)."""

_BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationSheet:
    """An evaluation as it is filled in.

    Attributes:
        scheme_id: Record of the scheme; empty for the program's own.
        evaluated_on: The day.
        scores: 1 to 5 by sub-indicator.
        numbers: Hard numbers by sub-indicator.
        attitude: "active", "average", "passive" or "false"; empty when it was not said.
        period: What it speaks about, "2026-Q4".
        conclusion: In words.
        next_review_on: When it is to be repeated.
    """

    scheme_id: str = ""
    evaluated_on: date
    scores: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    attitude: str = ""
    period: str = ""
    conclusion: str = ""
    next_review_on: date | None = None

    @property
    def assessment(self) -> Assessment:
        """What the score is computed from."""
        return Assessment(
            self.evaluated_on, self.scores, self.numbers, self.attitude == FALSE_ENTHUSIASM
        )


def evaluation_faults(sheet: EvaluationSheet, *, today: date) -> Iterator[Fault]:
    """Return what is wrong with a sheet, in the order of the form.

    Source: domain.md 2.3, 3.17.
    """
    if sheet.evaluated_on > today:
        yield Fault("evaluated_on", "evaluation.date.future")
    if not sheet.scores:
        yield Fault("scores", "evaluation.scores.blank")
    for score in sheet.scores.values():
        if not LOWEST_SCORE <= score <= HIGHEST_SCORE:
            yield Fault("scores", "evaluation.score.range")
    if any(number < 0 for number in sheet.numbers.values()):
        yield Fault("numbers", "evaluation.number.negative")
    review = sheet.next_review_on
    if review is not None and review <= sheet.evaluated_on:
        yield Fault("next_review_on", "evaluation.review.order")


def evaluation_fields(sheet: EvaluationSheet, result: Evaluation) -> dict[str, FieldValue]:
    """Return a sheet with its result as the record spells it.

    Args:
        sheet: As it was filled in.
        result: What `evaluate` made of it.
    """
    gate = {Gate.OPEN: 1, Gate.SHUT: 0}.get(result.gate)
    score = result.score
    review = sheet.next_review_on
    values: dict[str, FieldValue] = {
        "scheme_id": sheet.scheme_id,
        "evaluated_on": sheet.evaluated_on.isoformat(),
        "period": sheet.period.strip(),
        "scores": _spelled(sheet.scores, sheet.numbers),
        "total_basis_points": _basis_points(score) if isinstance(score, Fraction) else None,
        "evidence_basis_points": _basis_points(result.evidence),
        "gate_passed": gate,
        "attitude": sheet.attitude,
        "conclusion": sheet.conclusion.strip(),
        "next_review_on": review.isoformat() if review else None,
        "state": "final",
    }
    return {name: value for name, value in values.items() if value not in {None, ""}}


def read_scores(text: object) -> tuple[dict[str, int], dict[str, int]]:
    """Return scores and hard numbers of a record; empty where they cannot be read."""
    try:
        read = json.loads(text) if isinstance(text, str) else {}
    except ValueError:
        read = {}
    parts = read if isinstance(read, dict) else {}
    scores, numbers = _whole(parts.get("scores")), _whole(parts.get("numbers"))
    good = {code: n for code, n in scores.items() if LOWEST_SCORE <= n <= HIGHEST_SCORE}
    return good, numbers


def check_evaluation_edit(before: Mapping[str, object]) -> None:
    """Refuse to rewrite an evaluation that is final: it is repeated, with another date.

    Raises:
        NotAllowedError: `evaluation.fixed`.

    Source: domain.md 2.3 (dated, and compared with the one before); R042.
    """
    if before.get("state") == "final":
        raise NotAllowedError("evaluation.fixed")


def _spelled(scores: Mapping[str, int], numbers: Mapping[str, int]) -> str:
    parts = {"scores": dict(scores), "numbers": dict(numbers)}
    return json.dumps(parts, sort_keys=True, separators=(",", ":"))


def _whole(part: object) -> dict[str, int]:
    found = part if isinstance(part, dict) else {}
    return {str(code): value for code, value in found.items() if type(value) is int}


def _basis_points(share: Fraction) -> int:
    return round(share * _BASIS_POINTS)

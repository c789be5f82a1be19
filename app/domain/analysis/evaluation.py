"""Dealer evaluation (客户评价得分): score, gate, evidence, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.analysis.evaluation_schemes import (
    HIGHEST_SCORE,
    LOWEST_SCORE,
    Criterion,
    Scheme,
)
from app.domain.analysis.figures import (
    NotAvailable,
    Reason,
    Value,
    available,
    descending,
    gap,
    quotient,
)


class Gate(StrEnum):
    """What the gate criterion (credit standing) says."""

    OPEN = "open"
    SHUT = "shut"  # do not cooperate, whatever the score
    UNKNOWN = "unknown"  # not scored: credit first
    NONE = "none"  # the scheme has no gate


class Caution(StrEnum):
    """What to say beside a score."""

    FALSE_ENTHUSIASM = "false_enthusiasm"
    EXPOSURE_ABOVE_FUNDS = "exposure_above_funds"
    REVIEW_OVERDUE = "review_overdue"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an evaluator entered.

    Attributes:
        evaluated_on: Day of the evaluation.
        scores: 1 to 5 by sub-indicator; missing ones drop out.
        numbers: Hard numbers by sub-indicator, as entered (sub-dealers, brands, vehicles, funds in
            minor units …); they stand beside the scores and never enter them.
        is_enthusiasm_doubted: False enthusiasm is suspected, often the opening of a fraud.
    """

    evaluated_on: date
    scores: Mapping[str, Decimal | int]
    numbers: Mapping[str, int]
    is_enthusiasm_doubted: bool = False


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """A criterion with the entries it came from.

    Attributes:
        code: Criterion.
        weight: Scaled so that all weights of the scheme add up to 1.
        score: Mean of the scored sub-indicators, 1 to 5; n/a when none is scored.
        scored: Scores by sub-indicator.
        missing: Sub-indicators without a score.
        numbers: Their hard numbers.
    """

    code: str
    weight: Fraction
    score: Value
    scored: Mapping[str, Decimal | int]
    missing: tuple[str, ...]
    numbers: Mapping[str, int]

    @property
    def evidence(self) -> Fraction:
        """Part of the sub-indicators that is scored."""
        return Fraction(len(self.scored), len(self.scored) + len(self.missing))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of an assessment under a scheme.

    Attributes:
        evaluated_on: Day of the evaluation.
        criteria: Scores with their evidence, in the order of the scheme.
        points: Σ weight × criterion over the scored criteria, 1 to 5.
        score: Points as a share of 5.
        evidence: Part of the scheme's weight that rests on scores, 0 to 1.
        gate: Credit standing decides before the score does.
        is_enthusiasm_doubted: As entered; raises caution.
    """

    evaluated_on: date
    criteria: tuple[CriterionScore, ...]
    points: Value
    score: Value
    evidence: Fraction
    gate: Gate
    is_enthusiasm_doubted: bool


def evaluate(assessment: Assessment, *, scheme: Scheme) -> Evaluation:
    """Score an account; what is not scored drops out and lowers the evidence.

    A criterion without any score leaves its weight to the others.

    Raises:
        ValueError: For a score outside 1 to 5.

    Source: domain.md 3.17; R039, R040, R041, R043, R044.
    """
    whole = sum((Fraction(row.weight) for row in scheme.criteria), Fraction(0))
    criteria = tuple(_criterion(row, assessment, whole=whole) for row in scheme.criteria)
    scored = [(row.weight, row.score) for row in criteria if isinstance(row.score, Fraction)]
    weighted = sum((weight * score for weight, score in scored), Fraction(0))
    weight = sum((weight for weight, _ in scored), Fraction(0))
    points = quotient(weighted, weight, reason=Reason.NOT_SCORED)
    return Evaluation(
        evaluated_on=assessment.evaluated_on,
        criteria=criteria,
        points=points,
        score=quotient(points, HIGHEST_SCORE, reason=Reason.NOT_SCORED),
        evidence=sum((row.weight * row.evidence for row in criteria), Fraction(0)),
        gate=_gate(criteria, scheme),
        is_enthusiasm_doubted=assessment.is_enthusiasm_doubted,
    )


def cautions(
    evaluation: Evaluation,
    *,
    today: date,
    next_review_on: date | None,
    exposure_minor: int,
    funds_minor: int | None,
) -> tuple[Caution, ...]:
    """Return what to say beside a score: credit standing changes, and fails beyond the capacity.

    Args:
        evaluation: The latest one.
        today: Date in the company's zone.
        next_review_on: When it was to be repeated.
        exposure_minor: Debt and open orders of the account (`credit.credit_strip`).
        funds_minor: The account's funds; None when unknown.

    Source: domain.md 2.3 (1.3 and 3); R042, R044.
    """
    found = {
        Caution.FALSE_ENTHUSIASM: evaluation.is_enthusiasm_doubted,
        Caution.EXPOSURE_ABOVE_FUNDS: funds_minor is not None and exposure_minor > funds_minor,
        Caution.REVIEW_OVERDUE: next_review_on is not None and next_review_on < today,
    }
    return tuple(caution for caution, applies in found.items() if applies)


def ranking_key(evaluation: Evaluation) -> tuple[tuple[bool, Fraction], ...]:
    """Return a sort key: the best score first, on a tie the better first criterion (enthusiasm).

    Source: domain.md 3.17 (edge); R039.
    """
    return (
        descending(evaluation.score),
        *(descending(criterion.score) for criterion in evaluation.criteria),
    )


def trend(evaluations: Sequence[Evaluation]) -> tuple[tuple[date, Value, Value], ...]:
    """Return day, score and change since the evaluation before, oldest first.

    Source: domain.md 2.3; R042.
    """
    ordered = sorted(evaluations, key=lambda row: row.evaluated_on)
    first = NotAvailable(Reason.NOTHING_TO_COMPARE)
    earlier: list[Value] = [first, *(row.score for row in ordered)]
    return tuple(
        (row.evaluated_on, row.score, gap(row.score, before))
        for row, before in zip(ordered, earlier, strict=False)
    )


def grading_coverage(*, graded: int, with_dealings: int) -> Value:
    """Return the accounts with evaluation and limit ÷ the accounts with dealings; target 100 %.

    Source: domain.md 3.32; R065.
    """
    return quotient(graded, with_dealings, reason=Reason.NO_DEALINGS)


def _criterion(row: Criterion, assessment: Assessment, *, whole: Fraction) -> CriterionScore:
    scored = {code: assessment.scores[code] for code in row.indicators if code in assessment.scores}
    if any(not LOWEST_SCORE <= score <= HIGHEST_SCORE for score in scored.values()):
        raise ValueError("scores lie between 1 and 5")
    points = sum((Fraction(score) for score in scored.values()), Fraction(0))
    return CriterionScore(
        code=row.code,
        weight=Fraction(row.weight) / whole,
        score=quotient(points, len(scored), reason=Reason.NOT_SCORED),
        scored=scored,
        missing=tuple(code for code in row.indicators if code not in scored),
        numbers={
            code: assessment.numbers[code] for code in row.indicators if code in assessment.numbers
        },
    )


def _gate(criteria: Sequence[CriterionScore], scheme: Scheme) -> Gate:
    scores = available(row.score for row in criteria if row.code == scheme.gate)
    if not scheme.gate:
        return Gate.NONE
    if not scores:
        return Gate.UNKNOWN
    return Gate.SHUT if scores[0] < Fraction(scheme.gate_score) else Gate.OPEN

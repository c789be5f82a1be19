"""False enthusiasm and the pattern of a shell company (W13): the signs before the first order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import Finding
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

_BURNS_FROM = 3
_WARNS_FROM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFacts:
    """What speaks for a feigned order.

    Attributes:
        account_id: The account.
        flags: Signs seen and not cleared.
        noted_in: Record in which the last of them stands.
        is_doubted: The last evaluation suspects false enthusiasm.
    """

    account_id: str
    flags: Sequence[str] = ()
    noted_in: str = ""
    is_doubted: bool = False


def judge_pattern(facts: PatternFacts, _levels: Thresholds) -> Finding | None:
    """Notice one sign, warn of two or of doubted enthusiasm, burn from three, or two and a doubt.

    Source: domain.md 4.2 (W13), 4.4 (1), 2.3 (1.3); R044, R052.
    """
    signs = sorted(set(facts.flags))
    weight = len(signs) + facts.is_doubted
    if not weight:
        return None
    severity = Severity.NOTICE
    if weight >= _WARNS_FROM or facts.is_doubted:
        severity = Severity.ALARM if weight >= _BURNS_FROM else Severity.WARNING
    return Finding(
        Rule.PATTERN,
        facts.account_id,
        severity,
        weight,
        1,
        {"flags": ",".join(signs), "is_doubted": int(facts.is_doubted)},
        facts.noted_in,
    )

"""What a rule found at an account, with the numbers that led to it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from app.domain.analysis.figures import Value
from app.domain.analysis.severity import Severity
from app.domain.warnings.rules import Rule

Evidence: TypeAlias = Mapping[str, int | str]
"""By name: minor units end in `_minor`, days in `_on` (a date) or `_days`, ten-thousandths in
`_bp`, counts are plain; words come from closed lists."""

BASIS_POINTS = 10_000
RANK = {Severity.NONE: 0, Severity.NOTICE: 1, Severity.WARNING: 2, Severity.ALARM: 3}
"""Severities in order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's condition is met at one account.

    Attributes:
        rule: Which rule.
        account_id: At which account.
        severity: How bad it is.
        value: What was compared, in the rule's own unit.
        threshold: What it was compared with, in the same unit; None when there is no number.
        evidence: The numbers that led to it.
        cause_key: Names the single fact behind it (an incident, a contract), so that another one
            is told from the same one; "" for a figure.
    """

    rule: Rule
    account_id: str
    severity: Severity
    value: int
    threshold: int | None
    evidence: Evidence = dataclasses.field(default_factory=dict)
    cause_key: str = ""


def spelled(evidence: Evidence) -> str:
    """Return evidence as records hold it; equal evidence is spelled equally."""
    return json.dumps(dict(evidence), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_evidence(text: object) -> dict[str, int | str]:
    """Return the evidence of a record; empty when it cannot be read."""
    try:
        read = json.loads(text) if isinstance(text, str) else {}
    except ValueError:
        return {}
    found = read if isinstance(read, dict) else {}
    return {str(name): value for name, value in found.items() if isinstance(value, int | str)}


def basis_points(value: Value) -> int | None:
    """Return a share in ten-thousandths, cut off towards zero; None when it is not available."""
    return int(value * BASIS_POINTS) if isinstance(value, Fraction) else None


def worst(*severities: Severity) -> Severity:
    """Return the gravest of some severities."""
    return max(severities, key=RANK.__getitem__, default=Severity.NONE)

"""Field work in figures: how many accounts were visited, how many planned visits took place."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.figures import Reason, Value, quotient


@dataclass(frozen=True, slots=True)
class FieldCounts:
    """What is counted for a period.

    Attributes:
        accounts: Accounts neither lost nor archived.
        visited: Those of them that were visited.
        planned: Visits planned for days that have passed.
        done: Those of them that took place.
    """

    accounts: int
    visited: int
    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class FieldWork:
    """The rates with the counts they came from.

    Attributes:
        counts: The counts.
        coverage: Visited ÷ accounts.
        execution: Done ÷ planned.
    """

    counts: FieldCounts
    coverage: Value
    execution: Value


def field_work(counts: FieldCounts) -> FieldWork:
    """Return coverage and plan execution.

    Source: domain.md 3.30 (plan execution); R124, R136.
    """
    return FieldWork(
        counts=counts,
        coverage=quotient(counts.visited, counts.accounts, reason=Reason.NO_ACCOUNTS),
        execution=quotient(counts.done, counts.planned, reason=Reason.NO_PLAN),
    )

"""Promises given to an account: when they are due and whether they were kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.faults import Fault
from app.domain.money import ratio


class PromiseState(StrEnum):
    """How a promise stands today."""

    OPEN = "open"
    DUE_TODAY = "due_today"
    LATE = "late"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Promise:
    """What the rules look at in a commitment.

    Attributes:
        due_on: Last day on which it is in time.
        kept_on: Day on which it was kept.
        is_withdrawn: The account no longer wants it; it counts nowhere.
    """

    due_on: date
    kept_on: date | None = None
    is_withdrawn: bool = False


def promise_state(promise: Promise, *, today: date) -> PromiseState:
    """Return how a promise stands.

    Source: domain.md 4.2, W12 (promise past due).
    """
    if promise.is_withdrawn:
        return PromiseState.WITHDRAWN
    if promise.kept_on is not None:
        return PromiseState.KEPT if promise.kept_on <= promise.due_on else PromiseState.KEPT_LATE
    if promise.due_on < today:
        return PromiseState.LATE
    return PromiseState.DUE_TODAY if promise.due_on == today else PromiseState.OPEN


def days_late(promise: Promise, *, today: date) -> int:
    """Return by how many days an open promise is late; 0 when it is settled or not yet due."""
    is_late = promise_state(promise, today=today) is PromiseState.LATE
    return (today - promise.due_on).days if is_late else 0


def promise_keeping(promises: Iterable[Promise], *, today: date) -> Decimal | None:
    """Return kept in time ÷ due; a promise that is due today and open is not counted yet.

    Source: domain.md 3.31.
    """
    states = [
        promise_state(promise, today=today) for promise in promises if promise.due_on <= today
    ]
    kept = states.count(PromiseState.KEPT)
    due = kept + states.count(PromiseState.KEPT_LATE) + states.count(PromiseState.LATE)
    return ratio(kept, due)


def commitment_faults(*, content: str | None, due_on: date | None, made_on: date) -> list[Fault]:
    """Return what is wrong with a new promise."""
    faults: list[Fault] = []
    if not (content or "").strip():
        faults.append(Fault("content", "commitment.content.blank"))
    if due_on is None:
        faults.append(Fault("due_on", "commitment.due.blank"))
    elif due_on < made_on:
        faults.append(Fault("due_on", "commitment.due.past"))
    return faults

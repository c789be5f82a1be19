"""Retention, churn, growth and win-back (客户保持度): the movement of the customer base."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.domain.analysis.figures import NotAvailable, Reason, Value, quotient


@dataclass(frozen=True, slots=True)
class BaseMovement:
    """Accounts of a period by what became of them.

    Attributes:
        start: Active at the start.
        kept: Of those, still active at the end.
        new: Active at the end, had never bought before.
        returned: Active at the end, were lost at the start.
        lost_before: Lost at the start: those that could be won back.
    """

    start: int
    kept: int
    new: int
    returned: int = 0
    lost_before: int = 0

    def __post_init__(self) -> None:
        if min(self.kept, self.new, self.returned) < 0 or self.kept > self.start:
            raise ValueError("nobody can be kept who was not there")
        if self.returned > self.lost_before:
            raise ValueError("nobody can return who was not lost")

    @property
    def end(self) -> int:
        """Active at the end."""
        return self.kept + self.new + self.returned


@dataclass(frozen=True, slots=True)
class Retention:
    """The rates with the counts they came from.

    Attributes:
        movement: The counts.
        retention: Kept ÷ start.
        churn: 1 − retention.
        net_growth: (End − start) ÷ start.
        new_share: New ÷ end.
        win_back: Returned ÷ lost before.
    """

    movement: BaseMovement
    retention: Value
    churn: Value
    net_growth: Value
    new_share: Value
    win_back: Value


def retention(movement: BaseMovement) -> Retention:
    """Return the rates of a period; those of the start are n/a when nobody was there.

    Source: domain.md 3.13; R114.
    """
    kept = quotient(movement.kept, movement.start, reason=Reason.NOBODY_AT_START)
    growth = movement.end - movement.start
    return Retention(
        movement=movement,
        retention=kept,
        churn=kept if isinstance(kept, NotAvailable) else 1 - kept,
        net_growth=quotient(growth, movement.start, reason=Reason.NOBODY_AT_START),
        new_share=quotient(movement.new, movement.end, reason=Reason.NO_ACCOUNTS),
        win_back=quotient(movement.returned, movement.lost_before, reason=Reason.NOBODY_LOST),
    )


def base_movement(
    *, at_start: AbstractSet[str], at_end: AbstractSet[str], lost_before: AbstractSet[str]
) -> BaseMovement:
    """Count who stayed, came and returned; the caller leaves out frozen and blacklisted accounts.

    Args:
        at_start: Ids of the accounts active at the start.
        at_end: Ids of those active at the end.
        lost_before: Ids of those that had bought earlier but were lost at the start.

    Source: domain.md 3.13; R114.
    """
    gained = at_end - at_start
    return BaseMovement(
        start=len(at_start),
        kept=len(at_start & at_end),
        new=len(gained - lost_before),
        returned=len(gained & lost_before),
        lost_before=len(lost_before - at_start),
    )

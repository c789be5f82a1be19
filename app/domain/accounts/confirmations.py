"""How long a block of the customer file stays believable after somebody said "still right"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ConfirmationLimits:
    """Days until a block is stale; defaults from domain.md 3.32.

    Accounts without a class are new and are checked as often as class B.
    """

    class_a_days: int = 90
    class_b_days: int = 180
    class_c_days: int = 365
    unclassed_days: int = 180

    def days(self, account_class: str | None) -> int:
        """Return the limit of a class."""
        match account_class:
            case "A":
                return self.class_a_days
            case "B":
                return self.class_b_days
            case "C":
                return self.class_c_days
            case _:
                return self.unclassed_days


DEFAULT_LIMITS = ConfirmationLimits()


@dataclass(frozen=True, slots=True)
class BlockAge:
    """The age of one block.

    Attributes:
        block: Letter of the block.
        confirmed_on: None when nobody ever confirmed it.
        days: Days since then; None likewise.
        is_stale: Older than the limit, or never confirmed.
    """

    block: str
    confirmed_on: date | None
    days: int | None
    is_stale: bool


def block_ages(
    confirmed: Mapping[str, date | None],
    *,
    account_class: str | None,
    today: date,
    limits: ConfirmationLimits = DEFAULT_LIMITS,
) -> tuple[BlockAge, ...]:
    """Return the age of every block, in the given order.

    Source: domain.md 3.32 (staleness).
    """
    limit = limits.days(account_class)
    return tuple(_age(block, on, today=today, limit=limit) for block, on in confirmed.items())


def _age(block: str, confirmed_on: date | None, *, today: date, limit: int) -> BlockAge:
    if confirmed_on is None:
        return BlockAge(block, None, None, is_stale=True)
    days = max((today - confirmed_on).days, 0)
    return BlockAge(block, confirmed_on, days, is_stale=days > limit)

"""Customer composition (客户构成): sales, heads and shares by account type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.analysis.figures import Reason, Value, quotient, share_of

UNCLASSIFIED = ""
"""The line of accounts without a type."""


@dataclass(frozen=True, slots=True)
class TypeSales:
    """Sales of the period under one account type, grouped by the store.

    Attributes:
        account_type: The account's type (or class) on the day of each sale; None or "" when it
            had none.
        accounts: Accounts with sales under this type; one that changed its type counts in both.
        amount_minor: Their sales less returns.
    """

    account_type: str | None
    accounts: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class CompositionLine:
    """One type with the numbers its share came from.

    Attributes:
        account_type: `UNCLASSIFIED` for accounts without one.
        accounts: Heads.
        amount_minor: Sales; negative when more came back than went out.
        share: Of all sales.
        average_minor: Sales per account, in minor units, not rounded.
    """

    account_type: str
    accounts: int
    amount_minor: int
    share: Value
    average_minor: Value

    @property
    def is_negative(self) -> bool:
        """Whether the amount is to be flagged."""
        return self.amount_minor < 0


@dataclass(frozen=True, slots=True)
class Composition:
    """All lines, the largest first, the unclassified last."""

    lines: tuple[CompositionLine, ...]
    total_minor: int


def composition(groups: Iterable[TypeSales]) -> Composition:
    """Return each type's share of the sales; n/a when the total is 0 or less.

    Source: domain.md 3.1; R103.
    """
    heads: dict[str, int] = {}
    sums: dict[str, int] = {}
    for group in groups:
        name = group.account_type or UNCLASSIFIED
        heads[name] = heads.get(name, 0) + group.accounts
        sums[name] = sums.get(name, 0) + group.amount_minor
    total = sum(sums.values())
    names = sorted(sums, key=lambda name: (name == UNCLASSIFIED, -sums[name], name))
    lines = (
        CompositionLine(
            account_type=name,
            accounts=heads[name],
            amount_minor=sums[name],
            share=share_of(sums[name], total),
            average_minor=quotient(sums[name], heads[name], reason=Reason.NO_ACCOUNTS),
        )
        for name in names
    )
    return Composition(tuple(lines), total)

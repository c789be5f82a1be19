"""The accounts below an account, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TreeAccount:
    """One account of a tree with its own figures, all in minor units.

    Attributes:
        id: Record id.
        name: Its name.
        tier: Tier; None when unknown.
        grade: Class; None when not graded.
        level: How many steps below the root; the root itself is 0.
        sales_minor: Sales of the running year.
        owed_minor: What it owes.
        overdue_minor: What of that is late.
        limit_minor: Its credit limit; None where none was set.
        is_unlimited: Whether it has no limit at all.
    """

    id: str
    name: str
    tier: str | None
    grade: str | None
    level: int
    sales_minor: int
    owed_minor: int
    overdue_minor: int
    limit_minor: int | None
    is_unlimited: bool


@dataclass(frozen=True, slots=True)
class TreeTotals:
    """What a tree comes to, its root included, all in minor units.

    Attributes:
        accounts: How many accounts stand below the root.
        sales_minor: Sales of the running year.
        owed_minor: What all owe.
        overdue_minor: What of that is late.
        limit_minor: Sum of the limits that were set.
        without_limit: How many owe something and have neither limit nor leave to be without.
    """

    accounts: int
    sales_minor: int
    owed_minor: int
    overdue_minor: int
    limit_minor: int
    without_limit: int


def tree_totals(accounts: Iterable[TreeAccount]) -> TreeTotals:
    """Sum a tree up. An account stands in it once, however often it was met.

    Limits of several accounts are not one limit: each covers its own account only.
    """
    tree = list({account.id: account for account in accounts}.values())
    return TreeTotals(
        accounts=sum(account.level > 0 for account in tree),
        sales_minor=sum(account.sales_minor for account in tree),
        owed_minor=sum(account.owed_minor for account in tree),
        overdue_minor=sum(account.overdue_minor for account in tree),
        limit_minor=sum(account.limit_minor or 0 for account in tree),
        without_limit=sum(
            account.owed_minor > 0 and not account.limit_minor and not account.is_unlimited
            for account in tree
        ),
    )

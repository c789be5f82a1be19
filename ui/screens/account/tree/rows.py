"""The accounts below an account as finished words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One account, or the sum, in words.

    Attributes:
        id: Account; empty for the sum.
        name: Name, set in by its level.
        note: Class and tier.
        sales: Sales of the running year.
        owed: What it owes.
        late: What of that is late; empty for nothing.
        limit: Its limit.
    """

    id: str
    name: str
    note: str
    sales: str
    owed: str
    late: str
    limit: str


@dataclass(frozen=True, slots=True)
class TreeView:
    """Everything below an account.

    Attributes:
        count: How many accounts stand below.
        lines: They, and the sum last.
        warning: What is wrong with the tree; empty for nothing.
    """

    count: int
    lines: tuple[TreeLine, ...]
    warning: str = ""

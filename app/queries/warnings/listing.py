"""Questions about warnings: the list of the day, those of one account, the company's line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.store.reads.warnings import listing as reads
from app.store.reads.warnings.listing import GROUPS, Key, WarningRow
from app.workspace import Workspace

__all__ = [
    "GROUPS",
    "WarningListing",
    "WarningRow",
    "find_warnings",
    "list_account_warnings",
    "list_warnings",
]


@dataclass(frozen=True, slots=True)
class WarningListing:
    """The answer to a filter; rows themselves are read a page at a time.

    Attributes:
        keys: Which warnings fit, the gravest first.
        counts: How many each group holds, whatever group was asked for.
        company_line: Numbers of the company's receivables line; empty while it is not crossed.
    """

    keys: tuple[Key, ...]
    counts: Mapping[str, int]
    company_line: Mapping[str, int | str]

    def __len__(self) -> int:
        return len(self.keys)


def find_warnings(workspace: Workspace, group: str = "open", text: str = "") -> WarningListing:
    """Return which warnings fit.

    What the office warns of and what only this device found stand together, each once. The
    receivables line of the company, told at every account that owes, stands beside the list.

    Args:
        workspace: The store.
        group: "open", "alarm" or "closed".
        text: Part of an account's name; empty for all.
    """
    text = text.strip()
    with workspace.store.snapshot() as look:
        return WarningListing(
            reads.find_warning_keys(look, group, text),
            reads.count_warnings(look, text),
            reads.read_company_line(look),
        )


def list_warnings(
    workspace: Workspace, listing: WarningListing, first: int, count: int
) -> list[WarningRow]:
    """Return the rows `first` to `first + count` of a listing."""
    keys = listing.keys[first : first + count]
    if not keys:
        return []
    with workspace.store.snapshot() as look:
        return reads.read_warning_rows(look, keys)


def list_account_warnings(workspace: Workspace, account_id: str) -> list[WarningRow]:
    """Return the open warnings of an account, the gravest first."""
    with workspace.store.snapshot() as look:
        return reads.list_account_warnings(look, account_id)

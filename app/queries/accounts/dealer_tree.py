"""The question who stands below an account, and what that comes to."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.accounts.dealer_tree import TreeAccount, TreeTotals, tree_totals
from app.store.reads.accounts.dealer_tree import read_chain, read_tree
from app.workspace import Workspace

__all__ = ["DealerTree", "TreeAccount", "TreeTotals", "read_dealer_tree"]


@dataclass(frozen=True, slots=True)
class DealerTree:
    """An account with those below it.

    Attributes:
        accounts: The account itself first, then those below, the nearest and largest first.
        totals: What all of them come to.
        is_circular: Whether the account is its own superior over some steps.
    """

    accounts: tuple[TreeAccount, ...]
    totals: TreeTotals
    is_circular: bool


def read_dealer_tree(workspace: Workspace, account_id: str) -> DealerTree:
    """Return an account with those below it; empty when it is not on this device.

    Source: domain.md 2.1 (tier, parent account), R010.
    """
    with workspace.store.snapshot() as look:
        accounts = read_tree(look, account_id, workspace.today())
        is_circular = account_id in read_chain(look, account_id)
    return DealerTree(accounts, tree_totals(accounts), is_circular)

"""Questions of the contract list, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.store.reads import contract_list as reads
from app.store.reads.contract_list import ContractSummary, StateTotal
from app.workspace import Workspace

__all__ = ["ContractListing", "ContractSummary", "StateTotal", "find_contracts", "list_contracts"]


@dataclass(frozen=True, slots=True)
class ContractListing:
    """The answer to a filter; rows themselves are read a page at a time.

    Attributes:
        ids: Which contracts fit, newest first.
        states: How many contracts fit the text in each state, whatever states were asked for.
    """

    ids: tuple[str, ...]
    states: Mapping[str, StateTotal]

    def __len__(self) -> int:
        return len(self.ids)


def find_contracts(
    workspace: Workspace, text: str = "", states: Collection[str] = ()
) -> ContractListing:
    """Return which contracts fit.

    Args:
        workspace: The store.
        text: Part of a number or of an account's name; empty for all.
        states: States wanted; none for all.
    """
    text = text.strip()
    with workspace.store.snapshot() as look:
        ids = reads.find_contract_ids(look, text, states)
        return ContractListing(ids, reads.total_states(look, text))


def list_contracts(
    workspace: Workspace, listing: ContractListing, first: int, count: int
) -> list[ContractSummary]:
    """Return the rows `first` to `first + count` of a listing."""
    ids = listing.ids[first : first + count]
    if not ids:
        return []
    with workspace.store.snapshot() as look:
        return reads.read_contract_rows(look, ids)

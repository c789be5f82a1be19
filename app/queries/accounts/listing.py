"""Questions behind the account list."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.reads.accounts.glance import AccountGlance, ContactLine, EventLine, read_glance
from app.store.reads.accounts.listing import (
    AccountFilter,
    AccountSummary,
    count_views,
    find_places,
    list_cities,
    list_owners,
    read_summaries,
)
from app.workspace import Workspace

__all__ = [
    "AccountFilter",
    "AccountGlance",
    "AccountListing",
    "AccountSummary",
    "ContactLine",
    "EventLine",
    "count_accounts",
    "find_accounts",
    "list_account_cities",
    "list_account_owners",
    "read_account_glance",
    "read_accounts",
]


@dataclass(frozen=True, slots=True)
class AccountListing:
    """The answer to a filter: where its rows are; rows themselves are read a page at a time.

    Attributes:
        places: Row numbers in order.
    """

    places: array[int]

    def __len__(self) -> int:
        return len(self.places)


def find_accounts(workspace: Workspace, wanted: AccountFilter) -> AccountListing:
    """Return which accounts match, in order."""
    with workspace.store.snapshot() as look:
        return AccountListing(find_places(look, wanted))


def read_accounts(
    workspace: Workspace, listing: AccountListing, first: int, count: int
) -> list[AccountSummary]:
    """Return the rows `first` to `first + count` of a listing."""
    places: Sequence[int] = listing.places[first : first + count]
    if not places:
        return []
    with workspace.store.snapshot() as look:
        return read_summaries(look, places)


def count_accounts(workspace: Workspace, base: AccountFilter) -> dict[str, int]:
    """Return how many accounts each saved view holds."""
    with workspace.store.snapshot() as look:
        return count_views(look, base)


def list_account_cities(workspace: Workspace) -> list[tuple[str, int]]:
    """Return the cities of the book with their number of accounts, most first."""
    with workspace.store.snapshot() as look:
        return list_cities(look)


def list_account_owners(workspace: Workspace) -> list[tuple[str, str, int]]:
    """Return who is responsible for how many accounts: id, name, count; most first."""
    with workspace.store.snapshot() as look:
        return list_owners(look)


def read_account_glance(workspace: Workspace, account_id: str) -> AccountGlance | None:
    """Return what the pane beside the list shows of an account; None when it is gone."""
    with workspace.store.snapshot() as look:
        return read_glance(look, account_id)

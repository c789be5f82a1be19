"""The search for accounts that may be one over all sectors, for those who see them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.accounts.duplicate_pairs import SETTLED, DuplicatePair, find_pairs
from app.domain.accounts.duplicates import Match, duplicate_key
from app.domain.policy_terms import sees_over_sectors
from app.store.reads.accounts.pairs import (
    ComparedAccount,
    PairSide,
    list_compared,
    read_merge_states,
    read_sides,
)
from app.workspace import Workspace

__all__ = [
    "AccountPair",
    "ComparedAccount",
    "PairSide",
    "list_pairs",
    "may_see_pairs",
    "pair_up",
    "read_compared",
]

_MOST = 2_000
"""Pairs that are shown; whoever has more begins with the likeliest."""


@dataclass(frozen=True, slots=True)
class AccountPair:
    """Two accounts that may be one.

    Attributes:
        first: One of them.
        second: The other.
        match: How alike they are.
        is_proposed: Whether somebody has proposed to merge them.
    """

    first: PairSide
    second: PairSide
    match: Match
    is_proposed: bool

    @property
    def is_across(self) -> bool:
        """Whether they stand in two sectors."""
        return self.first.sector_id != self.second.sector_id


def may_see_pairs(workspace: Workspace) -> bool:
    """Return whether the user is told of pairs over all sectors.

    Source: domain.md 5.3; R021.
    """
    with workspace.store.snapshot() as look:
        user = look.rights.actor(workspace.user_id)
    return user is not None and sees_over_sectors(user.roles)


def read_compared(workspace: Workspace) -> tuple[ComparedAccount, ...]:
    """Return what is compared; nothing for whoever may not see all sectors.

    Such a user's device holds the accounts of every sector; the server sends them to no other.

    Source: domain.md 5.3; R021.
    """
    if not may_see_pairs(workspace):
        return ()
    with workspace.store.snapshot() as look:
        return tuple(list_compared(look))


def pair_up(accounts: Iterable[ComparedAccount]) -> tuple[DuplicatePair, ...]:
    """Return the pairs by the rule of the server; of 20,000 accounts it takes seconds.

    Source: domain.md 3.32, 4.16; R021.
    """
    return find_pairs(
        duplicate_key(
            one.id,
            name=one.name,
            phones=[number for number in (one.phone, *one.numbers.split("\n")) if number],
            tax_number=one.tax_number or None,
            address=one.address,
        )
        for one in accounts
    )


def list_pairs(workspace: Workspace, pairs: Sequence[DuplicatePair]) -> tuple[AccountPair, ...]:
    """Return what is shown of pairs that nobody has decided about, the likeliest first."""
    with workspace.store.snapshot() as look:
        states = read_merge_states(look)
        told = [
            (pair, state)
            for pair in pairs
            if (state := states.get(frozenset({pair.first, pair.second}), "")) not in SETTLED
        ][:_MOST]
        sides = read_sides(look, (one for pair, _ in told for one in (pair.first, pair.second)))
    return tuple(
        AccountPair(sides[pair.first], sides[pair.second], pair.match, state == "proposed")
        for pair, state in told
        if pair.first in sides and pair.second in sides
    )

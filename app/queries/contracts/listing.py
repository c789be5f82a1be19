"""Questions of the contract list, a page at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from app.domain.contracts.life import IN_FORCE, RUNNING, SIGNING_DAYS
from app.store.reads.contracts import listing as reads
from app.store.reads.contracts.listing import ContractFilter, ContractSummary, StateTotal
from app.workspace import Workspace

__all__ = [
    "SOON_DAYS",
    "ContractListing",
    "ContractSummary",
    "StateTotal",
    "find_contracts",
    "list_contracts",
]

_MILLISECONDS = 1000
SOON_DAYS = 60
"""From so many days before its end on, a contract asks to be renewed; R084."""

Due = Literal["", "ending", "unsigned", "unfiled", "uncopied"]

_DUE_STATES = {
    "unsigned": frozenset({"printed"}),
    "ending": IN_FORCE,
    "unfiled": IN_FORCE,
    "uncopied": RUNNING,
}


@dataclass(frozen=True, slots=True)
class ContractListing:
    """The answer to a filter; rows themselves are read a page at a time.

    Attributes:
        ids: Which contracts fit, newest first.
        states: How many contracts fit the text in each state, whatever states were asked for.
        due: How many of those in force end soon ("ending"), how many have no original in the
            archive ("unfiled"), how many printed ones wait too long for a signature
            ("unsigned"), and how many signed ones no scan of the signed copy ("uncopied").
    """

    ids: tuple[str, ...]
    states: Mapping[str, StateTotal]
    due: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)


def find_contracts(
    workspace: Workspace,
    text: str = "",
    states: Collection[str] = (),
    due: Due = "",
    among: Sequence[str] | None = None,
) -> ContractListing:
    """Return which contracts fit.

    Args:
        workspace: The store.
        text: Part of a number or of an account's name; empty for all.
        states: States wanted; none for all.
        due: Only contracts in force that end soon, or whose original is missing; printed ones
            that wait too long for a signature; or signed ones without a scan of the signed copy.
        among: Only these; None for all.
    """
    text, today = text.strip(), workspace.today()
    soon = today + dt.timedelta(days=SOON_DAYS)
    printed_before = _waits_too_long(workspace)
    wanted = ContractFilter(
        today=today,
        text=text,
        states=_DUE_STATES.get(due, states),
        ends_by=soon if due == "ending" else None,
        is_unfiled=due == "unfiled",
        is_uncopied=due == "uncopied",
        printed_before=printed_before if due == "unsigned" else None,
        among=among,
    )
    with workspace.store.snapshot() as look:
        return ContractListing(
            ids=reads.find_contract_ids(look, wanted),
            states=reads.total_states(look, text, today),
            due=reads.count_due(look, text, today, soon, printed_before),
        )


def _waits_too_long(workspace: Workspace) -> int:
    """Return the moment before which a print for signing waits too long, in milliseconds."""
    days = dt.timedelta(days=SIGNING_DAYS)
    midnight = dt.datetime.combine(workspace.today() - days, dt.time(), ZoneInfo(workspace.zone))
    return int(midnight.timestamp() * _MILLISECONDS)


def list_contracts(
    workspace: Workspace, listing: ContractListing, first: int, count: int
) -> list[ContractSummary]:
    """Return the rows `first` to `first + count` of a listing."""
    ids = listing.ids[first : first + count]
    if not ids:
        return []
    with workspace.store.snapshot() as look:
        return reads.read_contract_rows(look, ids, workspace.today())

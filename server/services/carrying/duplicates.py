"""Looks for accounts that are one party over all sectors, and tells each what he may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain import policy
from app.domain.accounts.duplicate_pairs import SETTLED, DuplicatePair, find_pairs
from app.domain.accounts.duplicates import DuplicateKey, Match, duplicate_key
from app.domain.fields import FieldValue
from app.domain.policy import Action
from app.domain.policy_check import in_context
from server.store.database import Transaction
from server.store.reference_reads import read_all

Body = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """One side of a pair, for somebody who may see it.

    Attributes:
        id: Record id.
        name: Its name.
        sector: Name of its sector; empty for none.
    """

    id: str
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two accounts that may be one.

    Attributes:
        match: How alike they are.
        sides: Those of the two that the asker may see, one or both. Of the other one nothing is
            told but that it is there.
        is_proposed: Whether somebody has proposed to merge them.
    """

    match: Match
    sides: tuple[FoundAccount, ...]
    is_proposed: bool


def search_duplicates(
    work: Transaction, org: int, asker: policy.Actor | None
) -> tuple[FoundPair, ...]:
    """Return the pairs of accounts that may be one, the likeliest first.

    Pairs that somebody has decided about are left out.

    Args:
        work: The transaction; nothing is locked.
        org: Number of the organisation.
        asker: Who asks; None for the administrator of the machine, who has all of it anyway.

    Source: domain.md 3.32 (score), 5.2 (across sectors without showing content), R021.
    """
    accounts = dict(read_all(work, org, "account"))
    sectors = {each: str(body.get("name") or "") for each, body in read_all(work, org, "sector")}
    merges = _merges(work, org)
    found: list[FoundPair] = []
    for pair in find_pairs(_keys(work, org, accounts)):
        state = merges.get(frozenset({pair.first, pair.second}), "")
        sides = tuple(_visible(pair, accounts, sectors, asker))
        if sides and state not in SETTLED:
            found.append(FoundPair(pair.match, sides, state == "proposed"))
    return tuple(found)


def _keys(work: Transaction, org: int, accounts: Mapping[str, Body]) -> Iterator[DuplicateKey]:
    numbers: dict[str, list[str]] = defaultdict(list)
    for _, contact in read_all(work, org, "contact"):
        for name in ("mobile", "phone"):
            if contact.get(name):
                numbers[str(contact.get("account_id"))].append(str(contact[name]))
    for account_id, body in accounts.items():
        own = [str(body["phone"])] if body.get("phone") else []
        tax_number = body.get("uscc") or body.get("tax_number")
        yield duplicate_key(
            account_id,
            name=str(body.get("name") or ""),
            phones=[*own, *numbers[account_id]],
            tax_number=None if tax_number is None else str(tax_number),
            address=str(body.get("address") or ""),
        )


def _merges(work: Transaction, org: int) -> dict[frozenset[str], str]:
    """Return the state of the newest merge by its two accounts."""
    return {
        frozenset({str(body.get("account_id")), str(body.get("loser_id"))}): str(body.get("state"))
        for _, body in read_all(work, org, "account_merge")
    }


def _visible(
    pair: DuplicatePair,
    accounts: Mapping[str, Body],
    sectors: Mapping[str, str],
    asker: policy.Actor | None,
) -> Iterator[FoundAccount]:
    for account_id in (pair.first, pair.second):
        body = accounts[account_id]
        context = in_context(body, account=body)
        if asker is None or policy.may(asker, Action.READ, "account", context):
            sector = sectors.get(str(body.get("sector_id")), "")
            yield FoundAccount(account_id, str(body.get("name") or ""), sector)

"""Questions of the command palette: what was typed, and what is worth a look before anything is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from app.domain.policy import Actor
from app.store.pinyin_marks import (
    Span,
    find_span,
    find_spans,
    number_has,
    prepare_pinyin,
    typed_runs,
)
from app.store.reads.palette import asking as reads
from app.store.reads.palette.asking import (
    AccountHit,
    ContactHit,
    ContractHit,
    NumberPage,
    OpenedRecord,
    VisitHit,
)
from app.store.reads.palette.places import find_account_places, find_people_places
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "MOST_ROWS",
    "AccountHit",
    "Beginning",
    "ContactHit",
    "ContractHit",
    "Findings",
    "NumberPage",
    "OpenedRecord",
    "Span",
    "VisitHit",
    "find_records",
    "find_span",
    "find_spans",
    "number_has",
    "prepare_pinyin",
    "read_beginning",
    "read_number_page",
    "read_user",
    "typed_runs",
]

MOST_ROWS = 8
"""Rows that one group shows at most."""

_CONTRACTS_EACH = 2

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Findings:
    """The answer to what was typed.

    Attributes:
        accounts: Found by name, pinyin, initials, phone, credit code or office number.
        has_more: Whether the account list would show more.
        contacts: People found by name or mobile.
        contracts: Found by number, then the newest of the accounts found.
        visits: All of today's open visits.
        pinned: Ids of pinned records.
        book_size: How many accounts were looked through.
    """

    accounts: tuple[AccountHit, ...] = ()
    has_more: bool = False
    contacts: tuple[ContactHit, ...] = ()
    contracts: tuple[ContractHit, ...] = ()
    visits: tuple[VisitHit, ...] = ()
    pinned: frozenset[str] = frozenset()
    book_size: int = 0


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is worth a look before anything was typed.

    Attributes:
        opened: Pinned records, then those opened lately, as far as they are still here.
        accounts: The accounts among them, by id.
        contracts: The contracts among them, by id.
        visits: Today's open visits in driving order.
        book_size: Accounts on this device.
    """

    opened: tuple[OpenedRecord, ...]
    accounts: dict[str, AccountHit]
    contracts: dict[str, ContractHit]
    visits: tuple[VisitHit, ...]
    book_size: int


def find_records(workspace: Workspace, text: str, contract_ids: Sequence[str] = ()) -> Findings:
    """Find what was typed, at most eight of a kind.

    Args:
        workspace: Who looks, and where.
        text: As typed; Han, letters and digits may be mixed, everything else is ignored.
        contract_ids: Contracts whose number is known to match.
    """
    runs = typed_runs(text)
    with workspace.store.snapshot() as look:
        places = find_account_places(look, runs)
        candidates = reads.read_accounts(look, places)
        accounts = _first(candidates, lambda account: _is_meant(account, runs))
        contracts = reads.read_contracts(look, contract_ids)
        return Findings(
            accounts=accounts,
            has_more=len(candidates) > len(accounts),
            contacts=_people(look, runs, places),
            contracts=(*contracts, *_newest(look, accounts, contracts))[:MOST_ROWS],
            visits=tuple(reads.read_visits(look, workspace.user_id, workspace.today())),
            pinned=frozenset(one.id for one in reads.read_opened(look) if one.is_pinned),
            book_size=reads.count_book(look),
        )


def read_beginning(workspace: Workspace) -> Beginning:
    """Return what is shown before anything was typed."""
    with workspace.store.snapshot() as look:
        opened = reads.read_opened(look)
        ids: dict[str, list[str]] = {"account": [], "contract": []}
        for record in opened:
            ids.setdefault(record.entity, []).append(record.id)
        accounts = reads.read_accounts_by_id(look, ids["account"])
        contracts = {hit.id: hit for hit in reads.read_contracts(look, ids["contract"])}
        here = accounts.keys() | contracts.keys()
        return Beginning(
            opened=tuple(record for record in opened if record.id in here),
            accounts=accounts,
            contracts=contracts,
            visits=tuple(reads.read_visits(look, workspace.user_id, workspace.today())),
            book_size=reads.count_book(look),
        )


def read_user(workspace: Workspace) -> Actor | None:
    """Return the user as the rules know users; None where nothing is known of the roles."""
    with workspace.store.snapshot() as look:
        return look.rights.actor(workspace.user_id)


def read_number_page(workspace: Workspace, after: int, count: int) -> NumberPage:
    """Return some contracts' numbers, from a row number on."""
    with workspace.store.snapshot() as look:
        return reads.read_number_page(look, after, count)


def _is_meant(account: AccountHit, runs: tuple[str, ...]) -> bool:
    """Return whether an account itself was typed, not somebody who works there."""
    names = (account.name, account.short_name or "")
    numbers = (account.phone, account.uscc, account.number)
    return any(find_spans(name, runs) for name in names) or any(
        number_has(number, runs) for number in numbers
    )


def _people(look: Snapshot, runs: tuple[str, ...], places: Sequence[int]) -> tuple[ContactHit, ...]:
    by_name = find_people_places(look, runs)
    if not by_name and len("".join(runs)) <= 1:
        return ()
    looked_at = [*by_name, *(place for place in places if place not in by_name)]
    found = [
        contact
        for contact in reads.read_people(look, looked_at)
        if find_spans(contact.name, runs) or number_has(contact.mobile, runs)
    ]
    found.sort(key=lambda contact: (not _begins(contact.name, runs), contact.name))
    return tuple(found[:MOST_ROWS])


def _newest(
    look: Snapshot, accounts: Sequence[AccountHit], known: Sequence[ContractHit]
) -> list[ContractHit]:
    """Return the newest contracts of accounts, two each, in the order of the accounts."""
    order = {account.id: at for at, account in enumerate(accounts)}
    seen = {contract.id for contract in known}
    kept: dict[str, list[ContractHit]] = {account.id: [] for account in accounts}
    for contract in reads.read_contracts_of(look, tuple(order)):
        if contract.id not in seen and len(kept[contract.account_id]) < _CONTRACTS_EACH:
            kept[contract.account_id].append(contract)
    return [contract for contracts in kept.values() for contract in contracts]


def _begins(name: str, runs: tuple[str, ...]) -> bool:
    spans = find_spans(name, runs)
    return bool(spans) and spans[0][0] == 0


def _first(rows: Iterable[Row], wanted: Callable[[Row], bool]) -> tuple[Row, ...]:
    return tuple(islice(filter(wanted, rows), MOST_ROWS))

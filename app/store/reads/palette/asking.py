"""What the command palette finds: accounts, people, contracts, visits, what was opened lately."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

RECENT = "recent"
"""Kind of the drafts that remember which records were opened; one a record."""

_CONTACTS = 60

_ACCOUNTS = """
SELECT a.rowid, a.id, a.name, a.short_name, a.class, a.city, a.type, a.phone, a.uscc, a.number,
       coalesce(c.overdue_minor, 0)
FROM account a LEFT JOIN account_card c ON c.account_rowid = a.rowid WHERE a.rowid IN ({marks})
"""
_PEOPLE = f"""
SELECT k.id, k.name, k.mobile, k.post, a.id, a.name, a.city
FROM account a JOIN contact k ON k.account_id = a.id WHERE a.rowid IN ({{marks}})
LIMIT {_CONTACTS}
"""
_CONTRACTS = """
SELECT c.id, coalesce(c.number, c.draft_number, ''), coalesce(c.title, t.name, ''), c.state,
       c.account_id, coalesce(a.name, '')
FROM contract c LEFT JOIN account a ON a.id = c.account_id
LEFT JOIN contract_template t ON t.id = c.template_id
WHERE c.{key} IN ({marks}) ORDER BY c.id DESC
"""
_VISITS = """
SELECT p.id, p.account_id, a.name, a.class, p.starts, p.state
FROM visit_plan p JOIN account a ON a.id = p.account_id
WHERE p.planned_on = :today AND p.owner_id = :me AND p.state = 'planned'
ORDER BY p.position IS NULL, p.position, p.starts, p.id
"""
_NUMBERS = """
SELECT rowid, id, upper(coalesce(number, draft_number, '')) FROM contract
WHERE rowid > ? ORDER BY rowid LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class AccountHit:
    """An account that may be meant.

    Attributes:
        place: Row number in the store.
        id: Record id.
        name: Registered name.
        short_name: What people call it.
        grade: Class A, B, C; None when not graded.
        city: City.
        type: Dealer, retailer …
        phone: Number of the business.
        uscc: Credit code.
        number: Number of the office.
        overdue_minor: Late money in minor units.
    """

    place: int
    id: str
    name: str
    short_name: str | None
    grade: str | None
    city: str | None
    type: str
    phone: str | None
    uscc: str | None
    number: str | None
    overdue_minor: int


@dataclass(frozen=True, slots=True)
class ContactHit:
    """A person at an account."""

    id: str
    name: str
    mobile: str | None
    post: str | None
    account_id: str
    account_name: str
    city: str | None


@dataclass(frozen=True, slots=True)
class ContractHit:
    """A contract; its number is the provisional one until the server gave the final one."""

    id: str
    number: str
    title: str
    state: str
    account_id: str
    account_name: str


@dataclass(frozen=True, slots=True)
class VisitHit:
    """A visit that is planned for today and not done yet; `starts` is "09:30" or None."""

    plan_id: str
    account_id: str
    name: str
    grade: str | None
    starts: str | None
    state: str


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record that was opened lately, or is pinned.

    Attributes:
        entity: "account" or "contract".
        id: Record id.
        is_pinned: Whether it stays at the top.
    """

    entity: str
    id: str
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class NumberPage:
    """Some contracts' numbers in capitals, with ids; `last` is where the next page goes on."""

    rows: tuple[tuple[str, str], ...]
    last: int


def read_accounts(look: Snapshot, places: Sequence[int]) -> list[AccountHit]:
    """Return the accounts at row numbers, in that order."""
    rows = look.connection.exec_driver_sql(
        _ACCOUNTS.format(marks=_marks(places)), tuple(places)
    ).fetchall()
    found = {int(row[0]): AccountHit(*row) for row in rows}
    return [found[place] for place in places if place in found]


def read_accounts_by_id(look: Snapshot, ids: Sequence[str]) -> dict[str, AccountHit]:
    """Return accounts by id; those that left the device are missing."""
    sql = _ACCOUNTS.replace("a.rowid IN", "a.id IN").format(marks=_marks(ids))
    rows = look.connection.exec_driver_sql(sql, tuple(ids))
    return {hit.id: hit for hit in (AccountHit(*row) for row in rows)}


def read_people(look: Snapshot, places: Sequence[int]) -> list[ContactHit]:
    """Return the people at the accounts at row numbers, at most 60."""
    rows = look.connection.exec_driver_sql(
        _PEOPLE.format(marks=_marks(places)), tuple(places)
    ).fetchall()
    return [ContactHit(*row) for row in rows]


def read_contracts_of(look: Snapshot, account_ids: Sequence[str]) -> list[ContractHit]:
    """Return the contracts of accounts, newest first."""
    return _contracts(look, "account_id", account_ids)


def read_contracts(look: Snapshot, ids: Sequence[str]) -> list[ContractHit]:
    """Return contracts, newest first."""
    return _contracts(look, "id", ids)


def read_visits(look: Snapshot, user_id: str, today: dt.date) -> list[VisitHit]:
    """Return what a user still has to visit today, in driving order."""
    values = {"today": today.isoformat(), "me": user_id}
    return [VisitHit(*row) for row in look.connection.exec_driver_sql(_VISITS, values)]


def read_number_page(look: Snapshot, after: int, count: int) -> NumberPage:
    """Return the numbers of contracts beyond a row number, few at a time: the rows are wide."""
    rows = look.connection.exec_driver_sql(_NUMBERS, (after, count)).fetchall()
    return NumberPage(
        tuple((str(row[2]), str(row[1])) for row in rows), int(rows[-1][0]) if rows else after
    )


def read_opened(look: Snapshot) -> list[OpenedRecord]:
    """Return what was opened lately, pinned records first, then the newest first."""
    rows = look.connection.exec_driver_sql(
        "SELECT subject_id, body FROM draft WHERE kind = ? ORDER BY saved_at DESC", (RECENT,)
    )
    opened = [_opened(str(row[0]), str(row[1])) for row in rows]
    return sorted(opened, key=lambda record: not record.is_pinned)


def count_book(look: Snapshot) -> int:
    """Return how many accounts this device holds."""
    count = look.connection.exec_driver_sql("SELECT count(*) FROM account_card").scalar_one()
    return int(count)


def _contracts(look: Snapshot, key: str, wanted: Sequence[str]) -> list[ContractHit]:
    if not wanted:
        return []
    sql = _CONTRACTS.format(key=key, marks=_marks(wanted))
    return [ContractHit(*row) for row in look.connection.exec_driver_sql(sql, tuple(wanted))]


def _opened(record_id: str, text: str) -> OpenedRecord:
    body = json.loads(text)
    return OpenedRecord(str(body.get("entity")), record_id, bool(body.get("pinned")))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))

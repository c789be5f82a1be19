"""What the search for pairs over all accounts compares and shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_COMPARED = """
SELECT a.id, a.name, coalesce(a.phone, ''), coalesce(a.uscc, a.tax_number, ''),
       coalesce(a.address, ''), coalesce(p.numbers, '')
FROM account a LEFT JOIN (
  SELECT account_id, group_concat(coalesce(mobile, '') || char(10) || coalesce(phone, ''),
                                  char(10)) AS numbers
  FROM contact GROUP BY account_id) p ON p.account_id = a.id
"""
_MERGES = "SELECT account_id, loser_id, state FROM account_merge ORDER BY id"
_SIDES = """
SELECT a.id, a.name, coalesce(a.city, ''), coalesce(s.id, ''), coalesce(s.name, ''),
       coalesce(u.name, ''), coalesce(a.class, '')
FROM json_each(:ids) w CROSS JOIN account a ON a.id = w.value
LEFT JOIN sector s ON s.id = a.sector_id LEFT JOIN user u ON u.id = a.owner_id
"""


@dataclass(frozen=True, slots=True)
class ComparedAccount:
    """What of an account is compared, as it is stored.

    Attributes:
        id: Record id.
        name: Its name.
        phone: Its telephone; empty for none.
        tax_number: Social credit code, or tax number; empty for none.
        address: Its address; empty for none.
        numbers: Telephones of its people, one a line.
    """

    id: str
    name: str
    phone: str
    tax_number: str
    address: str
    numbers: str


@dataclass(frozen=True, slots=True)
class PairSide:
    """One account of a pair.

    Attributes:
        id: Record id.
        name: Its name.
        city: Its city; empty when unknown.
        sector_id: Its sector; empty for none.
        sector: Name of the sector.
        owner: Name of who is responsible; empty for nobody.
        grade: Class; empty when not graded.
    """

    id: str
    name: str
    city: str
    sector_id: str
    sector: str
    owner: str
    grade: str


def list_compared(look: Snapshot) -> list[ComparedAccount]:
    """Return what is compared of every account of this device."""
    return [ComparedAccount(*row) for row in look.connection.exec_driver_sql(_COMPARED)]


def read_merge_states(look: Snapshot) -> dict[frozenset[str], str]:
    """Return the state of the newest merge by its two accounts."""
    rows = look.connection.exec_driver_sql(_MERGES)
    return {frozenset({stays, goes}): state for stays, goes, state in rows}


def read_sides(look: Snapshot, account_ids: Iterable[str]) -> dict[str, PairSide]:
    """Return what is shown of accounts, by id."""
    ids = json.dumps(sorted(set(account_ids)))
    rows = look.connection.exec_driver_sql(_SIDES, {"ids": ids})
    return {row[0]: PairSide(*row) for row in rows}

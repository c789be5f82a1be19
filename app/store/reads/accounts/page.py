"""What the page of one account shows: its file, people, money, contracts and open work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.analysis.receivables import Receivable
from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from app.store.journal import REFUSED, WAITING
from app.store.reads.figures.plans import IN_FORCE, TARGET
from app.store.unit_of_work import Snapshot

_CONTACT_FIELDS = tuple(ENTITIES["contact"].fields)
_CONTACT_COLUMNS = ", ".join(f'"{name}"' for name in _CONTACT_FIELDS)
# The account and its people are one page to the reader, so their open work counts together.
_MINE = "SELECT :id UNION ALL SELECT id FROM contact WHERE account_id = :id"
_WORK = (
    f"SELECT count(*) FROM journal_operation WHERE record_id IN ({_MINE}) AND state = '{{state}}'"
)


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """One person at the account.

    Attributes:
        id: Record id.
        fields: Every field of the schema, None where nothing is known.
        waiting: Whether work on the person was not sent yet.
    """

    id: str
    fields: Mapping[str, FieldValue]
    waiting: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What other records say about the account.

    Attributes:
        owner: Name of the rep who has it.
        sector: Name of the sector.
        parent: Name of the account it belongs to.
        waiting: Operations on it and its people that were not sent yet.
        refused: Operations that the server refused and nobody has settled.
        conflict_fields: Fields with an open conflict, of the account or its people.
        has_visit_draft: Whether a visit was begun and not finished.
        unbooked_minor: Collected, but not confirmed by the office yet.
    """

    owner: str | None
    sector: str | None
    parent: str | None
    waiting: int
    refused: int
    conflict_fields: tuple[str, ...]
    has_visit_draft: bool
    unbooked_minor: int


@dataclass(frozen=True, slots=True)
class ContractSummary:
    """One line of the contract table.

    Attributes:
        id: Record id.
        number: Number of the office, or of the draft.
        title: Title; None when none was written.
        state: State of the contract.
        total_minor: Amount in minor units; None when unknown.
        currency: ISO 4217; None means CNY.
        valid_to_on: Last day.
        waiting: Whether work on it was not sent yet.
    """

    id: str
    number: str | None
    title: str | None
    state: str
    total_minor: int | None
    currency: str | None
    valid_to_on: str | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise that is neither kept nor withdrawn."""

    id: str
    content: str
    due_on: dt.date


def read_surroundings(look: Snapshot, account_id: str) -> Surroundings:
    """Return names, open work and drafts around an account, in one statement."""
    row = look.connection.exec_driver_sql(
        "SELECT (SELECT name FROM user WHERE id = a.owner_id),"
        " (SELECT name FROM sector WHERE id = a.sector_id),"
        " (SELECT p.name FROM account p WHERE p.id = a.parent_id),"
        f" ({_WORK.format(state=WAITING)}), ({_WORK.format(state=REFUSED)}),"
        " (SELECT group_concat(field) FROM conflict"
        f"  WHERE subject_id IN ({_MINE}) AND state = 'open'),"
        " EXISTS (SELECT 1 FROM draft WHERE kind = 'visit' AND subject_id = :id),"
        " (SELECT coalesce(sum(amount_minor), 0) FROM collection"
        "  WHERE account_id = :id AND coalesce(state, 'recorded') <> 'confirmed')"
        " FROM account a WHERE a.id = :id",
        {"id": account_id},
    ).one()
    return Surroundings(
        owner=row[0],
        sector=row[1],
        parent=row[2],
        waiting=int(row[3]),
        refused=int(row[4]),
        conflict_fields=tuple(str(row[5]).split(",")) if row[5] else (),
        has_visit_draft=bool(row[6]),
        unbooked_minor=int(row[7]),
    )


def list_contacts(look: Snapshot, account_id: str) -> tuple[ContactDetail, ...]:
    """Return the people of an account: who decides first, then in the order of their entry."""
    rows = look.connection.exec_driver_sql(
        f"SELECT id, EXISTS (SELECT 1 FROM journal_operation WHERE record_id = contact.id"
        f" AND state = '{WAITING}'), {_CONTACT_COLUMNS} FROM contact WHERE account_id = ?"
        " ORDER BY coalesce(decision_role, '') <> 'decides', id",
        (account_id,),
    )
    return tuple(
        ContactDetail(row[0], dict(zip(_CONTACT_FIELDS, row[2:], strict=True)), bool(row[1]))
        for row in rows
    )


def list_receivables(look: Snapshot, account_id: str, *, since: dt.date) -> list[Receivable]:
    """Return the documents that are open or fell due after `since`."""
    rows = look.connection.exec_driver_sql(
        "SELECT due_on, amount_minor, coalesce(paid_minor, 0) FROM receivable"
        " WHERE account_id = ? AND (amount_minor <> coalesce(paid_minor, 0) OR due_on > ?)",
        (account_id, since.isoformat()),
    )
    return [Receivable(dt.date.fromisoformat(due), amount, paid) for due, amount, paid in rows]


def sum_sales_by_month(look: Snapshot, account_id: str, *, since: dt.date) -> dict[str, int]:
    """Return sales in minor units by month ("2026-11") from the month of `since` on."""
    rows = look.connection.exec_driver_sql(
        "SELECT substr(sold_on, 1, 7), sum(amount_minor) FROM sales_record"
        " WHERE account_id = ? AND sold_on >= ? GROUP BY 1",
        (account_id, since.isoformat()),
    )
    return {str(month): int(total) for month, total in rows}


def sum_sales_between(look: Snapshot, account_id: str, first: dt.date, last: dt.date) -> int:
    """Return the sales from one day to another, both included, in minor units."""
    total = look.connection.exec_driver_sql(
        "SELECT coalesce(sum(amount_minor), 0) FROM sales_record"
        " WHERE account_id = ? AND sold_on BETWEEN ? AND ?",
        (account_id, first.isoformat(), last.isoformat()),
    ).scalar_one()
    return int(total)


def sum_sales_plan(look: Snapshot, account_id: str, year: int) -> dict[str, int]:
    """Return the plan of a year in minor units by month."""
    rows = look.connection.exec_driver_sql(
        f"SELECT month, {TARGET} FROM sales_plan"
        f" WHERE account_id = ? AND month BETWEEN ? AND ? AND {IN_FORCE} GROUP BY 1",
        (account_id, f"{year}-01", f"{year}-12"),
    )
    return {str(month): int(total) for month, total in rows}


def list_account_contracts(look: Snapshot, account_id: str) -> tuple[ContractSummary, ...]:
    """Return the contracts of an account, the one that ends last first."""
    rows = look.connection.exec_driver_sql(
        "SELECT id, coalesce(number, draft_number), title, state, total_minor, currency,"
        " valid_to_on, EXISTS (SELECT 1 FROM journal_operation WHERE record_id = contract.id"
        f" AND state = '{WAITING}') FROM contract WHERE account_id = ?"
        " ORDER BY state IN ('expired', 'terminated', 'void'), valid_to_on DESC, id DESC",
        (account_id,),
    )
    return tuple(ContractSummary(*[*row[:-1], bool(row[-1])]) for row in rows)


def list_open_promises(look: Snapshot, account_id: str) -> tuple[OpenPromise, ...]:
    """Return the promises still to be kept, the most urgent first."""
    rows = look.connection.exec_driver_sql(
        "SELECT id, content, due_on FROM commitment WHERE account_id = ? AND state = 'open'"
        " ORDER BY due_on, id",
        (account_id,),
    )
    return tuple(OpenPromise(row[0], row[1], dt.date.fromisoformat(row[2])) for row in rows)

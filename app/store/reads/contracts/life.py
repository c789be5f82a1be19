"""What happened to a contract after its paper was signed, and what it stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_GONE = "('void')"
_BEGUN = "('draft', 'returned', 'in_review', 'approved', 'printed', 'signed')"


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """One thing that happened under a contract.

    Attributes:
        kind: See `contract_event.kind`.
        happened_on: The day.
        amount_minor: In 分; None where there is none.
        note: In words.
        author: Name of who noted it.
    """

    kind: str
    happened_on: str
    amount_minor: int | None
    note: str
    author: str


@dataclass(frozen=True, slots=True)
class LoanRow:
    """One time the original was out.

    Attributes:
        id: Record id.
        borrower: Who had it.
        purpose: What for.
        lent_on: First day.
        due_on: Day on which it is to be back; None where none was agreed.
        returned_on: Day on which it came back; None while it is out.
    """

    id: str
    borrower: str
    purpose: str
    lent_on: str
    due_on: str | None
    returned_on: str | None


@dataclass(frozen=True, slots=True)
class Kin:
    """A contract that amends or renews this one, or that this one amends or renews.

    Attributes:
        id: Record id.
        number: Its number, or the draft's.
        state: Where it stands.
        relation: "amends" or "renews": what the later one does to the earlier one.
        is_later: Whether it comes after this one.
    """

    id: str
    number: str
    state: str
    relation: str
    is_later: bool


@dataclass(frozen=True, slots=True)
class LifeRows:
    """All of it.

    Attributes:
        happenings: Newest first.
        loans: Newest first.
        kin: Earlier ones first.
        names: Names of the people that the contract names, by id.
    """

    happenings: tuple[HappeningRow, ...]
    loans: tuple[LoanRow, ...]
    kin: tuple[Kin, ...]
    names: Mapping[str, str]


def read_life(look: Snapshot, contract_id: str) -> LifeRows:
    """Return what happened to a contract; four queries however much it is."""
    return LifeRows(
        happenings=_happenings(look, contract_id),
        loans=_loans(look, contract_id),
        kin=_kin(look, contract_id),
        names=_names(look, contract_id),
    )


def read_borrower(look: Snapshot, contract_id: str) -> str:
    """Return who has the original now; empty while it is in the archive."""
    return str(
        look.connection.exec_driver_sql(
            "SELECT coalesce(max(borrower), '') FROM contract_loan"
            " WHERE contract_id = ? AND returned_on IS NULL",
            (contract_id,),
        ).scalar_one()
    )


def find_open_successor(look: Snapshot, contract_id: str) -> str:
    """Return the number of a successor that is on its way; empty when there is none."""
    return str(
        look.connection.exec_driver_sql(
            "SELECT coalesce(max(coalesce(number, draft_number)), '') FROM contract"
            f" WHERE predecessor_id = ? AND state IN {_BEGUN}",
            (contract_id,),
        ).scalar_one()
    )


def find_template_today(look: Snapshot, code: str, today: str) -> str:
    """Return the id of the newest version of a text that may be used today; empty for none."""
    found = look.connection.exec_driver_sql(
        "SELECT id FROM contract_template WHERE code = ? AND state = 'approved'"
        " AND coalesce(valid_from_on, '') <= ? AND coalesce(valid_to_on, '9999') >= ?"
        " ORDER BY coalesce(valid_from_on, '') DESC, id DESC LIMIT 1",
        (code, today, today),
    ).scalar()
    return str(found or "")


def _happenings(look: Snapshot, contract_id: str) -> tuple[HappeningRow, ...]:
    rows = look.connection.exec_driver_sql(
        "SELECT e.kind, e.happened_on, e.amount_minor, coalesce(e.note, ''),"
        " coalesce(u.name, '') FROM contract_event e LEFT JOIN user u ON u.id = e.author_id"
        " WHERE e.contract_id = ? ORDER BY e.happened_on DESC, e.id DESC",
        (contract_id,),
    )
    return tuple(HappeningRow(*row) for row in rows)


def _loans(look: Snapshot, contract_id: str) -> tuple[LoanRow, ...]:
    rows = look.connection.exec_driver_sql(
        "SELECT id, borrower, coalesce(purpose, ''), lent_on, due_on, returned_on"
        " FROM contract_loan WHERE contract_id = ? ORDER BY lent_on DESC, id DESC",
        (contract_id,),
    )
    return tuple(LoanRow(*row) for row in rows)


def _kin(look: Snapshot, contract_id: str) -> tuple[Kin, ...]:
    rows = look.connection.exec_driver_sql(
        "SELECT k.id, coalesce(k.number, k.draft_number, ''), k.state,"
        " coalesce(CASE WHEN k.predecessor_id = c.id THEN k.relation ELSE c.relation END, ''),"
        " k.predecessor_id = c.id AS later"
        " FROM contract c JOIN contract k ON k.predecessor_id = c.id OR k.id = c.predecessor_id"
        f" WHERE c.id = ? AND k.state NOT IN {_GONE} ORDER BY later, k.id",
        (contract_id,),
    )
    return tuple(Kin(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows)


def _names(look: Snapshot, contract_id: str) -> Mapping[str, str]:
    rows = look.connection.exec_driver_sql(
        "SELECT u.id, u.name FROM contract c JOIN user u"
        " ON u.id IN (c.drafted_by, c.reviewed_by, c.original_received_by) WHERE c.id = ?",
        (contract_id,),
    )
    return {row[0]: row[1] for row in rows}

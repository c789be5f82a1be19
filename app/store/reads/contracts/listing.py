"""The contract list: which contracts fit, how many are in each state, and the rows of a page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.store.journal import WAITING
from app.store.unit_of_work import Snapshot

_STATE = (
    "CASE WHEN c.state IN ('effective', 'archived', 'performing') AND c.valid_to_on < :today"
    " THEN 'expired' ELSE c.state END"
)
"""Where a contract stands today; see `contracts.life.state_on`."""

_FITS = (
    " FROM contract c LEFT JOIN account a ON a.id = c.account_id"
    " WHERE (:text = '' OR instr(a.name, :text)"
    " OR instr(upper(coalesce(c.number, c.draft_number, '')), upper(:text)))"
)


_UNCOPIED = (
    "NOT EXISTS (SELECT 1 FROM attachment s WHERE s.subject_id = c.id"
    " AND s.purpose IN ('signed_copy', 'signed_pdf'))"
)


_WAITS = (
    "c.state = 'printed' AND (SELECT min(p.printed_at) FROM print_record p"
    " WHERE p.contract_id = c.id AND coalesce(p.draft, 0) = 0) < :printed_before"
)
"""Printed for signing long ago and not signed: the first original counts."""


@dataclass(frozen=True, slots=True)
class ContractSummary:
    """One row of the contract list.

    Attributes:
        id: Record id.
        number: Final number, or the provisional one until the server gave it.
        is_final: Whether the number is final.
        title: Name of the template.
        account_id: The account.
        account_name: Its name.
        state: Where the contract stands.
        total_minor: Total in minor units.
        valid_to_on: Last day.
        signed_on: Day of signing.
        waiting: Whether work on it was not sent yet.
        found: Where the words that were looked for stand in it; empty when none were.
    """

    id: str
    number: str
    is_final: bool
    title: str
    account_id: str
    account_name: str
    state: str
    total_minor: int | None
    valid_to_on: str | None
    signed_on: str | None
    waiting: bool
    found: str = ""


@dataclass(frozen=True, slots=True)
class StateTotal:
    """The contracts of one state.

    Attributes:
        count: How many.
        total_minor: Their totals together, in minor units.
    """

    count: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class ContractFilter:
    """Which contracts are wanted.

    Attributes:
        today: The user's day.
        text: Part of a number or of an account's name; empty for all.
        states: States wanted; none for all.
        ends_by: Last day within which they end; None for any.
        is_unfiled: Only those whose original is not in the archive.
        is_uncopied: Only those without a scan of the signed copy.
        printed_before: Only those whose first original was printed before this moment, in
            milliseconds; None for any.
        among: Only these; None for all.
    """

    today: dt.date
    text: str = ""
    states: Collection[str] = ()
    ends_by: dt.date | None = None
    is_unfiled: bool = False
    is_uncopied: bool = False
    printed_before: int | None = None
    among: Sequence[str] | None = None


def find_contract_ids(look: Snapshot, wanted: ContractFilter) -> tuple[str, ...]:
    """Return which contracts fit: newest first, or those that end first where the end counts."""
    names = {f"state_{place}": state for place, state in enumerate(sorted(wanted.states))}
    ends = wanted.ends_by.isoformat() if wanted.ends_by else None
    conditions = [f"{_STATE} IN ({', '.join(f':{name}' for name in names)})"] if names else []
    conditions += ["c.valid_to_on BETWEEN :today AND :ends"] if ends else []
    conditions += ["c.original_received_on IS NULL"] if wanted.is_unfiled else []
    conditions += [_UNCOPIED] if wanted.is_uncopied else []
    conditions += [_WAITS] if wanted.printed_before is not None else []
    conditions += ["c.id IN (SELECT value FROM json_each(:among))"] * (wanted.among is not None)
    among = json.dumps(list(wanted.among or ()))
    rows = look.connection.exec_driver_sql(
        f"SELECT c.id{_FITS}{''.join(f' AND {each}' for each in conditions)}"
        f" ORDER BY {'c.valid_to_on, ' if ends else ''}c.id DESC",
        {
            "text": wanted.text,
            "today": wanted.today.isoformat(),
            "ends": ends,
            "printed_before": wanted.printed_before,
            "among": among,
            **names,
        },
    )
    return tuple(rows.scalars())


def total_states(look: Snapshot, text: str, today: dt.date) -> Mapping[str, StateTotal]:
    """Return how many contracts that fit a text are in each state, and for how much."""
    rows = look.connection.exec_driver_sql(
        f"SELECT {_STATE} AS stands, count(*), coalesce(sum(c.total_minor), 0){_FITS}"
        " GROUP BY stands",
        {"text": text, "today": today.isoformat()},
    )
    return {row[0]: StateTotal(row[1], row[2]) for row in rows}


def count_due(
    look: Snapshot, text: str, today: dt.date, ends_by: dt.date, printed_before: int
) -> Mapping[str, int]:
    """Return how many contracts that fit a text end soon, wait for a signature, lack a paper."""
    in_force = "c.state IN ('effective', 'archived', 'performing')"
    row = look.connection.exec_driver_sql(
        f"SELECT count(CASE WHEN {in_force} AND c.valid_to_on BETWEEN :today AND :ends THEN 1 END),"
        f" count(CASE WHEN {in_force} AND c.original_received_on IS NULL THEN 1 END),"
        f" count(CASE WHEN {_UNCOPIED} THEN 1 END){_FITS}"
        " AND c.state IN ('signed', 'effective', 'archived', 'performing')",
        {"text": text, "today": today.isoformat(), "ends": ends_by.isoformat()},
    ).one()
    waiting = look.connection.exec_driver_sql(
        f"SELECT count(*){_FITS} AND {_WAITS}", {"text": text, "printed_before": printed_before}
    ).scalar_one()
    return {"ending": row[0], "unsigned": waiting, "unfiled": row[1], "uncopied": row[2]}


def read_contract_rows(look: Snapshot, ids: Sequence[str], today: dt.date) -> list[ContractSummary]:
    """Return the rows of contracts, in the order of their ids.

    A contract that is gone meanwhile leaves a row without a number: a page keeps its length.
    """
    if not ids:
        return []
    rows = look.connection.exec_driver_sql(
        "SELECT c.id, coalesce(c.number, c.draft_number, ''), c.number IS NOT NULL,"
        " coalesce(c.title, t.name, ''), c.account_id, coalesce(a.name, ''),"
        f" {_STATE},"
        " c.total_minor, c.valid_to_on, c.signed_on,"
        " EXISTS (SELECT 1 FROM journal_operation j WHERE j.record_id = c.id"
        f" AND j.state = '{WAITING}')"
        " FROM contract c LEFT JOIN account a ON a.id = c.account_id"
        " LEFT JOIN contract_template t ON t.id = c.template_id"
        " WHERE c.id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids)), "today": today.isoformat()},
    )
    found = {
        row[0]: ContractSummary(
            row[0], row[1], bool(row[2]), row[3], row[4], row[5], row[6], row[7], row[8], row[9],
            bool(row[10]),
        )
        for row in rows
    }  # fmt: skip
    return [found[each] if each in found else _gone(each) for each in ids]


def _gone(contract_id: str) -> ContractSummary:
    return ContractSummary(
        id=contract_id,
        number="",
        is_final=True,
        title="",
        account_id="",
        account_name="",
        state="void",
        total_minor=None,
        valid_to_on=None,
        signed_on=None,
        waiting=False,
    )

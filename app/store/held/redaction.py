"""Empties what the journal tells of records that left this device."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.changes import Group, Operation
from app.domain.fields import Scope
from app.domain.schema import ENTITIES
from app.store.journal import ACKNOWLEDGED, WITHDRAWN
from app.store.unit_of_work import UnitOfWork

ALL = "(SELECT id FROM leaving)"
"""The records that leave, in a temporary table of the transaction."""
UNDER_ACCOUNTS = tuple(
    entity.name
    for entity in ENTITIES.values()
    if entity.scope is Scope.ACCOUNT and "account_id" in entity.fields
)
_SETTLED = (ACKNOWLEDGED, WITHDRAWN)


def redact_journal(work: UnitOfWork) -> None:
    """Empty what settled units of work say of the records that leave.

    A unit keeps its place and its digest, so that the chain can still be followed; it can no
    longer be offered to a server that lost it. Unsent and refused units stay whole: they are the
    rep's own, to be sent, repaired or exported.
    """
    _add_deleted(work)
    run = work.connection.exec_driver_sql
    sql = (
        "SELECT DISTINCT g.device_seq FROM journal_operation o"
        " JOIN journal_group g ON g.device_seq = o.device_seq"
        f" WHERE o.record_id IN {ALL} AND g.state IN (?, ?)"
    )
    leaving = frozenset(run("SELECT id FROM leaving").scalars())
    for seq, group in _groups(work, run(sql, _SETTLED).scalars().all()).items():
        work.journal.rewrite(seq, _redacted(group, leaving))
    run(
        f"UPDATE journal_operation SET params = NULL WHERE record_id IN {ALL} AND state IN (?, ?)",
        _SETTLED,
    )


def is_redacted(group: Group) -> bool:
    """Return whether something of a group was emptied: nobody saves an operation on no field."""
    return any(not operation.fields for operation in group.operations)


def _add_deleted(work: UnitOfWork) -> None:
    """List also what was deleted before its account left: only the journal knows of it.

    Where no operation says which account a deleted record stood under, it is taken to leave.
    """
    run = work.connection.exec_driver_sql
    if not run(f"SELECT EXISTS (SELECT 1 FROM account WHERE id IN {ALL})").scalar_one():
        return
    seqs: set[int] = set()
    gone: set[str] = set()
    for name in UNDER_ACCOUNTS:
        rows = run(
            "SELECT device_seq, record_id FROM journal_operation WHERE entity = ?"
            f' AND state IN (?, ?) AND record_id NOT IN (SELECT id FROM "{name}")',
            (name, *_SETTLED),
        ).fetchall()
        seqs.update(int(row[0]) for row in rows)
        gone.update(str(row[1]) for row in rows)
    staying = frozenset(run(f"SELECT id FROM account WHERE id NOT IN {ALL}").scalars())
    operations = (
        operation
        for group in _groups(work, seqs).values()
        for operation in group.operations
        if operation.record_id in gone
    )
    gone -= {operation.record_id for operation in operations if _names(operation, staying)}
    rows_ = [(record_id,) for record_id in gone]
    if rows_:
        run("INSERT OR IGNORE INTO leaving (id) VALUES (?)", rows_)


def _names(operation: Operation, accounts: frozenset[str]) -> bool:
    return any(value in accounts for value in operation.fields.get("account_id", ()))


def _groups(work: UnitOfWork, seqs: Iterable[int]) -> Mapping[int, Group]:
    found = {int(seq): work.journal.read_group(int(seq)) for seq in seqs}
    return {seq: group for seq, group in found.items() if group is not None}


def _redacted(group: Group, leaving: frozenset[str]) -> Group:
    return replace(
        group,
        operations=tuple(
            replace(operation, fields={}) if operation.record_id in leaving else operation
            for operation in group.operations
        ),
    )

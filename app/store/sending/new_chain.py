"""Begins the journal's chain anew, for a device that gets another identity."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.changes import Group
from app.store import facts
from app.store.journal import REFUSED, JournalGroup, Verdict
from app.store.number_blocks import NumberBlocks
from app.store.unit_of_work import UnitOfWork

FORKED = "sync.device_forked"
"""Reason under which unsent work of the old identity waits for the rep."""

_BEYOND = 2**40
_ALL = 1_000_000
_NO_LIMIT = 2**62


def begin_new_chain(work: UnitOfWork, now: int) -> Iterator[Group]:
    """Put the chain aside, so that the next unit of work is the first of a new one.

    What had been sent stays as history, under negative numbers. What waited is not sent under
    the new identity by itself: the other copy of this device may have sent the same. It comes to
    the rep like refused work, and gets new ids when it is sent again.

    Yields:
        The groups that waited, oldest first, to be taken off their records.

    Source: reliability.md P19, X22.
    """
    waiting = work.journal.next_groups(_ALL, _NO_LIMIT)
    for entry in waiting:
        yield _set_aside(work, entry, now)
    run = work.connection.exec_driver_sql
    newest = run("SELECT max(device_seq) FROM journal_group").scalar_one()
    shift = max(int(newest or 0), 0) + 1
    for table in ("journal_operation", "journal_group"):
        # In two steps: one alone would meet numbers that are still in use.
        run(f"UPDATE {table} SET device_seq = device_seq + {_BEYOND}")
        run(f"UPDATE {table} SET device_seq = device_seq - {_BEYOND} - ?", (shift,))
    work.facts.forget(facts.OFFERED_FROM)
    NumberBlocks(work.connection).give_up()


def _set_aside(work: UnitOfWork, entry: JournalGroup, now: int) -> Group:
    group = work.journal.decode(entry)
    verdicts = [
        Verdict(operation.op_id, REFUSED, 0, FORKED if number == 0 else "", {})
        for number, operation in enumerate(group.operations)
    ]
    work.journal.settle_group(entry.device_seq, REFUSED, verdicts, now)
    return group

"""Notices that the log of a store was deleted by another program, and what went with it."""

from __future__ import annotations

from pathlib import Path

from app.store import facts
from app.store.file.doubt import doubt_file
from app.store.file.open_mark import OpenMark
from app.store.sending.offers import last_number
from app.store.unit_of_work import Snapshot, Store, UnitOfWork


def look_for_log(mark: OpenMark, database: Path) -> bool:
    """Return whether the log is gone, and let opening check all pages then; call it before.

    Pages may have been on their way from the log into the file when the program was killed.
    """
    is_gone = mark.misses_log()
    if is_gone:
        doubt_file(database)
    return is_gone


def note_loss(store: Store, mark: OpenMark, *, is_log_gone: bool) -> None:
    """Note in an opened store what it lost, so that the user hears it and the next sync compares.

    From now on the mark stands for this program.

    Args:
        store: Just opened.
        mark: As the program before left it.
        is_log_gone: From `look_for_log`.
    """
    noted = mark.read()
    with store.snapshot() as look:
        last = last_number(look)
    lost = max((noted or 0) - last, 0)
    if lost or is_log_gone:
        _note(store, lost, last)
    mark.begin(last)


def _note(store: Store, lost: int, last: int) -> None:
    with store.unit_of_work() as work:
        work.facts.write(facts.LOST_UNITS, str(lost + lost_units(work)))
        # The server may know units that this file does not: it is asked before anything is sent.
        work.facts.write(facts.LOST_AFTER, str(last))
        work.facts.write(facts.COMPARE_DUE, "lost_log")
        work.commit()


def lost_units(look: Snapshot) -> int:
    """Return how many units of work are known to be gone."""
    return int(look.facts.read_text(facts.LOST_UNITS) or 0)


def forget_loss(work: UnitOfWork) -> None:
    """Take the notice away: the user has read it."""
    work.facts.forget(facts.LOST_UNITS)

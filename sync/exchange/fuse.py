"""The mass-delete fuse: a server that lost its data must not take the devices' copies with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.store import facts
from app.store.counts import count_rows
from app.store.unit_of_work import Snapshot, UnitOfWork
from sync.wire.messages import AFTER_ABSENCE, AFTER_CHANGE

LARGEST_ROWS = 20
LARGEST_SHARE = 0.3
REPAIRED = "repaired"
"""Reason of the comparison that looks whether a repair after an expected change was complete."""

_EXPECTED = frozenset({AFTER_CHANGE, AFTER_ABSENCE, REPAIRED})


def expects_removals(look: Snapshot) -> bool:
    """Return whether rights changed or the device was away so long that much may be gone."""
    return look.facts.read_text(facts.COMPARE_DUE) in _EXPECTED


def is_too_much(look: Snapshot, entity: str, count: int) -> bool:
    """Return whether so many records of an entity may not go at once without a word."""
    return count > LARGEST_ROWS and count > LARGEST_SHARE * count_rows(look, entity)


class Fuse:
    """Counts the deletions of one round, entity by entity.

    Records that move to somebody else do not count: access that was taken back must be obeyed at
    once (P15), and the server still has them.

    Source: reliability.md finding 10, X25.
    """

    def __init__(self) -> None:
        self._gone: Counter[str] = Counter()
        self._before: dict[str, int] = {}

    def lets_go(self, work: UnitOfWork, entity: str, record_ids: Sequence[str]) -> bool:
        """Return whether rows may be deleted; not when the round takes too many of an entity."""
        if expects_removals(work):
            return True
        here = len(work.records.read_many(entity, record_ids))
        if entity not in self._before:
            self._before[entity] = count_rows(work, entity)
        gone = self._gone[entity] + here
        if gone > LARGEST_ROWS and gone > LARGEST_SHARE * self._before[entity]:
            return False
        self._gone[entity] = gone
        return True

"""Checks that the journal is what was written: every unit in its place, every digest right."""

from __future__ import annotations

from itertools import pairwise

from app.store.held.redaction import is_redacted
from app.store.journal import JournalGroup
from app.store.unit_of_work import Snapshot

_NOTHING = JournalGroup(0, b"", b"", b"")


def find_breaks(look: Snapshot) -> list[int]:
    """Return the numbers of units that do not fit the chain.

    Of a unit on records that left this device only the digest is kept; it is checked by the unit
    after it, which names it. Chains of earlier identities of this device stand under negative
    numbers, with a number left out between them.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT device_seq, body, previous, digest FROM journal_group ORDER BY device_seq"
    )
    groups = [JournalGroup(int(row[0]), *(bytes(part) for part in row[1:])) for row in rows]
    broken = {group.device_seq for group in groups if not _is_sound(look, group)}
    for before, after in pairwise((_NOTHING, *groups)):
        is_next = after.device_seq == before.device_seq + 1 and before.device_seq != 0
        is_first = after.device_seq == 1 or (after.device_seq < 0 and not is_next)
        if after.previous != (before.digest if is_next else b"") or not (is_next or is_first):
            broken.add(after.device_seq)
    return sorted(broken)


def _is_sound(look: Snapshot, group: JournalGroup) -> bool:
    if look.journal.is_whole(group):
        return True
    try:
        return is_redacted(look.journal.decode(group))
    except ValueError:
        return False

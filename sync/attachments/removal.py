"""Deletes files that nothing on this device speaks of any more, once the server has them."""

from __future__ import annotations

from typing import Protocol

from app.store.held.blobs import FILE_FIELDS, Blobs
from app.store.journal import REFUSED, WAITING
from app.store.reads.sync.units import read_units
from app.store.unit_of_work import Snapshot, Store

_ALL = 1_000_000


class Removable(Protocol):
    """The folder of encrypted files."""

    def delete_file(self, sha256: str) -> None:
        """Remove a file; harmless when it is not here."""
        ...


def remove_unnamed_files(store: Store, files: Removable) -> int:
    """Delete sent files of records that left, and the notes of them; return their number.

    A file goes before its note: after a crash in between, a note without a file is left, which
    the next call removes, never a file that nobody knows. What still waits is sent first; what
    unsent or refused work speaks of stays, so that the rep can send it again.

    Raises:
        StoreFault: The device refused; the rest follows next time.
    """
    with store.snapshot() as look:
        unnamed = Blobs(look.connection).sent_unnamed()
        if unnamed:
            unnamed -= _spoken_of(look)
    if not unnamed:
        return 0
    for sha256 in unnamed:
        files.delete_file(sha256)
    with store.unit_of_work() as work:
        for sha256 in unnamed:
            Blobs(work.connection).forget(sha256)
        work.commit()
    return len(unnamed)


def _spoken_of(look: Snapshot) -> set[str]:
    """Return the files that unsent and refused units of work name."""
    units = (*read_units(look, WAITING, _ALL), *read_units(look, REFUSED, _ALL))
    values = (operation.values for unit in units for operation in unit.operations)
    return {str(one[name]) for one in values for name in FILE_FIELDS if one.get(name)}

"""Which files this device wrote for a stick, and which units of work lie in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.store import facts
from app.store.unit_of_work import Snapshot, UnitOfWork

_KEPT = 16


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """One file that was written.

    Attributes:
        made_at: Device time, milliseconds since 1970 UTC.
        first: Number of the first unit of work in it; 0 when it held none.
        last: Number of the last one.
        since: SHA-256 in hexadecimal digits of the cursor in it; empty when there was none.
    """

    made_at: int
    first: int
    last: int
    since: str


def digest_of(cursor: bytes) -> str:
    """Return how a cursor is recognised in an answer."""
    return hashlib.sha256(cursor).hexdigest() if cursor else ""


def read_written(look: Snapshot) -> tuple[WrittenBundle, ...]:
    """Return the last files, the newest last."""
    held = look.facts.read_text(facts.BUNDLES_WRITTEN)
    return tuple(WrittenBundle(**one) for one in json.loads(held)) if held else ()


def note_written(work: UnitOfWork, written: WrittenBundle) -> None:
    """Remember a file, so that its answer is known and the units in it can be marked."""
    kept = (*read_written(work), written)[-_KEPT:]
    work.facts.write(facts.BUNDLES_WRITTEN, json.dumps([asdict(one) for one in kept]))


def written_at(look: Snapshot) -> Mapping[int, int]:
    """Return by number of a unit when the last file that holds it was written."""
    found: dict[int, int] = {}
    for one in read_written(look):
        if one.first:
            found.update(dict.fromkeys(range(one.first, one.last + 1), one.made_at))
    return found

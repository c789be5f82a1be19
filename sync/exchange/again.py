"""Records whose rows this device asks for once more, because what it holds may be wrong."""

from __future__ import annotations

from collections.abc import Iterable

from app.store import facts
from app.store.unit_of_work import Snapshot, UnitOfWork
from sync.wire import codec
from sync.wire.messages import LARGEST_AGAIN

Key = tuple[str, str]
"""Entity and id."""


def read_again(look: Snapshot) -> tuple[Key, ...]:
    """Return what to ask for with the next request."""
    return _read(look)[:LARGEST_AGAIN]


def note_again(work: UnitOfWork, keys: Iterable[Key]) -> None:
    """Ask for records from the next request on."""
    more = dict.fromkeys((*_read(work), *keys))
    if more:
        work.facts.write(facts.AGAIN, codec.encode_json(list(more)))


def settle_again(work: UnitOfWork, asked: Iterable[Key]) -> bool:
    """Note that records were answered; return whether others are still to be asked for."""
    waiting = _read(work)
    if not waiting:
        return False
    answered = set(asked)
    left = [key for key in waiting if key not in answered]
    work.facts.write(facts.AGAIN, codec.encode_json(left))
    return bool(left)


def _read(look: Snapshot) -> tuple[Key, ...]:
    held = look.facts.read(facts.AGAIN)
    return codec.decode_json(held, tuple[Key, ...]) if held else ()

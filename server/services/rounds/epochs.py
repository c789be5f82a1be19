"""Epochs of the change log: a new one after a restore, and what devices then offer again."""

from __future__ import annotations

from collections import Counter

from app.domain.ids import id_from, is_id, new_id
from server.services.moments import milliseconds
from server.services.numbers.blocks import skip_lost_numbers
from server.services.numbers.running import NUMBERED
from server.services.rights.books import Actor
from server.services.rounds.push import Pushed
from server.settings import Clock
from server.store.audit import AuditEntry, add_entry
from server.store.counters import skip_numbers
from server.store.database import Database, Transaction
from server.store.organisations import change_epoch, read_organisation
from sync.wire.messages import APPLIED, REFUSED, SKIPPED

NUMBERS_SKIPPED = 1_000
"""Of every running number: those given since the backup stand on paper already."""

_TIME_DIGITS, _HEXADECIMAL = 12, 16
_EPOCH_BITS = 74


def begin_epoch(database: Database, org: int, *, clock: Clock) -> str:
    """Tell every device that this database came back from a backup; return the new epoch.

    Call it once, after the restore and before the server runs. An epoch is an id, so it tells
    when it began; each is later than the one before, whatever the clock says.

    Source: reliability.md X24, P18.
    """
    now = milliseconds(clock())

    def begin(work: Transaction) -> str:
        before = epoch_started_at(read_organisation(work, org).epoch)
        fresh = int(new_id(clock()), _HEXADECIMAL) & ((1 << _EPOCH_BITS) - 1)
        epoch = id_from(milliseconds=max(now, before + 1), entropy=fresh)
        change_epoch(work, org, epoch)
        skip_numbers(work, org, NUMBERED, NUMBERS_SKIPPED)
        skip_lost_numbers(work, org, NUMBERS_SKIPPED, now)
        add_entry(work, org, AuditEntry(new_id(clock()), now, "server.restored", "", details=epoch))
        return epoch

    return database.write(begin)


def epoch_started_at(epoch: str) -> int:
    """Return when an epoch began, in milliseconds since 1970 UTC; 0 where it does not tell."""
    return int(epoch[:_TIME_DIGITS], _HEXADECIMAL) if is_id(epoch) else 0


def note_offer(
    work: Transaction, org: int, *, actor: Actor, pushed: Pushed, entry_id: str, now: int
) -> None:
    """Write down for the administrator what a device has offered again."""
    counts = Counter(result.outcome for result in pushed.results)
    told = " ".join(f"{word}={counts[word]}" for word in (APPLIED, REFUSED, SKIPPED))
    entry = AuditEntry(entry_id, now, "device.offered", actor.user_id, actor.device_id, told)
    add_entry(work, org, entry)

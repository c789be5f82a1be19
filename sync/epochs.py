"""What to do when the server is not the one it was: restored from a backup, or ahead of us."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ids import is_id
from app.store import facts
from app.store.journal import JournalGroup
from app.store.sending.offers import doubt_revisions, last_number, offered_groups, unmake
from app.store.unit_of_work import Snapshot, UnitOfWork
from sync.errors import DeviceForkedError, OlderServerError, WrongServerError
from sync.exchange.push import LARGEST_PUSH_BYTES, LARGEST_PUSH_GROUPS
from sync.wire.messages import REFUSED, SyncAnswer

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where this device stands with its server when it asks.

    Attributes:
        server_id: Of the server that it belongs to.
        epoch: Of the server's change log as it was known; "" before the first answer.
        offered_from: Number of the unit of work that is offered next, to a server that has
            forgotten some; 0 in ordinary times.
        first_unsettled: Number of the first unit that waits, or of the next one.
        last: Number of the newest unit.
        lost_after: After which unit this device lost some that it may have sent; None if it
            lost none. Until the server has said what it knows, nothing is sent.
    """

    server_id: str
    epoch: str
    offered_from: int
    first_unsettled: int
    last: int
    lost_after: int | None = None

    @property
    def is_offering(self) -> bool:
        """Whether what was answered before is being offered again."""
        return self.offered_from > 0

    def is_shaken_by(self, answer: SyncAnswer) -> bool:
        """Return whether an answer comes from a server that forgot, so that its page must wait.

        Raises:
            WrongServerError: It comes from another server.
            OlderServerError: It comes from a copy of the server that is older than one we met.
            DeviceForkedError: The server knows work of this device that is not in its journal.
        """
        if answer.server_id != self.server_id:
            raise WrongServerError
        if is_id(self.epoch) and is_id(answer.epoch) and answer.epoch < self.epoch:
            raise OlderServerError
        known = self.last if self.lost_after is None else self.lost_after
        if answer.expected_seq > known + 1:
            raise DeviceForkedError
        if self.is_offering:
            # Less than was offered before: the server was restored once more.
            if not answer.results and self.offered_from <= answer.expected_seq <= self.last:
                raise DeviceForkedError
            return True
        is_new_epoch = bool(self.epoch) and self.epoch != answer.epoch
        return is_new_epoch or answer.expected_seq < self.first_unsettled

    def offered_after(self, answer: SyncAnswer) -> int:
        """Return which unit of work is offered after an answer.

        At first it is the first that was answered since the epoch that this device knows, although
        the server expects a later one: a device that went back in time has not heard the answers.
        """
        if not self.is_offering:
            return min(answer.expected_seq, answer.epoch_seq or answer.expected_seq)
        return answer.results[-1].device_seq + 1 if answer.results else answer.expected_seq


def read_standing(look: Snapshot, waiting: Sequence[JournalGroup]) -> Standing:
    """Return where the device stands.

    Args:
        look: The store.
        waiting: The first units of work that wait.
    """
    last = last_number(look)
    lost_after = look.facts.read_text(facts.LOST_AFTER)
    return Standing(
        server_id=look.facts.read_text(facts.SERVER_ID),
        epoch=look.facts.read_text(facts.EPOCH),
        offered_from=int(look.facts.read_text(facts.OFFERED_FROM) or 0),
        first_unsettled=waiting[0].device_seq if waiting else last + 1,
        last=last,
        lost_after=int(lost_after) if lost_after else None,
    )


def next_offer(look: Snapshot, standing: Standing) -> list[JournalGroup]:
    """Return the units of work that are offered next."""
    return offered_groups(look, standing.offered_from, LARGEST_PUSH_GROUPS, LARGEST_PUSH_BYTES)


def reconcile(work: UnitOfWork, standing: Standing, answer: SyncAnswer) -> None:
    """Note how far a server that forgot has been told again.

    While it is told, nothing of what it sends is applied, least of all deletions. When it knows
    everything that is left of this device's work, the device takes a whole snapshot and compares
    itself; what the server lacks even then is kept until somebody confirms.

    Source: reliability.md P18, X24.
    """
    work.facts.write(facts.HOLD_UNKNOWN, b"1")
    unmake(work, [one.device_seq for one in answer.results if one.outcome == REFUSED])
    _log.info(
        "offered_again",
        extra={"groups": len(answer.results), "expected_seq": answer.expected_seq},
    )
    following = standing.offered_after(answer)
    if following <= last_number(work):
        work.facts.write(facts.OFFERED_FROM, str(following))
        return
    work.facts.forget(facts.OFFERED_FROM)
    work.facts.write(facts.EPOCH, answer.epoch)
    work.facts.write(facts.CURSOR, b"")
    work.facts.write(facts.COMPARE_DUE, b"1")
    doubt_revisions(work)

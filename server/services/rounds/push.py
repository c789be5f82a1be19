"""Applies the groups of one request: each all or none, all of them in one transaction."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

import msgspec

from app.domain.changes import Group, Operation
from app.domain.errors import DomainError
from server.services.carrying.confidences import is_off
from server.services.desk.blacklist import Barring
from server.services.desk.desk import Desk
from server.services.desk.families import Families
from server.services.desk.signatures import Signatures
from server.services.desk.working_set import Span, WorkingSet
from server.services.numbers.running import NumberSource
from server.services.operating.deciding import decide
from server.services.operating.editing import DeletedError
from server.services.operating.judged_records import APPLIED, MERGED
from server.services.rights.books import Actor
from server.services.rights.permission import policy_actor
from server.services.rounds.chain import Break, Chain, Link, follow_chain
from server.services.rounds.foreseen import read_foreseen
from server.store.database import Transaction
from server.store.devices import StoredDevice, advance_chain, find_device
from server.store.groups import SeenGroup, add_seen, answer_kept_places, find_seen
from server.store.records import WHOLE_RECORD, Key, Stamp
from sync.wire.codec import decode_group
from sync.wire.messages import SKIPPED, GroupResult, OperationResult, SentGroup

_ENCODER = msgspec.msgpack.Encoder()
_RESULT = msgspec.msgpack.Decoder(GroupResult)
_SHOWN_ID = 64
REFUSED, HELD = "refused", "held"
_RECENT_ANSWERS = 1_000


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of a request's groups.

    Attributes:
        results: One for each group looked at.
        expected_seq: Number of the device's next group.
        broken: Why the rest was not looked at, if so.
        exact: Revision by record of those that are now exactly what the device holds.
        own: By book, places of the log at which only such records stand.
    """

    results: tuple[GroupResult, ...]
    expected_seq: int
    broken: Break | None = None
    exact: Mapping[Key, int] = field(default_factory=dict)
    own: Mapping[str, Span] = field(default_factory=dict)


def push(
    work: Transaction,
    org: int,
    *,
    actor: Actor,
    device: StoredDevice,
    groups: tuple[SentGroup, ...],
    now: int,
    offered_since: int | None = None,
) -> Pushed:
    """Apply groups for a device whose row is locked.

    Args:
        work: The transaction.
        org: Number of the organisation.
        actor: Who sent them.
        device: Where from.
        groups: As they were sent.
        now: Server time in milliseconds.
        offered_since: When this database was restored, for groups that were answered before.
    """
    seen = _seen(work, org, device, groups)
    chain = follow_chain(device, groups, seen, is_offer=offered_since is not None)
    fresh = [link for link in chain.links if link.seen is None]
    if not fresh:
        return Pushed(
            tuple(_answered(link) for link in chain.links), device.expected_seq, chain.broken
        )
    working = WorkingSet({})
    barring = Barring(work, org, working)
    working.loaded |= read_foreseen(work, org, fresh, barring)
    held = _held(chain.links)
    desk = _Desks(work, org, actor, now=now, barring=barring, held=held, since=offered_since)
    results = {link.sent.device_seq: desk.apply(link) for link in fresh}
    taken = desk.save()
    _remember(work, org, device, fresh, results)
    advance_chain(work, org, chain.device, at=now)
    return _pushed(chain, results, working, taken)


def answered_before(
    work: Transaction, org: int, device_id: str
) -> tuple[tuple[GroupResult, ...], int]:
    """Return the last answers that a device was given, and the number of its next group."""
    device = find_device(work, org, device_id)
    if device is None:
        return (), 1
    last = device.expected_seq - 1
    seen = find_seen(work, org, device_id, first=max(1, last - _RECENT_ANSWERS), last=last)
    results = tuple(_RESULT.decode(seen[seq].result) for seq in sorted(seen))
    return results, device.expected_seq


class _Desks:
    """Applies one group after the other onto the same working set."""

    def __init__(
        self,
        work: Transaction,
        org: int,
        actor: Actor,
        *,
        now: int,
        barring: Barring,
        held: dict[Key, int],
        since: int | None,
    ) -> None:
        self._work = work
        self._org = org
        self._actor = actor
        self._user = policy_actor(actor)
        self._now = now
        stamp = Stamp(1, actor.user_id, actor.device_id, actor.is_office, now)
        self._first_stamps = {WHOLE_RECORD: stamp}
        self._books, self._partial_books = frozenset(actor.books), actor.partial_books
        self._barring = barring
        self._working = working = barring.working
        self._numbers = NumberSource(work, org, actor, now)
        self._signatures = Signatures(work, org)
        self._families = Families(work, org, working)
        self._held = held
        self._offered_since = since

    def apply(self, link: Link) -> GroupResult:
        """Work one group out; its writes stay only if nothing in it is refused."""
        group, seq = link.group, link.sent.device_seq
        if link.is_skipped:
            return GroupResult(seq, SKIPPED, ())
        if group is None or group.user_id != self._actor.user_id:
            code = "sync.group.malformed" if group is None else "sync.group.foreign"
            return GroupResult(seq, REFUSED, tuple(_refused_whole(group, code)))
        learnt: dict[Key, int] = {}
        desk = Desk(
            working=self._working,
            actor=self._actor,
            user=self._user,
            group=group,
            numbers=self._numbers,
            signatures=self._signatures,
            families=self._families,
            barring=self._barring,
            now=self._now,
            first_stamps=self._first_stamps,
            books=self._books,
            partial_books=self._partial_books,
            held=ChainMap(learnt, self._held),
            offered_since=self._offered_since,
            is_confidence_off=partial(is_off, self._work, self._org, now=self._now),
        )
        results: list[OperationResult] = []
        for operation in group.operations:
            try:
                results.append(decide(desk, operation))
            except DomainError as error:
                return self._refuse(desk, seq, operation, error)
        self._working.keep()
        self._numbers.keep()
        self._held.update(learnt)
        return GroupResult(seq, APPLIED, tuple(results))

    def save(self) -> dict[str, Span]:
        """Write everything that was accepted; return the places it took in the books' logs."""
        self._numbers.save()
        return self._working.save(self._work, self._org)

    def _refuse(self, desk: Desk, seq: int, failed: Operation, error: DomainError) -> GroupResult:
        self._working.drop()
        self._numbers.drop()
        if isinstance(error, DeletedError):
            for conflict in error.conflicts:
                desk.write_conflict(error.subject, conflict)
            self._working.keep()
        params = {name: str(value)[:200] for name, value in error.params.items()}
        results = tuple(
            OperationResult(operation.op_id, REFUSED, 0, error.code, params)
            if operation is failed
            else OperationResult(operation.op_id, HELD)
            for operation in desk.group.operations
        )
        return GroupResult(seq, REFUSED, results)


def _seen(
    work: Transaction, org: int, device: StoredDevice, groups: tuple[SentGroup, ...]
) -> dict[int, SeenGroup]:
    numbers = [group.device_seq for group in groups if 0 < group.device_seq < device.expected_seq]
    if not numbers:
        return {}
    return find_seen(work, org, device.id, first=min(numbers), last=max(numbers))


def _held(links: Iterable[Link]) -> dict[Key, int]:
    """Return what the sender learns again to hold exactly, from groups answered before."""
    held: dict[Key, int] = {}
    for link in links:
        answer = _answered(link) if link.seen else None
        # An offer may come without its contents: the device does not hold what was in it.
        if answer is None or answer.outcome != APPLIED or not link.sent.body:
            continue
        operations = decode_group(link.sent.body).operations
        for operation, result in zip(operations, answer.results, strict=True):
            if result.outcome == APPLIED:
                held[operation.entity, operation.record_id] = result.revision
    return held


def _answered(link: Link) -> GroupResult:
    if link.seen is None:
        raise AssertionError("only for groups answered before")
    return _RESULT.decode(link.seen.result)


def _remember(
    work: Transaction,
    org: int,
    device: StoredDevice,
    links: Iterable[Link],
    results: Mapping[int, GroupResult],
) -> None:
    """Keep the answers, so that the same groups get the same ones."""
    fresh: list[SeenGroup] = []
    filled: list[SeenGroup] = []
    for link in links:
        seq = link.sent.device_seq
        seen = SeenGroup(seq, link.sent.digest, _ENCODER.encode(results[seq]))
        (filled if link.is_filled else fresh).append(seen)
    add_seen(work, org, device.id, fresh)
    answer_kept_places(work, org, device.id, filled)


def _refused_whole(group: Group | None, code: str) -> Iterator[OperationResult]:
    operations = group.operations if group else ()
    yield from (OperationResult(op.op_id[:_SHOWN_ID], REFUSED, 0, code) for op in operations)
    if not operations:
        yield OperationResult("", REFUSED, 0, code)


def _pushed(
    chain: Chain,
    results: Mapping[int, GroupResult],
    working: WorkingSet,
    taken: Mapping[str, Span],
) -> Pushed:
    exact: dict[Key, int] = {}
    differing: set[Key] = set()
    for link in chain.links:
        result = results.get(link.sent.device_seq)
        if result is None or link.group is None or result.outcome != APPLIED:
            continue
        for operation, outcome in zip(link.group.operations, result.results, strict=True):
            key = operation.entity, operation.record_id
            if outcome.outcome == APPLIED:
                exact[key] = outcome.revision
            elif outcome.outcome == MERGED:
                differing.add(key)
    exact = {key: revision for key, revision in exact.items() if key not in differing}
    foreign = {rec.book for key, rec in working.written.items() if exact.get(key) != rec.revision}
    return Pushed(
        results=tuple(results.get(link.sent.device_seq) or _answered(link) for link in chain.links),
        expected_seq=chain.device.expected_seq,
        broken=chain.broken,
        exact=exact,
        own={book: span for book, span in taken.items() if book not in foreign},
    )

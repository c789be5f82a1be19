"""Reads the server's answer from a file, through the same hands as an answer over the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.changes import ChangeSet
from app.store import facts
from app.store.held.blobs import Blobs
from app.store.held.scrubbing import scrub
from app.store.journal import JournalGroup
from app.store.sending.bundle_notes import digest_of, read_written
from app.store.unit_of_work import Snapshot, Store, UnitOfWork
from sync import epochs
from sync.bundle_keys import BundleKeys, read_bundle_keys
from sync.errors import DeviceForkedError, OlderServerError, WrongServerError
from sync.exchange.again import Key, settle_again
from sync.exchange.fuse import Fuse
from sync.integrity import comparing
from sync.taking import apply_answer
from sync.wire.bundles.faults import BundleError, DamagedBundleError
from sync.wire.bundles.frames import Basis, Frame, FrameKind, Receipts, read_message
from sync.wire.bundles.header import DOWN, Header
from sync.wire.bundles.reading import SealedBundle, opened_bundle
from sync.wire.messages import LARGEST_BODY_BYTES, GroupResult, SyncAnswer


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a file brought.

    Attributes:
        changes: What it touched here.
        units: Units of work that the server has answered.
        refused: Operations that need the rep.
        files: Attachments that the server now holds.
        rows: Rows written or removed.
        has_more: Whether the server had more than fits into one file.
    """

    changes: ChangeSet
    units: int
    refused: int
    files: int
    rows: int
    has_more: bool


def read_bundle(
    store: Store,
    path: Path,
    now: Callable[[], int],
    *,
    should_stop: Callable[[], bool] = lambda: False,
) -> BundleReport:
    """Apply a file of the server; reading it again, or an older one, changes nothing.

    The whole file is checked before the first row is written. Each page is one transaction with
    its cursor, as over the network: a cut leaves the device where the last page left it, and the
    same file goes on from there.

    Args:
        store: The device's store.
        path: The file.
        now: Device time in milliseconds.
        should_stop: Asked before each page.

    Raises:
        BundleError: It is refused and nothing was changed; or `bundle.stopped` between two pages.
        StoreFault: The device refused to write.
    """
    with opened_bundle(path) as bundle:
        with store.snapshot() as look:
            keys = read_bundle_keys(look)
            _check_is_ours(look, keys, bundle.header)
        _check_signed(bundle, keys)
        reading = _Reading(store, bundle.header, now)
        for frame in bundle.frames(keys.opening(bundle.header.recipient)):
            if should_stop():
                raise BundleError("bundle.stopped")
            reading.take(frame)
        reading.finish()
    scrub(store)
    return reading.report()


def _check_is_ours(look: Snapshot, keys: BundleKeys, header: Header) -> None:
    if header.kind != DOWN:
        raise BundleError("bundle.for_the_office")
    if header.server_id != keys.server_id:
        raise BundleError("bundle.other_organisation")
    if header.device_id != keys.device_id:
        raise BundleError("bundle.other_device")
    if header.epoch != look.facts.read_text(facts.EPOCH):
        raise BundleError("bundle.epoch")
    # Nothing in it is older than its time, and nothing here is newer than the time noted here.
    if header.made_at <= int(look.facts.read_text(facts.SERVER_TIME) or 0):
        raise BundleError("bundle.older")


def _check_signed(bundle: SealedBundle, keys: BundleKeys) -> None:
    newest, *before = keys.org_signing
    try:
        bundle.check_signed_by(newest)
    except DamagedBundleError:
        if not before:
            raise
        bundle.check_signed_by(before[0])


class _Reading:
    """Takes the parts of one file in order."""

    def __init__(self, store: Store, header: Header, now: Callable[[], int]) -> None:
        self._store = store
        self._header = header
        self._now = now
        self._fuse = Fuse()
        self._asked: tuple[Key, ...] | None = None
        self._changes: list[ChangeSet] = []
        self._units = self._refused = self._files = self._rows = 0
        self._has_more = self._is_repeated = False

    def take(self, frame: Frame) -> None:
        """Apply a part."""
        if self._asked is None and frame.kind is not FrameKind.BASIS:
            raise DamagedBundleError
        match frame.kind:
            case FrameKind.BASIS:
                self._begin(read_message(frame, Basis))
            case FrameKind.ANSWER:
                self._apply(read_message(frame, SyncAnswer))
            case FrameKind.RECEIPTS:
                self._note_receipts(read_message(frame, Receipts))
            case _:
                raise DamagedBundleError

    def finish(self) -> None:
        """Note that everything up to the file's time is here."""
        with self._store.unit_of_work() as work:
            work.facts.write(facts.SERVER_TIME, str(self._header.made_at))
            work.commit()

    def report(self) -> BundleReport:
        """Return what was done."""
        return BundleReport(
            changes=ChangeSet.union(self._changes),
            units=self._units,
            refused=self._refused,
            files=self._files,
            rows=self._rows,
            has_more=self._has_more,
        )

    def _begin(self, basis: Basis) -> None:
        """Refuse changes that begin behind where this device stands: some would be missed."""
        with self._store.snapshot() as look:
            cursor = look.facts.read(facts.CURSOR) or b""
            known = {one.since for one in read_written(look)} | {digest_of(cursor)}
        if basis.since and (not cursor or basis.since.hex() not in known):
            raise BundleError("bundle.gap")
        self._asked = basis.again
        self._is_repeated = bool(cursor) and not basis.since

    def _apply(self, answer: SyncAnswer) -> None:
        with self._store.unit_of_work() as work:
            self._check_standing(work, answer)
            groups = _waiting_among(work, answer.results)
            waiting = {group.device_seq for group in groups}
            applied = apply_answer(work, groups, answer, self._fuse, self._now())
            if answer.page is not None:
                settle_again(work, self._asked or ())
            if self._is_repeated:
                # Everything came anew, but nothing told what has left since: the next round asks.
                comparing.note_due(work)
            self._changes.append(work.commit())
        self._units += sum(one.device_seq in waiting for one in answer.results)
        self._refused += applied.refused
        self._rows += applied.rows
        self._has_more = answer.page is not None and answer.page.has_more

    def _check_standing(self, work: UnitOfWork, answer: SyncAnswer) -> None:
        standing = epochs.read_standing(work, work.journal.next_groups(1, 1))
        try:
            is_shaken = standing.is_shaken_by(answer)
        except (WrongServerError, OlderServerError, DeviceForkedError) as error:
            raise BundleError(error.code) from error
        if is_shaken:
            raise BundleError("bundle.epoch")

    def _note_receipts(self, receipts: Receipts) -> None:
        with self._store.unit_of_work() as work:
            self._files += Blobs(work.connection).mark_received(receipts.files)
            work.commit()


def _waiting_among(look: Snapshot, results: Sequence[GroupResult]) -> list[JournalGroup]:
    """Return the groups that results speak of and that still wait; results are in their order."""
    if not results:
        return []
    first, last = results[0].device_seq, results[-1].device_seq
    waiting = look.journal.next_groups(len(results), LARGEST_BODY_BYTES, after=first - 1)
    return [group for group in waiting if group.device_seq <= last]

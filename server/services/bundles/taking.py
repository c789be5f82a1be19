"""Takes bundles of devices through the same push as the network's, and gives bundles to them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.ids import is_id, new_id
from app.domain.schema import SCHEMA_VERSION
from server.services.blobs import BlobService
from server.services.bundles.keys import OrganisationKeys
from server.services.bundles.replies import Onward, Replies, Reply, actor_of, welcome_holder
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.services.rounds.asked import check_request, known_keys
from server.services.rounds.chain import Break
from server.services.rounds.push import answered_before
from server.services.rounds.sync import SyncService
from server.store.audit import AuditEntry, add_entry
from server.store.blobs import list_received
from server.store.database import Transaction
from server.store.devices import (
    Bearer,
    find_holder,
    note_bundle_cursor,
    note_sealing_key,
    read_bundle_cursor,
    read_enrolment,
)
from sync.wire.bundles.faults import BundleError, DamagedBundleError, writing_faults
from sync.wire.bundles.frames import FileHead, Frame, FrameKind, read_message
from sync.wire.bundles.header import ENDING, UP, Header
from sync.wire.bundles.reading import SealedBundle, opened_bundle
from sync.wire.messages import REFUSED, GroupResult, SyncRequest

_LARGEST_KEPT = 20
"""Bundles of one device that is not welcome any more."""
_RECENT_RECEIPTS = 1_000
_NOT_WELCOME = frozenset({"device.revoked", "device.suspended", "user.frozen"})
_BROKEN = {Break.REUSED: "sync.group.reused", Break.FORGED: "sync.chain.broken"}


@dataclass(slots=True)
class Taken:
    """What a bundle brought.

    Attributes:
        device_id: Whose it is.
        groups: Groups that have an answer now.
        refused: How many of them were refused.
        files: Attachments that are here in full now.
    """

    device_id: str
    groups: int = 0
    refused: int = 0
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BundleService:
    """Takes and gives bundles.

    Attributes:
        sync: Applies groups; knows the database and who the organisation is.
        blobs: Takes attachments.
        replies: Writes bundles for devices.
        quarantine: Folder of the bundles of devices that are not welcome any more.
    """

    sync: SyncService
    blobs: BlobService
    replies: Replies
    quarantine: Path

    def take(self, path: Path, reply: Path, *, carried_by: str = "") -> Taken:
        """Apply a device's bundle and write its answer; the same bundle again changes nothing.

        Args:
            path: The bundle.
            reply: Where the answer goes.
            carried_by: The device that handed it over; "" for an administrator.

        Raises:
            BundleError: It is refused. A bundle of a device that is not welcome any more is kept
                sealed in the quarantine, and nothing of it is applied.
        """
        with opened_bundle(path) as bundle:
            holder = self._check_sender(bundle)
            self._check_welcome(holder, bundle.header, path)
            recipient = bundle.header.reply_to or holder.device.sealing_key
            keys = self.replies.ring.opening(bundle.header.recipient)
            with self.replies.writing(reply, holder.device.id, recipient, keys) as answer:
                taken = _Taking(self, bundle, answer, keys).run()
        details = f"groups={taken.groups} refused={taken.refused} files={len(taken.files)}"
        self._note("bundle.taken", holder, f"{details} carried_by={carried_by}")
        return taken

    def give(self, device_id: str, path: Path, *, whole: bool = False) -> int:
        """Write a bundle for a device; return the number of pages in it.

        Args:
            device_id: The device.
            path: Where it goes.
            whole: Bring everything, and not only what changed since the device's last bundle.

        Raises:
            BundleError: `bundle.unknown_device`, `bundle.no_device_key`, the device is not welcome
                any more, or the disk refused.
        """
        database, org = self.sync.database, self.sync.org
        with database.reading() as work:
            holder = welcome_holder(work, org, device_id if is_id(device_id) else "")
            cursor = b"" if whole else read_bundle_cursor(work, org, device_id)
            enrolled_at = read_enrolment(work, org, device_id)
        keys = self.replies.ring.giving(enrolled_at)
        with self.replies.writing(path, device_id, holder.device.sealing_key, keys) as answer:
            onward = Onward(cursor, SCHEMA_VERSION)
            answer.begin(onward)
            with database.reading() as work:
                results, expected_seq = answered_before(work, org, device_id)
                received = list_received(work, org, device_id, limit=_RECENT_RECEIPTS)
            answer.add_results(results, expected_seq)
            pages = answer.add_changes(onward)
            answer.add_receipts(received)
        self._note("bundle.given", holder, f"pages={pages}")
        return pages

    def _check_sender(self, bundle: SealedBundle) -> Bearer:
        """Return the device that signed a bundle.

        Raises:
            BundleError: It is not for this server, or not of a device that it knows.
        """
        header = bundle.header
        if header.kind != UP:
            raise BundleError("bundle.for_a_device")
        if header.server_id != self.sync.organisation.server_id:
            raise BundleError("bundle.other_organisation")
        with self.sync.database.reading() as work:
            device_id = header.device_id if is_id(header.device_id) else ""
            holder = find_holder(work, self.sync.org, device_id)
        if holder is None:
            raise BundleError("bundle.unknown_device")
        bundle.check_signed_by(holder.device.public_key)
        return holder

    def _check_welcome(self, holder: Bearer, header: Header, path: Path) -> None:
        with self.sync.database.reading() as work:
            try:
                welcome_holder(work, self.sync.org, holder.device.id)
            except BundleError as error:
                refusal = error
            else:
                return
        if refusal.code in _NOT_WELCOME:
            self._keep(holder, header, path, refusal.code)
        raise refusal

    def _keep(self, holder: Bearer, header: Header, path: Path, reason: str) -> None:
        """Keep a bundle as it is: nobody but this server can read it, and it may be taken later."""
        name = f"{holder.device.id}-{header.bundle_id.hex()}{ENDING}"
        with writing_faults(path):
            self.quarantine.mkdir(parents=True, exist_ok=True)
            kept = {one.name for one in self.quarantine.glob(f"{holder.device.id}-*{ENDING}")}
            if name in kept or len(kept) >= _LARGEST_KEPT:
                return
            shutil.copyfile(path, self.quarantine / name)
        self._note("bundle.quarantined", holder, f"{reason} {name}")

    def _note(self, action: str, holder: Bearer, details: str) -> None:
        clock = self.sync.clock
        device = holder.device
        entry = AuditEntry(
            new_id(clock()), self.replies.now(), action, device.user_id, device.id, details
        )
        self.sync.database.write(lambda work: add_entry(work, self.sync.org, entry))


class _Taking:
    """Goes through one bundle once."""

    def __init__(
        self, service: BundleService, bundle: SealedBundle, reply: Reply, keys: OrganisationKeys
    ) -> None:
        self._service = service
        self._bundle = bundle
        self._reply = reply
        self._keys = keys
        self._taken = Taken(bundle.header.device_id)
        self._onward: Onward | None = None
        self._file: FileHead | None = None
        self._received = 0

    def run(self) -> Taken:
        """Apply everything, and answer it."""
        for frame in self._bundle.frames(self._keys.sealing):
            self._take_frame(frame)
        if self._onward is None:
            raise DamagedBundleError
        self._reply.add_changes(self._onward)
        self._reply.add_receipts(self._taken.files)
        return self._taken

    def _take_frame(self, frame: Frame) -> None:
        match frame.kind:
            case FrameKind.REQUEST:
                self._take_request(read_message(frame, SyncRequest))
            case FrameKind.FILE:
                self._file, self._received = read_message(frame, FileHead), 0
            case FrameKind.PIECE if self._file is not None:
                self._take_piece(self._file, frame.payload)
            case _:
                raise DamagedBundleError

    def _take_request(self, request: SyncRequest) -> None:
        try:
            check_request(request)
        except ProblemError as error:
            is_other = error.code == "sync.must_upgrade"
            raise BundleError("bundle.newer" if is_other else "bundle.damaged") from error
        if self._onward is None:
            self._begin(request)
        while request.groups:
            results, expected_seq, broken = self._push(request)
            if broken in _BROKEN:
                raise BundleError(_BROKEN[broken])
            if not results:
                raise BundleError("bundle.chain_gap")
            self._reply.add_results(results, expected_seq)
            self._taken.groups += len(results)
            self._taken.refused += sum(one.outcome == REFUSED for one in results)
            request = _rest(request, len(results))

    def _begin(self, request: SyncRequest) -> None:
        self._onward = Onward(request.cursor, request.schema, known_keys(request))
        self._reply.begin(self._onward)
        sync, header = self._service.sync, self._bundle.header

        def note(work: Transaction) -> None:
            if header.reply_to:
                note_sealing_key(work, sync.org, header.device_id, header.reply_to)
            note_bundle_cursor(work, sync.org, header.device_id, request.cursor)

        sync.database.write(note)

    def _push(self, request: SyncRequest) -> tuple[tuple[GroupResult, ...], int, Break | None]:
        sync = self._service.sync

        def push(work: Transaction) -> tuple[tuple[GroupResult, ...], int, Break | None]:
            # With the row locked: nothing is accepted after a revocation was committed.
            holder = welcome_holder(work, sync.org, self._taken.device_id, lock=True)
            actor = actor_of(work, sync.org, holder, now=milliseconds(sync.clock()))
            pushed = sync.apply_groups(work, actor, holder.device, request)
            return pushed.results, pushed.expected_seq, pushed.broken

        return sync.database.write(push)

    def _take_piece(self, head: FileHead, piece: bytes) -> None:
        try:
            is_complete = self._service.blobs.add_piece(
                self._taken.device_id,
                head.sha256,
                offset=self._received,
                piece=piece,
                size=head.size_bytes,
            )
        except ProblemError:
            # The file is not what its name says, or too large: it gets no receipt and stays there.
            self._file = FileHead("", 0)
            return
        self._received += len(piece)
        if is_complete and head.sha256 not in self._taken.files:
            self._taken.files.append(head.sha256)


def _rest(request: SyncRequest, answered: int) -> SyncRequest:
    return SyncRequest(
        protocol=request.protocol,
        schema=request.schema,
        groups=request.groups[answered:],
        offers=request.offers,
    )

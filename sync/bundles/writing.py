"""Writes what waits on this device into a file that only its organisation's server can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from app.domain.schema import SCHEMA_VERSION
from app.store import facts
from app.store.held.blobs import Blob, Blobs
from app.store.journal import JournalGroup
from app.store.sending.bundle_notes import WrittenBundle, digest_of, note_written
from app.store.unit_of_work import Snapshot, Store
from sync import epochs
from sync.bundle_keys import BundleKeys, read_bundle_keys
from sync.exchange.again import Key, read_again
from sync.exchange.push import sent_groups
from sync.wire.bundles.faults import BundleError
from sync.wire.bundles.frames import FileHead, FrameKind
from sync.wire.bundles.header import UP, Header
from sync.wire.bundles.writing import BundleWriter, writing_bundle
from sync.wire.messages import PROTOCOL_VERSION, SentGroup, SyncRequest

LARGEST_GROUPS = 10_000
LARGEST_GROUP_BYTES = 16 * 2**20
LARGEST_FILES = 1_000
LARGEST_FILE_BYTES = 512 * 2**20
"""Of one bundle; what is left goes with the next one, or over the network."""

_GROUPS_A_REQUEST = 500
_BYTES_A_REQUEST = 2**19


class SealedSource(Protocol):
    """Where the plain bytes of an attachment come from."""

    def has_file(self, sha256: str) -> bool:
        """Return whether a file is on this machine."""
        ...

    def open_file(self, sha256: str) -> BinaryIO:
        """Open a stream of the plain bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a file.

    Attributes:
        units: Units of work.
        units_left: Units that did not fit.
        files: Attachments.
        files_left: Attachments that did not fit, or that were not wanted in it.
        size_bytes: Of the file.
        answers: Answers for colleagues that were laid beside it.
    """

    units: int
    units_left: int
    files: int
    files_left: int
    size_bytes: int
    answers: int = 0


@dataclass(frozen=True, slots=True)
class _Load:
    keys: BundleKeys
    epoch: str
    cursor: bytes
    again: tuple[Key, ...]
    groups: list[JournalGroup]
    units_left: int
    files: list[Blob]
    files_left: int


def write_bundle(
    store: Store,
    source: SealedSource,
    path: Path,
    now: int,
    *,
    largest_file_bytes: int = LARGEST_FILE_BYTES,
    should_stop: Callable[[], bool] = lambda: False,
) -> Written:
    """Write every unit of work that waits, and its attachments, into a file.

    They go on waiting until the answer, or a round over the network, confirms them; both ways may
    be used at once, nothing is ever done twice.

    Args:
        store: The device's store.
        source: The device's attachments.
        path: The file; one that is there is replaced.
        now: Device time in milliseconds.
        largest_file_bytes: Of all attachments together; 0 for none.
        should_stop: Asked before each attachment.

    Raises:
        BundleError: `bundle.no_keys`, `bundle.offering`, `bundle.disk_full`, `bundle.unwritable`,
            `bundle.stopped`; there is no file then.
        DeviceError: An attachment on this device is damaged.
    """
    with store.snapshot() as look:
        load = _load(look, source, largest_file_bytes)

    def head(bundle_id: bytes, ephemeral: bytes) -> Header:
        return _header(load, now, bundle_id=bundle_id, ephemeral=ephemeral)

    with writing_bundle(path, head, load.keys.signing.sign) as writer:
        _put_requests(writer, load)
        for blob in load.files:
            if should_stop():
                raise BundleError("bundle.stopped")
            with source.open_file(blob.sha256) as file:
                writer.put_file(FileHead(blob.sha256, blob.size_bytes), file)
    first, last = (load.groups[0], load.groups[-1]) if load.groups else (None, None)
    with store.unit_of_work() as work:
        numbers = (first.device_seq if first else 0, last.device_seq if last else 0)
        note_written(work, WrittenBundle(now, *numbers, digest_of(load.cursor)))
        work.commit()
    return Written(
        units=len(load.groups),
        units_left=load.units_left,
        files=len(load.files),
        files_left=load.files_left,
        size_bytes=writer.size_bytes,
    )


def _load(look: Snapshot, source: SealedSource, largest_file_bytes: int) -> _Load:
    keys = read_bundle_keys(look)
    groups = look.journal.next_groups(LARGEST_GROUPS, LARGEST_GROUP_BYTES)
    standing = epochs.read_standing(look, groups)
    if standing.is_offering:
        # What to offer next depends on each answer: that is a talk, and not a letter.
        raise BundleError("bundle.offering")
    cursor = look.facts.read(facts.CURSOR) or b""
    if not cursor or standing.lost_after is not None:
        # Without a place in the log it would not hear that its own work moved away; after a loss
        # the server is asked first what it knows.
        groups = []
    waiting = Blobs(look.connection).waiting(LARGEST_FILES + 1) if cursor else []
    files = _fitting(waiting, source, largest_file_bytes)
    return _Load(
        keys=keys,
        epoch=look.facts.read_text(facts.EPOCH),
        cursor=cursor,
        again=read_again(look),
        groups=groups,
        units_left=look.journal.waiting_groups() - len(groups),
        files=files,
        files_left=len(waiting) - len(files),
    )


def _fitting(waiting: list[Blob], source: SealedSource, room: int) -> list[Blob]:
    found: list[Blob] = []
    for blob in waiting[:LARGEST_FILES]:
        if 0 < blob.size_bytes <= room and source.has_file(blob.sha256):
            found.append(blob)
            room -= blob.size_bytes
    return found


def _header(load: _Load, now: int, *, bundle_id: bytes, ephemeral: bytes) -> Header:
    keys = load.keys
    return Header(
        kind=UP,
        server_id=keys.server_id,
        epoch=load.epoch,
        device_id=keys.device_id,
        bundle_id=bundle_id,
        made_at=now,
        ephemeral=ephemeral,
        recipient=keys.org_sealing,
        reply_to=keys.sealing[0].public_key().public_bytes_raw(),
    )


def _put_requests(writer: BundleWriter, load: _Load) -> None:
    batch: list[SentGroup] = []
    size = 0
    again, is_first = load.again, True
    for group in sent_groups(load.groups):
        if batch and (len(batch) >= _GROUPS_A_REQUEST or size + len(group.body) > _BYTES_A_REQUEST):
            _put_request(writer, load, batch, again)
            batch, size, again, is_first = [], 0, (), False
        batch.append(group)
        size += len(group.body)
    if batch or is_first:
        _put_request(writer, load, batch, again)


def _put_request(
    writer: BundleWriter, load: _Load, batch: list[SentGroup], again: tuple[Key, ...]
) -> None:
    request = SyncRequest(
        protocol=PROTOCOL_VERSION,
        schema=SCHEMA_VERSION,
        groups=tuple(batch),
        cursor=load.cursor,
        again=again,
    )
    writer.put_message(FrameKind.REQUEST, request)

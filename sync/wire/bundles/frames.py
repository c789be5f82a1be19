"""What lies inside a bundle: the very messages of a sync round, and files in pieces."""

from __future__ import annotations

import enum
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

import msgspec

from sync.wire import codec
from sync.wire.bundles.faults import DamagedBundleError
from sync.wire.messages import LARGEST_BODY_BYTES

Message = TypeVar("Message")

PIECE_BYTES = 256 * 1024
LARGEST_FRAMES = 100_000

_HEAD = struct.Struct(">BI")


class FrameKind(enum.IntEnum):
    """Kinds of frames.

    Attributes:
        REQUEST: A `SyncRequest` of the device.
        ANSWER: A `SyncAnswer` of the server.
        BASIS: `Basis`, before the first answer.
        FILE: `FileHead`; the pieces that follow are its bytes.
        PIECE: Plain bytes of the file before.
        RECEIPTS: `Receipts`, after the last answer.
        END: Empty; nothing follows.
    """

    REQUEST = 1
    ANSWER = 2
    BASIS = 3
    FILE = 4
    PIECE = 5
    RECEIPTS = 6
    END = 7


@dataclass(frozen=True, slots=True)
class Frame:
    """One part of the contents."""

    kind: FrameKind
    payload: bytes


class Basis(msgspec.Struct, frozen=True):
    """What the answers in a bundle build on.

    Attributes:
        since: SHA-256 of the cursor from which they go on; empty for a whole snapshot.
        again: Entity and id of records that the device had asked for once more.
    """

    since: bytes
    again: tuple[tuple[str, str], ...] = ()


class FileHead(msgspec.Struct, frozen=True):
    """An attachment whose bytes follow: SHA-256 in hexadecimal digits, and its size."""

    sha256: str
    size_bytes: int


class Receipts(msgspec.Struct, frozen=True):
    """SHA-256 of the attachments that the server now holds in full."""

    files: tuple[str, ...]


def spell_frame(kind: FrameKind, payload: bytes) -> bytes:
    """Return a frame as it stands in the contents."""
    return _HEAD.pack(kind, len(payload)) + payload


def read_message(frame: Frame, form: type[Message]) -> Message:
    """Read the message in a frame.

    Raises:
        DamagedBundleError: It is of another form.
    """
    try:
        return codec.decode(frame.payload, form)
    except codec.MalformedMessageError as error:
        raise DamagedBundleError from error


def read_frames(contents: BinaryIO) -> Iterator[Frame]:
    """Yield the frames before the end.

    Raises:
        DamagedBundleError: The contents are not frames, have no end, or go on behind it.
    """
    for _ in range(LARGEST_FRAMES):
        kind, length = _read_head(contents)
        payload = contents.read(length)
        if len(payload) != length:
            raise DamagedBundleError
        if kind is FrameKind.END:
            if contents.read(1):
                raise DamagedBundleError
            return
        yield Frame(kind, payload)
    raise DamagedBundleError


def _read_head(contents: BinaryIO) -> tuple[FrameKind, int]:
    head = contents.read(_HEAD.size)
    if len(head) != _HEAD.size:
        raise DamagedBundleError
    number, length = _HEAD.unpack(head)
    try:
        kind = FrameKind(number)
    except ValueError as error:
        raise DamagedBundleError from error
    if length > LARGEST_BODY_BYTES + 1:
        raise DamagedBundleError
    return kind, length

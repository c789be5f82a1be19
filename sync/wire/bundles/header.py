"""The readable head of a bundle: whose it is, for whom, and what its seal is made of."""

from __future__ import annotations

import struct
from typing import Annotated, BinaryIO, Literal

import msgspec

from sync.wire.bundles.faults import BundleError, DamagedBundleError

MAGIC = b"ROADBOOK"
VERSION = 1
ENDING = ".roadbook"
UP: Literal["up"] = "up"
DOWN: Literal["down"] = "down"
KEY_BYTES = 32

_START = struct.Struct(">8sBH")
_LARGEST_HEADER = 4096
_Id = Annotated[str, msgspec.Meta(max_length=64)]
_Key = Annotated[bytes, msgspec.Meta(min_length=KEY_BYTES, max_length=KEY_BYTES)]


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a bundle for everybody to read; the signature covers it.

    Attributes:
        kind: `UP` from a device to its server, `DOWN` from the server to one device.
        server_id: The organisation's server.
        epoch: Of the server's change log, as the writer knew it.
        device_id: The device that wrote it, or that it is for.
        bundle_id: 16 random bytes, new for every bundle.
        made_at: Milliseconds since 1970 UTC by the writer's clock; in a `DOWN` bundle no row in it
            is older than this.
        ephemeral: X25519, public; its private half is forgotten once the bundle is written.
        recipient: X25519, public; whom the contents are sealed to.
        reply_to: X25519, public; of an `UP` bundle's device, for the answer.
    """

    kind: Literal["up", "down"]
    server_id: _Id
    epoch: _Id
    device_id: _Id
    bundle_id: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
    made_at: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    ephemeral: _Key
    recipient: _Key
    reply_to: Annotated[bytes, msgspec.Meta(max_length=KEY_BYTES)] = b""


def spell_header(header: Header) -> bytes:
    """Return everything that stands before the first chunk."""
    body = msgspec.msgpack.encode(header)
    return _START.pack(MAGIC, VERSION, len(body)) + body


def read_header(file: BinaryIO) -> tuple[bytes, Header]:
    """Return the bytes before the first chunk, and what they say.

    Raises:
        BundleError: `bundle.not_one`, `bundle.newer`, `bundle.damaged`.
    """
    start = file.read(_START.size)
    if len(start) != _START.size or not start.startswith(MAGIC):
        raise BundleError("bundle.not_one")
    _, version, length = _START.unpack(start)
    if version > VERSION:
        raise BundleError("bundle.newer")
    if version != VERSION or not 0 < length <= _LARGEST_HEADER:
        raise DamagedBundleError
    body = file.read(length)
    try:
        return start + body, msgspec.msgpack.decode(body, type=Header)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise DamagedBundleError from error

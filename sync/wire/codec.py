"""Messages to bytes and back: msgpack, compressed with zstd when that pays, bounded on reading."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, TypeVar

import msgspec
import zstandard

from app.domain.changes import Group
from sync.wire.messages import LARGEST_BODY_BYTES

Message = TypeVar("Message")

_PLAIN, _ZSTD = b"\x00", b"\x01"
_WORTH_COMPRESSING_BYTES = 512
_LEVEL = 3


class MalformedMessageError(ValueError):
    """The other side sent bytes that are not of the protocol's form, or too many of them."""


def encode(message: object) -> bytes:
    """Spell a message; the first byte says how the rest is packed."""
    raw = msgspec.msgpack.encode(message)
    if len(raw) < _WORTH_COMPRESSING_BYTES:
        return _PLAIN + raw
    return _ZSTD + compress(raw)


def encode_plain(message: object) -> bytes:
    """Spell a message whose weight is packed already."""
    return _PLAIN + msgspec.msgpack.encode(message)


def compress(raw: bytes) -> bytes:
    """Pack bytes."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(raw)


def decompress(packed: bytes | memoryview) -> bytes:
    """Unpack bytes.

    Raises:
        MalformedMessageError: They are not packed, or larger than the protocol allows.
    """
    try:
        # A frame that states its size is refused unread when the size is beyond the limit.
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= LARGEST_BODY_BYTES:
            raise MalformedMessageError("size")
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=LARGEST_BODY_BYTES)
    except zstandard.ZstdError as error:
        raise MalformedMessageError("zstd") from error


def decode(body: bytes, form: type[Message]) -> Message:
    """Read a message.

    Raises:
        MalformedMessageError: Not a message of that form, or larger than the protocol allows.
    """
    try:
        message: Message = _decoder(form).decode(_unpack(body))  # type: ignore[arg-type]
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise MalformedMessageError(form.__name__) from error
    return message


def encode_group(group: Group) -> bytes:
    """Spell a group as the journal keeps it and as the device's chain hashes it."""
    return msgspec.msgpack.encode(group)


def decode_group(body: bytes) -> Group:
    """Read a group.

    Raises:
        MalformedMessageError: Not a group.
    """
    try:
        group: Group = _decoder(Group).decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise MalformedMessageError("Group") from error
    return group


def chain_digest(previous: bytes, body: bytes) -> bytes:
    """Return the digest that ties a group to the one before it."""
    return hashlib.sha256(previous + body).digest()


def encode_json(message: object) -> bytes:
    """Spell one of the messages that travel as JSON."""
    return msgspec.json.encode(message)


def decode_json(body: bytes, form: type[Message]) -> Message:
    """Read one of the messages that travel as JSON.

    Raises:
        MalformedMessageError: Not a message of that form, or larger than the protocol allows.
    """
    if len(body) > LARGEST_BODY_BYTES:
        raise MalformedMessageError("too large")
    try:
        return msgspec.json.decode(body, type=form)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise MalformedMessageError(form.__name__) from error


@cache
def _decoder(form: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(form)


def _unpack(body: bytes) -> bytes | memoryview:
    marker, packed = body[:1], memoryview(body)[1:]
    if len(packed) > LARGEST_BODY_BYTES or marker not in {_PLAIN, _ZSTD}:
        raise MalformedMessageError("frame")
    return packed if marker == _PLAIN else decompress(packed)

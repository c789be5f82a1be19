"""The company's image on its papers: a small picture, looked through before anybody draws it."""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import ValidationError

LARGEST_LOGO = 100_000
"""Characters of the picture in base64, 75 KB."""

WIDEST, HIGHEST, NARROWEST = 1_600, 600, 16
"""Pixels."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_BITS = 8
_HEAD = struct.Struct(">IIBBBBB")
_MOST_PIECES = 500


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that may be drawn.

    Attributes:
        png: The file.
        width: In pixels.
        height: In pixels.
    """

    png: bytes
    width: int
    height: int


def read_logo(text: str | None) -> Logo | None:
    """Return the picture that a company's record holds; None without one.

    Only PNG with eight bits a channel and without interlacing is taken, so that the size after
    unpacking is known before it is unpacked; what unpacks to anything else is refused.

    Args:
        text: Base64.

    Raises:
        ValidationError: `company.logo.large`, `company.logo.kind`, `company.logo.size` or
            `company.logo.damaged`.

    Source: R072.
    """
    if not text:
        return None
    if len(text) > LARGEST_LOGO:
        raise ValidationError("company.logo.large")
    try:
        png = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValidationError("company.logo.damaged") from error
    if not png.startswith(_SIGNATURE):
        raise ValidationError("company.logo.kind")
    pieces = list(_pieces(png))
    if not pieces or pieces[0][0] != b"IHDR" or len(pieces[0][1]) != _HEAD.size:
        raise ValidationError("company.logo.damaged")
    width, height, bits, colour, _packing, _filter, interlaced = _HEAD.unpack(pieces[0][1])
    if bits != _BITS or colour not in _CHANNELS or interlaced:
        raise ValidationError("company.logo.kind")
    if not (NARROWEST <= width <= WIDEST and NARROWEST <= height <= HIGHEST):
        raise ValidationError("company.logo.size", width=width, height=height)
    packed = b"".join(body for name, body in pieces if name == b"IDAT")
    _check_unpacked(packed, height * (1 + width * _CHANNELS[colour]))
    return Logo(png, width, height)


def _pieces(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    for _piece in range(_MOST_PIECES):
        length = int.from_bytes(png[at : at + 4], "big")
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        check = int.from_bytes(png[at + 8 + length : at + 12 + length], "big")
        if len(body) != length or zlib.crc32(name + body) != check:
            raise ValidationError("company.logo.damaged")
        yield name, body
        if name == b"IEND":
            return
        at += 12 + length
    raise ValidationError("company.logo.damaged")


def _check_unpacked(packed: bytes, wanted: int) -> None:
    reader = zlib.decompressobj()
    try:
        # One byte more than it can honestly hold tells a bomb from a picture.
        size = len(reader.decompress(packed, wanted + 1))
    except zlib.error as error:
        raise ValidationError("company.logo.damaged") from error
    if size != wanted:
        raise ValidationError("company.logo.damaged")

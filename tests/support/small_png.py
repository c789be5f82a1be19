"""Pictures for tests, honest and not."""

from __future__ import annotations

import base64
import struct
import zlib


def piece(name: bytes, body: bytes) -> bytes:
    """Return one piece of the file."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(
    width: int = 64,
    height: int = 32,
    *,
    bits: int = 8,
    colour: int = 2,
    interlaced: int = 0,
    pixels: bytes | None = None,
) -> str:
    """Return a black picture in base64, or one that says something else than it holds."""
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced)
    raw = pixels if pixels is not None else b"\x00" * (height * (1 + width * 3))
    whole = piece(b"IHDR", head) + piece(b"IDAT", zlib.compress(raw)) + piece(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + whole).decode()

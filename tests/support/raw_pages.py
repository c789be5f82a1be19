"""Every page of a SQLCipher file as it lies on the disk, decrypted: rows, free pages, log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from app.store.file.engine import open_engine

_PAGE, _RESERVE, _VECTOR, _SALT = 4096, 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def raw_pages(file: Path, key_hex: str) -> Iterator[bytes]:
    """Yield the pages of a database and of its write-ahead log, used or not.

    Source: SQLCipher 4 design: AES-256-CBC, the vector in the reserved end of each page, the
    first 16 bytes of the file in the clear; sqlite.org/fileformat2.html section 4 for the log.
    """
    key = bytes.fromhex(key_hex)
    raw = file.read_bytes()
    for at in range(0, len(raw), _PAGE):
        yield _page(key, raw[at : at + _PAGE], is_first=at == 0)
    log = file.with_name(file.name + "-wal")
    frames = log.read_bytes()[_LOG_HEADER:] if log.exists() else b""
    for at in range(0, len(frames), _FRAME_HEADER + _PAGE):
        number = int.from_bytes(frames[at : at + 4], "big")
        page = frames[at + _FRAME_HEADER : at + _FRAME_HEADER + _PAGE]
        yield _page(key, page, is_first=number == 1)


def _page(key: bytes, page: bytes, *, is_first: bool) -> bytes:
    start = _SALT if is_first else 0
    end = _PAGE - _RESERVE
    cipher = Cipher(AES(key), CBC(page[end : end + _VECTOR])).decryptor()
    return cipher.update(page[start:end])


def spoil_page(file: Path, key_hex: str, name: str) -> None:
    """Turn a bit of the first page of a table or index; nobody has the file open."""
    engine = open_engine(file, key_hex)
    with engine.connect() as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        page = connection.exec_driver_sql(sql, (name,)).scalar_one()
    engine.dispose()
    raw = bytearray(file.read_bytes())
    raw[(page - 1) * _PAGE + 100] ^= 1
    file.write_bytes(raw)

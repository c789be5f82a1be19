"""A stick between a device and its server, and the ways in which a file on it goes bad."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.store.held.blobs import Blobs
from app.store.journal import WAITING
from server.services.bundles.taking import Taken
from sync.bundles.reading import BundleReport, read_bundle
from sync.bundles.writing import Written, write_bundle
from tests.support.server import TestServer
from tests.support.synced_device import SyncedDevice

SEALED_CHUNK = 64 * 1024 + 16
SIGNATURE = 64
PHOTO = bytes(range(256)) * 1_500


@dataclass
class Stick:
    """Carries files; time passes between two steps, as it does on the road."""

    folder: Path
    server: TestServer

    def write(self, device: SyncedDevice, name: str = "up", **options: int) -> Written:
        self._wait()
        here = device.workspace
        now = here.now_milliseconds()
        return write_bundle(here.store, here.files, self.path(name), now, **options)

    def take(self, name: str = "up", reply: str = "down", **who: str) -> Taken:
        self._wait()
        return self.server.server.bundles.take(self.path(name), self.path(reply), **who)

    def give(self, device: SyncedDevice, name: str = "down", *, whole: bool = False) -> int:
        self._wait()
        with device.workspace.store.snapshot() as look:
            device_id = look.facts.read_text("device_id")
        return self.server.server.bundles.give(device_id, self.path(name), whole=whole)

    def read(self, device: SyncedDevice, name: str = "down") -> BundleReport:
        self._wait()
        here = device.workspace
        return read_bundle(here.store, self.path(name), here.now_milliseconds)

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.roadbook"

    def _wait(self) -> None:
        self.server.clock.advance(timedelta(seconds=1))  # type: ignore[attr-defined]


def add_photo(device: SyncedDevice, account: str, content: bytes = PHOTO) -> str:
    """Let a photo of an account wait to be sent; return its SHA-256."""
    here = device.workspace
    stored = here.files.store_file(io.BytesIO(content))
    with here.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.keep(stored.sha256, stored.size_bytes)
        blobs.release([stored.sha256])
        fields = {
            "account_id": account,
            "subject_entity": "account",
            "subject_id": account,
            "sha256": stored.sha256,
            "size_bytes": stored.size_bytes,
        }
        work.create("attachment", fields, here.author)
        work.commit(here.author)
    return stored.sha256


def waiting(device: SyncedDevice) -> int:
    with device.workspace.store.snapshot() as look:
        sql = "SELECT count(*) FROM journal_group WHERE state = ?"
        return int(look.connection.exec_driver_sql(sql, (WAITING,)).scalar_one())


def head_length(content: bytes) -> int:
    (length,) = struct.unpack(">H", content[9:11])
    return 11 + int(length)


def damages() -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Yield every way to spoil a bundle of at least three chunks, with a name."""
    yield "magic", lambda raw: flipped(raw, 0)
    yield "version", lambda raw: flipped(raw, 8)
    yield "length of the head", lambda raw: flipped(raw, 10)
    yield "first byte of the head", lambda raw: flipped(raw, 11)
    yield "last byte of the head", lambda raw: flipped(raw, head_length(raw) - 1)
    for number in range(3):
        yield f"chunk {number}", lambda raw, at=number: flipped(raw, chunk_at(raw, at) + 9)
    yield "last chunk", lambda raw: flipped(raw, len(raw) - SIGNATURE - 3)
    yield "first byte of the signature", lambda raw: flipped(raw, len(raw) - SIGNATURE)
    yield "last byte of the signature", lambda raw: flipped(raw, len(raw) - 1)
    yield "cut by a byte", lambda raw: raw[:-1]
    yield "cut by a chunk", lambda raw: raw[:-SEALED_CHUNK]
    yield "cut after the head", lambda raw: raw[: head_length(raw)]
    yield "empty", lambda _raw: b""
    yield "chunks in another order", swapped
    yield "a chunk twice", lambda raw: raw[: chunk_at(raw, 1)] + raw[chunk_at(raw, 0) :]
    yield "a byte more", lambda raw: raw + b"\0"
    yield "a chunk more", lambda raw: raw + bytes(SEALED_CHUNK)


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 0x80]) + raw[at + 1 :]


def chunk_at(raw: bytes, number: int) -> int:
    return head_length(raw) + number * SEALED_CHUNK


def swapped(raw: bytes) -> bytes:
    first, second, third = (chunk_at(raw, number) for number in range(3))
    return raw[:first] + raw[second:third] + raw[first:second] + raw[third:]

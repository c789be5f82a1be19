"""Carries a colleague's file to the server and the answer back; it can read neither."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from app.store import facts
from app.store.unit_of_work import Snapshot, Store, UnitOfWork
from sync.errors import NotOurServerError, ServerRefusedError
from sync.wire import codec
from sync.wire.bundles.faults import BundleError, reading_faults, writing_faults
from sync.wire.bundles.header import ENDING, UP
from sync.wire.bundles.reading import opened_bundle
from sync.wire.messages import BundleState

CHUNK_BYTES = 512 * 1024
LARGEST_CARRIED = 20
_JUDGED = ("bundle.", "device.", "user.", "sync.")
"""Beginnings of the reasons that speak of the file itself, and not of its way."""

_log = logging.getLogger(__name__)
_ANSWER_NAME = "roadbook-answer-"
_SHOWN_DIGITS = 8
_BYTES, _JSON = "application/octet-stream", "application/json"


class StoredFile(Protocol):
    """What was stored."""

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        ...

    @property
    def size_bytes(self) -> int:
        """Their number."""
        ...


class CarriedFiles(Protocol):
    """Where a carried file waits for the next round."""

    def store_file(self, source: BinaryIO) -> StoredFile:
        """Keep a stream."""
        ...

    def open_file(self, sha256: str) -> BinaryIO:
        """Open what was kept."""
        ...

    def delete_file(self, sha256: str) -> None:
        """Let it go."""
        ...


class Wire(Protocol):
    """What handing over needs from the network: a signed request."""

    def call(
        self, method: str, path: str, *, body: bytes = b"", kind: str = "", expect: str
    ) -> bytes:
        """Send one request and return the body of the answer."""
        ...


class Carried(NamedTuple):
    """A file that waits to be handed over."""

    sha256: str
    size_bytes: int


def take_along(store: Store, files: CarriedFiles, path: Path) -> bool:
    """Keep a colleague's file for the server; return whether this was one.

    Raises:
        BundleError: It is no bundle, of another organisation, this device's own, or there are
            too many already.
        StoreFault: The device refused to write.
        OSError: The disk refused; nothing was kept.
    """
    with opened_bundle(path) as bundle:
        header = bundle.header
    if header.kind != UP:
        return False
    with store.snapshot() as look:
        if header.server_id != look.facts.read_text(facts.SERVER_ID):
            raise BundleError("bundle.other_organisation")
        if header.device_id == look.facts.read_text(facts.DEVICE_ID):
            raise BundleError("bundle.for_the_office")
        if len(_read(look)) >= LARGEST_CARRIED:
            raise BundleError("bundle.too_many")
    with reading_faults(path), path.open("rb") as source:
        kept = files.store_file(source)
    with store.unit_of_work() as work:
        carried = dict.fromkeys((*_read(work), Carried(kept.sha256, kept.size_bytes)))
        _write(work, list(carried))
        work.commit()
    return True


def hand_back(store: Store, files: CarriedFiles, folder: Path) -> int:
    """Write the answers that were brought for colleagues into a folder, as on the stick.

    Returns:
        How many; each is let go of here once it is written.

    Raises:
        BundleError: `bundle.disk_full`, `bundle.unwritable`; what was not written stays here.
        DeviceError: An answer on this device is damaged.
    """
    with store.snapshot() as look:
        brought = _read(look, facts.BUNDLES_BROUGHT)
    for one in brought:
        path = folder / f"{_ANSWER_NAME}{one.sha256[:_SHOWN_DIGITS]}{ENDING}"
        with (
            writing_faults(path),
            files.open_file(one.sha256) as source,
            path.open("wb") as target,
        ):
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        _forget(store, files, facts.BUNDLES_BROUGHT, one)
    return len(brought)


def _forget(store: Store, files: CarriedFiles, fact: str, one: Carried) -> None:
    with store.unit_of_work() as work:
        _write(work, [other for other in _read(work, fact) if other != one], fact)
        work.commit()
    files.delete_file(one.sha256)


class Courier:
    """Hands over what it carries, one file after the other, each from where it broke off."""

    def __init__(self, store: Store, files: CarriedFiles, wire: Wire) -> None:
        self._store = store
        self._files = files
        self._wire = wire

    def run(self, should_stop: Callable[[], bool]) -> int:
        """Hand over; return how many files the server took.

        The answer to each is kept, until `hand_back` writes it onto a stick. A file that the
        server refuses for good is let go as well: what is in it still waits on the device that
        wrote it.

        Raises:
            SyncError: The line broke; the rest follows next time.
        """
        with self._store.snapshot() as look:
            waiting = _read(look)
        taken = 0
        for one in waiting:
            if should_stop():
                break
            try:
                is_taken = self._hand_over(one, should_stop)
            except ServerRefusedError as error:
                if error.code.startswith(_JUDGED):
                    _forget(self._store, self._files, facts.BUNDLES_CARRIED, one)
                continue
            if is_taken:
                self._bring(one)
                _forget(self._store, self._files, facts.BUNDLES_CARRIED, one)
                taken += 1
        return taken

    def _hand_over(self, one: Carried, should_stop: Callable[[], bool]) -> bool:
        state = self._ask("GET", f"/v1/bundles/{one.sha256}/state")
        with self._files.open_file(one.sha256) as source:
            while not state.complete and not should_stop():
                # Whole there and still not taken: it was interrupted, and begins anew.
                is_stuck = state.received_bytes >= one.size_bytes
                offset = 0 if is_stuck else state.received_bytes
                source.seek(offset)
                chunk = source.read(CHUNK_BYTES)
                path = f"/v1/bundles/{one.sha256}?offset={offset}&size={one.size_bytes}"
                state = self._ask("PUT", path, chunk)
                if not state.complete and state.received_bytes <= offset:
                    raise NotOurServerError
        return state.complete

    def _bring(self, one: Carried) -> None:
        """Fetch the answer; one that is too large for a request the office gives on a stick."""
        with self._store.snapshot() as look:
            brought = _read(look, facts.BUNDLES_BROUGHT)
        try:
            raw = self._wire.call("GET", f"/v1/bundles/{one.sha256}/answer", expect=_BYTES)
        except (NotOurServerError, ServerRefusedError):
            _log.warning("bundle_answer_not_fetched", exc_info=True)
            return
        kept = self._files.store_file(io.BytesIO(raw))
        brought.append(Carried(kept.sha256, kept.size_bytes))
        with self._store.unit_of_work() as work:
            _write(work, list(dict.fromkeys(brought)), facts.BUNDLES_BROUGHT)
            work.commit()
        for old in brought[:-LARGEST_CARRIED]:
            _forget(self._store, self._files, facts.BUNDLES_BROUGHT, old)

    def _ask(self, method: str, path: str, body: bytes = b"") -> BundleState:
        raw = self._wire.call(method, path, body=body, kind=_BYTES, expect=_JSON)
        try:
            return codec.decode_json(raw, BundleState)
        except codec.MalformedMessageError as error:
            raise NotOurServerError from error


def _read(look: Snapshot, fact: str = facts.BUNDLES_CARRIED) -> list[Carried]:
    held = look.facts.read_text(fact)
    return [Carried(*one) for one in json.loads(held)] if held else []


def _write(work: UnitOfWork, carried: list[Carried], fact: str = facts.BUNDLES_CARRIED) -> None:
    work.facts.write(fact, json.dumps(carried))

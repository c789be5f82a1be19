"""Takes bundles that any enrolled device hands over, in chunks; what is in them it cannot read."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from pathlib import Path

from server.services.access.bearers import Signed, check_signed
from server.services.bundles.taking import BundleService
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.settings import Clock
from server.store.bundle_files import BundleFiles
from server.store.database import Database
from sync.wire.bundles.faults import BundleError
from sync.wire.messages import BundleState

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class BundleUploads:
    """Answers requests of couriers.

    Attributes:
        database: Where devices are.
        org: Number of the organisation.
        files: Where uploads lie until they are whole.
        bundles: Takes them.
        largest_bytes: Of one bundle.
        clock: Gives server time.
    """

    database: Database
    org: int
    files: BundleFiles
    bundles: BundleService
    largest_bytes: int
    clock: Clock
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def state(self, signed: Signed, sha256: str) -> BundleState:
        """Return how much of a bundle the sender has uploaded, or that it was taken.

        Raises:
            ProblemError: 400 `bundle.name`, or as `check_signed`.
        """
        courier = self._courier(signed, sha256)
        is_taken = self.files.answer(sha256).exists()
        return BundleState(sha256, self.files.received(courier, sha256), is_taken)

    def store(self, signed: Signed, sha256: str, *, offset: int, size: int) -> BundleState:
        """Take the next chunk; with the last one, the bundle.

        Args:
            signed: The request; its body is the chunk.
            sha256: Of the whole bundle.
            offset: Where the chunk begins.
            size: Of the whole bundle.

        Raises:
            ProblemError: 400 `bundle.name`, 409 `blob.offset`, 413 `bundle.too_large`, 422
                `blob.hash`, 422 with the reason why the bundle is refused, or as `check_signed`.
        """
        courier = self._courier(signed, sha256)
        received = offset + len(signed.body)
        if max(received, size) > self.largest_bytes:
            raise ProblemError("bundle.too_large", 413)
        with self._turn:
            here = self.files.received(courier, sha256)
            if offset not in {0, here}:
                raise ProblemError("blob.offset", 409, received_bytes=here)
            self.files.append(courier, sha256, offset, signed.body)
            if received < size:
                return BundleState(sha256, received, complete=False)
            return self._take(courier, sha256, received)

    def answer(self, signed: Signed, sha256: str) -> Path:
        """Return the answer to a bundle, for whoever carries it back; only its device can read it.

        Raises:
            ProblemError: 400 `bundle.name`, 404 `bundle.no_answer`, or as `check_signed`.
        """
        self._courier(signed, sha256)
        path = self.files.answer(sha256)
        if not path.exists():
            raise ProblemError("bundle.no_answer", 404)
        return path

    def _take(self, courier: str, sha256: str, received: int) -> BundleState:
        upload = self.files.upload(courier, sha256)
        try:
            if not self.files.is_whole(courier, sha256):
                raise ProblemError("blob.hash", 422)
            self.bundles.take(upload, self.files.answer(sha256), carried_by=courier)
        except BundleError as error:
            name = str(error.params.get("name", ""))
            raise ProblemError(error.code, 422, name=name) from error
        finally:
            self.files.discard(courier, sha256)
        self.files.forget_old_answers()
        return BundleState(sha256, received, complete=True)

    def _courier(self, signed: Signed, sha256: str) -> str:
        now = milliseconds(self.clock())
        with self.database.reading() as work:
            bearer = check_signed(work, self.org, signed, now=now)
        if _HASH.fullmatch(sha256) is None:
            raise ProblemError("bundle.name", 400)
        return bearer.device.id

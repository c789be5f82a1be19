"""Bundles on their way in and answers on their way out; both are sealed and lie as they are."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

_ANSWER, _UNFINISHED = ".answer", ".part"
_KEPT_ANSWERS = 200
_PIECE = 256 * 1024
_OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class BundleFiles:
    """A folder with one unfinished upload a device, and the last answers.

    Attributes:
        folder: Where they lie.
    """

    folder: Path

    def received(self, device_id: str, sha256: str) -> int:
        """Return how many bytes of a bundle a device has uploaded."""
        path = self.upload(device_id, sha256)
        return path.stat().st_size if path.exists() else 0

    def append(self, device_id: str, sha256: str, offset: int, chunk: bytes) -> None:
        """Write the next chunk; a new bundle takes the place of one that was not finished."""
        self.folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        path = self.upload(device_id, sha256)
        if offset == 0:
            for left in self.folder.glob(f"{device_id}-*{_UNFINISHED}"):
                left.unlink(missing_ok=True)
            path.touch()
        with path.open("r+b") as file:
            file.seek(offset)
            file.truncate()
            file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def is_whole(self, device_id: str, sha256: str) -> bool:
        """Return whether an upload is what its name says."""
        digest = hashlib.sha256()
        with self.upload(device_id, sha256).open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
        return digest.hexdigest() == sha256

    def discard(self, device_id: str, sha256: str) -> None:
        """Forget an upload."""
        self.upload(device_id, sha256).unlink(missing_ok=True)

    def upload(self, device_id: str, sha256: str) -> Path:
        """Return where an upload lies."""
        return self.folder / f"{device_id}-{sha256}{_UNFINISHED}"

    def answer(self, sha256: str) -> Path:
        """Return where the answer to a bundle lies."""
        return self.folder / f"{sha256}{_ANSWER}"

    def forget_old_answers(self) -> None:
        """Keep the newest answers only; an older one can be given anew."""
        answers = sorted(self.folder.glob(f"*{_ANSWER}"), key=lambda path: path.stat().st_mtime)
        for path in answers[:-_KEPT_ANSWERS]:
            path.unlink(missing_ok=True)

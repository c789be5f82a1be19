"""A keychain in a folder, so that several test processes share one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FileKeychain:
    folder: Path

    @property
    def available(self) -> bool:
        return True

    def read_secret(self, name: str) -> bytes | None:
        path = self._path(name)
        return path.read_bytes() if path.exists() else None

    def write_secret(self, name: str, secret: bytes) -> None:
        self._path(name).write_bytes(secret)

    def delete_secret(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / hashlib.sha256(name.encode()).hexdigest()

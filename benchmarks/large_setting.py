"""Where the large profile lies and what opens it; light, because a cold start imports it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.profiles import Surroundings
from sync.wire.late_codec import LateCodec

PASSPHRASE = "four words open it"  # noqa: S105 - of invented data
DAY = dt.date(2026, 11, 23)
FOLDER = Path(__file__).resolve().parents[1] / "build" / "bench"
_NOON = dt.time(4, 0, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class FileKeychain:
    """Stands for the OS keyring, which a machine without a desktop session does not have."""

    folder: Path

    @property
    def available(self) -> bool:
        """It is there."""
        return True

    def read_secret(self, name: str) -> bytes | None:
        """Return a secret."""
        path = self._path(name)
        return path.read_bytes() if path.exists() else None

    def write_secret(self, name: str, secret: bytes) -> None:
        """Keep a secret."""
        self._path(name).write_bytes(secret)

    def delete_secret(self, name: str) -> None:
        """Forget a secret."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.secret"


def moment() -> dt.datetime:
    """Return the demo's noon; the clock of the benchmarks stands there."""
    return dt.datetime.combine(DAY, _NOON)


def surroundings() -> Surroundings:
    """Return what opening the profile needs."""
    return Surroundings(FileKeychain(FOLDER), LateCodec(), moment, "Asia/Shanghai")

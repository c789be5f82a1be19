"""Counts wrong passphrases and makes the next try wait longer, without ever locking out."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from app.device.atomic_file import write_atomically
from app.device.errors import WaitBeforeRetryError
from app.device.key_stretching import derive_key

FREE_TRIES = 3
LONGEST_WAIT_SECONDS = 3600
LONGEST_WAIT_DOUBLINGS = 12
TRIES_OF_A_FORGED_FILE = 8
FILE_SUFFIX = ".tries"


@dataclass(frozen=True, slots=True)
class WrongTries:
    """The wrong passphrases since the last right one.

    Attributes:
        count: How many.
        last_at: When the last one was tried, UTC; None when there was none.
    """

    count: int = 0
    last_at: datetime | None = None


def wait_seconds(tries: WrongTries, *, now: datetime) -> int:
    """Return the seconds until the next try: 0 for three wrong tries, then 1, 2, 4 … to an hour.

    A clock that was set back does not make the wait longer than its full length.
    """
    if tries.count < FREE_TRIES or tries.last_at is None:
        return 0
    doublings = min(tries.count - FREE_TRIES, LONGEST_WAIT_DOUBLINGS)
    full = min(1 << doublings, LONGEST_WAIT_SECONDS)
    left = ceil(full - (now - tries.last_at).total_seconds())
    return min(max(left, 0), full)


class AttemptCounter:
    """The counter file beside a key slot.

    It slows down a person at the keyboard. Who can copy or delete files can reset it, set the
    clock forward, or try elsewhere: against that stand the price of one try and the keychain's
    secret, not this counter. The file carries a MAC when the slot has a keychain secret; a
    file that is damaged or not genuine counts as eight wrong tries just now.

    Source: reliability.md e5.
    """

    def __init__(self, slot_path: Path, *, device_secret: bytes) -> None:
        """Prepare the counter of a slot.

        Args:
            slot_path: The slot's file.
            device_secret: The keychain's secret, empty in passphrase-only mode.
        """
        self._path = slot_path.with_name(slot_path.name + FILE_SUFFIX)
        self._mac_key = bytes(derive_key(device_secret, info="attempts")) if device_secret else b""

    def begin_try(self, *, now: datetime) -> None:
        """Count a try before it is made, so that stopping the program does not undo it.

        Args:
            now: UTC.

        Raises:
            WaitBeforeRetryError: The pause is not over.
            OSError: The count cannot be kept; no try is made then.
        """
        tries = self._read(now=now)
        left = wait_seconds(tries, now=now)
        if left:
            self._write(tries)
            raise WaitBeforeRetryError(seconds=left)
        self._write(WrongTries(count=tries.count + 1, last_at=now))

    def forget(self) -> None:
        """Start afresh after a right passphrase."""
        self._path.unlink(missing_ok=True)

    def _read(self, *, now: datetime) -> WrongTries:
        try:
            fields = json.loads(self._path.read_bytes())
            tries = WrongTries(
                count=int(fields["count"]),
                last_at=datetime.fromisoformat(fields["last_at"]).astimezone(UTC),
            )
            genuine = hmac.compare_digest(str(fields["mac"]), self._mac(tries))
        except FileNotFoundError:
            return WrongTries()
        except (ValueError, KeyError, TypeError, OverflowError):
            genuine = False
        return tries if genuine else WrongTries(count=TRIES_OF_A_FORGED_FILE, last_at=now)

    def _write(self, tries: WrongTries) -> None:
        last_at = tries.last_at.isoformat() if tries.last_at else ""
        fields = {"count": tries.count, "last_at": last_at, "mac": self._mac(tries)}
        write_atomically(self._path, json.dumps(fields).encode())

    def _mac(self, tries: WrongTries) -> str:
        if not self._mac_key or tries.last_at is None:
            return ""
        text = f"{tries.count}|{tries.last_at.isoformat()}"
        return hmac.new(self._mac_key, text.encode(), hashlib.sha256).hexdigest()

"""The key slot behind the passphrase form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.device.key_slot import read_slot
from app.device.key_stretching import PRODUCTION_FLOOR, KdfFloor, SlotMode
from app.device.keychain import Keychain
from app.device.vault import change_passphrase


@dataclass(frozen=True, slots=True)
class KeySlotLocks:
    """Works on one profile's key slot; every method may block for a second.

    Attributes:
        path: The key slot.
        keychain: Finds the keychain the slot was made with.
        now: Wall clock in UTC.
        floor: Least price of stretching; only tests pass another one.
    """

    path: Path
    keychain: Callable[[], Keychain]
    now: Callable[[], datetime]
    floor: KdfFloor = PRODUCTION_FLOOR

    def has_keychain(self) -> bool:
        """Return whether the slot is guarded by the system's keychain as well.

        Raises:
            DeviceError: The slot cannot be read.
        """
        return read_slot(self.path).header.mode is SlotMode.KEYCHAIN

    def change_passphrase(self, old: str, new: str, personal: Sequence[str]) -> None:
        """Wrap the database key anew.

        Raises:
            DeviceError: As `app.device.vault.change_passphrase`.
            OSError: The disk refused; the old passphrase stays valid.
        """
        change_passphrase(
            self.path,
            self.keychain(),
            old=old,
            new=new,
            now=self.now(),
            personal=personal,
            floor=self.floor,
        )

"""Turns a passphrase and a device secret into the key that wraps the database key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.device.errors import DamagedSlotError, ShortMemoryError, WeakKdfError
from app.device.passphrases import normalised

KEY_BYTES = 32
SALT_BYTES = 16
MEBIBYTE_IN_KIB = 1024
MOST_MEMORY_KIB = 1024 * MEBIBYTE_IN_KIB
MOST_PASSES = 16
MOST_LANES = 16


class SlotMode(StrEnum):
    """What it takes to open a key slot."""

    KEYCHAIN = "keychain"
    PASSPHRASE_ONLY = "passphrase_only"  # noqa: S105  # the name of a mode


@dataclass(frozen=True, slots=True)
class KdfCost:
    """The price of one passphrase guess with Argon2id.

    Attributes:
        memory_kib: Memory in KiB.
        passes: Passes over the memory.
        lanes: Parallel lanes.
    """

    memory_kib: int
    passes: int
    lanes: int

    def is_at_least(self, floor: KdfCost) -> bool:
        """Return whether no part of the price lies below the floor's."""
        return (
            self.memory_kib >= floor.memory_kib
            and self.passes >= floor.passes
            and self.lanes >= floor.lanes
        )


@dataclass(frozen=True, slots=True)
class KdfFloor:
    """The least price accepted in each mode, also the price of a new slot."""

    with_keychain: KdfCost
    passphrase_only: KdfCost

    def of(self, mode: SlotMode) -> KdfCost:
        """Return the least price in that mode."""
        match mode:
            case SlotMode.KEYCHAIN:
                return self.with_keychain
            case SlotMode.PASSPHRASE_ONLY:
                return self.passphrase_only


# RFC 9106's second choice; four times its memory where the passphrase stands alone.
PRODUCTION_FLOOR = KdfFloor(
    with_keychain=KdfCost(memory_kib=64 * MEBIBYTE_IN_KIB, passes=3, lanes=4),
    passphrase_only=KdfCost(memory_kib=256 * MEBIBYTE_IN_KIB, passes=3, lanes=4),
)


def check_cost(cost: KdfCost, *, least: KdfCost) -> None:
    """Refuse a price that was lowered, and one that would freeze the machine.

    Raises:
        WeakKdfError: A part lies below the floor.
        DamagedSlotError: A part is beyond any price this program ever writes.
    """
    if not cost.is_at_least(least):
        raise WeakKdfError
    if cost.memory_kib > MOST_MEMORY_KIB or cost.passes > MOST_PASSES or cost.lanes > MOST_LANES:
        raise DamagedSlotError


def wrapping_key(
    passphrase: str, device_secret: bytes, *, salt: bytes, cost: KdfCost, info: str
) -> bytearray:
    """Return HKDF-SHA256(Argon2id(passphrase) || device secret, info), 32 bytes.

    Args:
        passphrase: As typed; it is normalised here.
        device_secret: 32 bytes from the keychain; empty in passphrase-only mode.
        salt: 16 random bytes of the slot.
        cost: The price, already checked.
        info: Version and owner of the slot, so that a key fits one slot only.

    Raises:
        ShortMemoryError: The machine cannot spare the memory.

    Source: reliability.md e4; RFC 9106; RFC 5869.
    """
    stretched = _argon2id(normalised(passphrase).encode(), salt=salt, cost=cost)
    return derive_key(stretched + device_secret, info=info)


def _argon2id(secret: bytes, *, salt: bytes, cost: KdfCost) -> bytes:
    from argon2.exceptions import HashingError  # noqa: PLC0415  # needed at unlock only
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415  # needed at unlock only

    try:
        return hash_secret_raw(
            secret,
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as error:
        raise ShortMemoryError from error


def derive_key(material: bytes | bytearray, *, info: str, salt: bytes | None = None) -> bytearray:
    """Return a 32-byte key for one purpose by HKDF-SHA256.

    Source: RFC 5869.
    """
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # at unlock only
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415  # at unlock only

    hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info.encode())
    return bytearray(hkdf.derive(bytes(material)))

"""Makes, opens and re-wraps the key slot that guards the database key."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.device.attempts import AttemptCounter
from app.device.database_key import DatabaseKey, overwrite
from app.device.errors import (
    DamagedSlotError,
    KeychainSecretMissingError,
    SlotExistsError,
    WrongPassphraseError,
)
from app.device.key_slot import KeySlot, SlotHeader, SlotIdentity, read_slot, write_slot
from app.device.key_stretching import (
    KEY_BYTES,
    PRODUCTION_FLOOR,
    SALT_BYTES,
    KdfFloor,
    SlotMode,
    check_cost,
    wrapping_key,
)
from app.device.keychain import Keychain
from app.device.passphrases import check_passphrase

NONCE_BYTES = 12
TAG_BYTES = 16


def create_slot(
    path: Path,
    passphrase: str,
    keychain: Keychain,
    identity: SlotIdentity,
    *,
    personal: Iterable[str] = (),
    floor: KdfFloor = PRODUCTION_FLOOR,
) -> DatabaseKey:
    """Make a new random database key and the slot that holds it.

    Without a usable keychain the slot is made in passphrase-only mode with four times the
    memory; the caller tells the user so (`keychain.available`, `read_slot(path).header.mode`).

    Args:
        path: `ProfilePaths.key_slot`.
        passphrase: At least 12 characters or 4 words.
        keychain: Where the device's half of the key is kept.
        identity: Whose slot it is.
        personal: Words the passphrase may not hold, such as the user's name.
        floor: Least price of stretching; only tests pass another one.

    Raises:
        WeakPassphraseError: The passphrase breaks a rule.
        SlotExistsError: There is a slot already.
        KeychainError: The keychain is there but refuses; the user may unlock it, or choose to
            go without it (`NoKeychain()`).
        OSError: The disk refused.

    Source: reliability.md e4.
    """
    check_passphrase(passphrase, personal=personal)
    if path.exists():
        raise SlotExistsError
    mode = SlotMode.KEYCHAIN if keychain.available else SlotMode.PASSPHRASE_ONLY
    device_secret = _new_device_secret(keychain, identity) if keychain.available else b""
    key = DatabaseKey(secrets.token_bytes(KEY_BYTES))
    header = SlotHeader(
        identity=identity,
        mode=mode,
        cost=floor.of(mode),
        salt=secrets.token_bytes(SALT_BYTES),
        nonce=secrets.token_bytes(NONCE_BYTES),
    )
    write_slot(path, _wrapped(key, header, passphrase=passphrase, device_secret=device_secret))
    return key


def open_slot(
    path: Path,
    passphrase: str,
    keychain: Keychain,
    *,
    now: datetime,
    floor: KdfFloor = PRODUCTION_FLOOR,
) -> DatabaseKey:
    """Unwrap the database key; takes about 0.1 to 1 s, so never on the main thread.

    Args:
        path: `ProfilePaths.key_slot`.
        passphrase: As typed.
        keychain: The keychain the slot was made with.
        now: UTC, for the pause after wrong passphrases.
        floor: Least price of stretching; only tests pass another one.

    Raises:
        WrongPassphraseError: Not the passphrase.
        WaitBeforeRetryError: Too many wrong ones just now.
        KeychainSecretMissingError: The keychain lacks this device's secret.
        KeychainError: The keychain is locked or broken.
        SlotMissingError, NewerSlotError, DamagedSlotError: The file cannot be used.
        WeakKdfError: The file asks for a price below the floor.
    """
    slot = read_slot(path)
    check_cost(slot.header.cost, least=floor.of(slot.header.mode))
    device_secret = _device_secret(keychain, slot.header)
    counter = AttemptCounter(path, device_secret=device_secret)
    counter.begin_try(now=now)
    key = _unwrapped(slot, passphrase=passphrase, device_secret=device_secret)
    counter.forget()
    return key


def change_passphrase(
    path: Path,
    keychain: Keychain,
    *,
    old: str,
    new: str,
    now: datetime,
    personal: Iterable[str] = (),
    floor: KdfFloor = PRODUCTION_FLOOR,
) -> None:
    """Wrap the same database key anew; the database itself is not touched.

    Mode and device secret stay, salt and nonce are new. An old copy of the slot file still
    opens with the old passphrase: who fears that has the database key changed as well.

    Args:
        path: `ProfilePaths.key_slot`.
        keychain: The keychain the slot was made with.
        old: The passphrase so far.
        new: At least 12 characters or 4 words.
        now: UTC, for the pause after wrong passphrases.
        personal: Words the passphrase may not hold, such as the user's name.
        floor: Least price of stretching; only tests pass another one.

    Raises:
        WeakPassphraseError: The new passphrase breaks a rule.
        DeviceError: As `open_slot` for the old one.
        OSError: The disk refused; the old passphrase stays valid.
    """
    header = read_slot(path).header
    check_passphrase(new, personal=personal)
    key = open_slot(path, old, keychain, now=now, floor=floor)
    fresh = replace(
        header,
        cost=floor.of(header.mode),
        salt=secrets.token_bytes(SALT_BYTES),
        nonce=secrets.token_bytes(NONCE_BYTES),
    )
    device_secret = _device_secret(keychain, header)
    write_slot(path, _wrapped(key, fresh, passphrase=new, device_secret=device_secret))
    key.wipe()


def _new_device_secret(keychain: Keychain, identity: SlotIdentity) -> bytes:
    secret = secrets.token_bytes(KEY_BYTES)
    keychain.write_secret(identity.account, secret)
    return secret


def _device_secret(keychain: Keychain, header: SlotHeader) -> bytes:
    if header.mode is SlotMode.PASSPHRASE_ONLY:
        return b""
    secret = keychain.read_secret(header.identity.account)
    if secret is None or len(secret) != KEY_BYTES:
        raise KeychainSecretMissingError
    return secret


def _wrapped(
    key: DatabaseKey, header: SlotHeader, *, passphrase: str, device_secret: bytes
) -> KeySlot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # at unlock only

    kek = wrapping_key(
        passphrase, device_secret, salt=header.salt, cost=header.cost, info=header.info
    )
    wrapped = AESGCM(kek).encrypt(header.nonce, key.raw(), header.authenticated_bytes())
    overwrite(kek)
    return KeySlot(header=header, wrapped=wrapped)


def _unwrapped(slot: KeySlot, *, passphrase: str, device_secret: bytes) -> DatabaseKey:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  # at unlock only
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # at unlock only

    header = slot.header
    if (
        len(header.salt) != SALT_BYTES
        or len(header.nonce) != NONCE_BYTES
        or len(slot.wrapped) != KEY_BYTES + TAG_BYTES
    ):
        raise DamagedSlotError
    kek = wrapping_key(
        passphrase, device_secret, salt=header.salt, cost=header.cost, info=header.info
    )
    try:
        return DatabaseKey(
            AESGCM(kek).decrypt(header.nonce, slot.wrapped, header.authenticated_bytes())
        )
    except InvalidTag as error:
        raise WrongPassphraseError from error
    finally:
        overwrite(kek)

"""Destroys a profile: first its keys, which makes the rest unreadable, then its files."""

from __future__ import annotations

import logging
import shutil

from app.device.errors import DeviceError, KeychainError
from app.device.key_slot import read_slot
from app.device.keychain import Keychain
from app.device.paths import ProfilePaths

_log = logging.getLogger(__name__)


def destroy_keys(paths: ProfilePaths, keychain: Keychain) -> None:
    """Delete the device secret and the key slot: the crypto-erase.

    A failing keychain does not save the slot, and a damaged slot does not stop the rest.
    On flash disks deleted bytes may survive for a while; the keychain's half is gone then.

    Raises:
        OSError: The slot file cannot be deleted.

    Source: reliability.md e7.
    """
    try:
        keychain.delete_secret(read_slot(paths.key_slot).header.identity.account)
    except KeychainError:
        _log.warning("wipe_keychain_failed", exc_info=True)
    except DeviceError:
        _log.warning("wipe_slot_not_readable", exc_info=True)
    for path in paths.folder.glob(f"{paths.key_slot.name}*"):
        path.unlink(missing_ok=True)


def destroy_profile(paths: ProfilePaths, keychain: Keychain) -> None:
    """Destroy the keys, then every file of the profile; repeating it is harmless.

    Close the database, the log and the instance lock first.

    Raises:
        OSError: A file cannot be deleted; its content is unreadable all the same.

    Source: reliability.md e7.
    """
    if not paths.folder.exists():
        return
    destroy_keys(paths, keychain)
    shutil.rmtree(paths.folder)

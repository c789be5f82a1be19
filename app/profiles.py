"""Making and opening the profile of one user on one server: key slot, store, device key."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.device.database_key import DatabaseKey, KeyPurpose
from app.device.device_key import DeviceKey
from app.device.instance_lock import InstanceLock
from app.device.key_slot import SlotIdentity
from app.device.keychain import Keychain
from app.device.paths import ProfilePaths, clear_temp, create_profile
from app.device.sealed_files import SealedFiles
from app.device.vault import create_slot, open_slot
from app.store import facts
from app.store.errors import DamagedStoreError, ForeignStoreError
from app.store.file.engine import load_driver
from app.store.journal import GroupCodec
from app.store.soundness.opening import open_store
from app.store.unit_of_work import Store
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NewProfile:
    """What sign-in gave, before anything is written.

    Attributes:
        root: Folder of all profiles.
        server_id: Of the server that enrolled the device.
        epoch: Of the server's change log.
        user_id: The user who signed in.
        device_id: As enrolled.
        device_key: As enrolled; goes into the encrypted store.
    """

    root: Path
    server_id: str
    epoch: str
    user_id: str
    device_id: str
    device_key: DeviceKey


@dataclass(frozen=True, slots=True)
class OpenProfile:
    """An unlocked profile.

    Attributes:
        paths: Its files.
        workspace: For commands and queries.
        device_id: As enrolled.
        device_key: Signs requests.
        lock: Held while the profile is open.
    """

    paths: ProfilePaths
    workspace: Workspace
    device_id: str
    device_key: DeviceKey
    lock: InstanceLock

    def close(self) -> None:
        """Close the store, delete temporary files and let the next program in."""
        self.workspace.store.close()
        with contextlib.suppress(OSError):  # a full disk keeps nobody in; the next start clears
            clear_temp(self.paths)
        self.lock.release()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What opening needs from outside.

    Attributes:
        keychain: The OS keyring, or none.
        codec: How the journal's groups become bytes.
        now: Wall clock in UTC.
        zone: IANA name of the device's zone.
    """

    keychain: Keychain
    codec: GroupCodec
    now: Callable[[], dt.datetime]
    zone: str


def load_libraries() -> None:
    """Import what opening a store needs, ahead of the moment when somebody waits for it."""
    load_driver()


def make_profile(new: NewProfile, passphrase: str, around: Surroundings) -> OpenProfile:
    """Make the folders, the key slot and an empty store for a device just enrolled.

    Raises:
        DeviceError: The passphrase is weak, the keychain refuses, or the profile is open already.
        StoreFault: The disk refused.
    """
    paths = create_profile(new.root, server_id=new.server_id, user_id=new.user_id)
    lock = InstanceLock(paths.lock)
    lock.acquire()
    try:
        identity = SlotIdentity(
            server_id=new.server_id, user_id=new.user_id, device_id=new.device_id
        )
        key = create_slot(paths.key_slot, passphrase, around.keychain, identity)
        store = open_store(paths.database, key.hex(), around.codec)
        with store.unit_of_work() as work:
            work.facts.write(facts.SERVER_ID, new.server_id)
            work.facts.write(facts.EPOCH, new.epoch)
            work.facts.write(facts.USER_ID, new.user_id)
            work.facts.write(facts.DEVICE_ID, new.device_id)
            work.facts.write(facts.DEVICE_KEY, new.device_key.to_bytes())
            work.commit()
        return _opened(paths, key, store, around, lock)
    except BaseException:
        lock.release()
        raise


def open_profile(paths: ProfilePaths, passphrase: str, around: Surroundings) -> OpenProfile:
    """Unlock a profile; no network is touched. Takes up to a second: never on the main thread.

    Raises:
        DeviceError: Wrong passphrase, missing secret, damaged slot, or already open elsewhere.
        StoreFault: The database is damaged, foreign, newer, or the disk refused.
    """
    lock = InstanceLock(paths.lock)
    lock.acquire()
    try:
        clear_temp(paths)
        _check_is_there(paths)
        key = open_slot(paths.key_slot, passphrase, around.keychain, now=around.now())
        store = open_store(paths.database, key.hex(), around.codec)
        return _opened(paths, key, store, around, lock)
    except BaseException:
        lock.release()
        raise


def _check_is_there(paths: ProfilePaths) -> None:
    """Refuse a missing or empty file, in whose place the database library would make a new one."""
    try:
        is_empty = paths.database.stat().st_size == 0
    except FileNotFoundError:
        is_empty = True
    # Even with a log beside it: SQLite would take that for a remnant and delete it.
    if is_empty:
        raise DamagedStoreError("store.missing")


def _opened(
    paths: ProfilePaths,
    key: DatabaseKey,
    store: Store,
    around: Surroundings,
    lock: InstanceLock,
) -> OpenProfile:
    with store.snapshot() as look:
        device_key = look.facts.read(facts.DEVICE_KEY)
        device_id = look.facts.read_text(facts.DEVICE_ID)
        user_id = look.facts.read_text(facts.USER_ID)
    if device_key is None or user_id != paths.user_id:
        store.close()
        raise ForeignStoreError("store.foreign")
    files = SealedFiles(paths.attachments, key.derive(KeyPurpose.ATTACHMENTS))
    with contextlib.suppress(OSError):  # what a crash left half-written keeps nobody out
        files.clear_unfinished()
    workspace = Workspace(
        store=store,
        files=files,
        user_id=user_id,
        now=around.now,
        zone=around.zone,
    )
    key.wipe()
    return OpenProfile(paths, workspace, device_id, DeviceKey.from_bytes(device_key), lock)

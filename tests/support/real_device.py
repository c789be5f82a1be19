"""A whole device over real sockets: profile with key slot, store, session, engine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from app.device.clock import utc_now
from app.device.device_key import DeviceKey
from app.device.paths import list_profiles
from app.domain.ids import new_id
from app.profiles import NewProfile, OpenProfile, Surroundings, make_profile, open_profile
from sync.engine import SyncEngine
from sync.sessions import DeviceIdentity, SignedTransport, enrol
from sync.transport import HttpTransport
from sync.wire import codec
from sync.wire.sessions import Session
from tests.support.file_keychain import FileKeychain

PASSPHRASE = "four words open it"


@dataclass
class RealDevice:
    profile: OpenProfile
    engine: SyncEngine
    transport: HttpTransport
    wire: SignedTransport

    def close(self) -> None:
        self.transport.close()
        self.profile.close()


def surroundings(folder: Path) -> Surroundings:
    return Surroundings(FileKeychain(folder), codec, utc_now, "Asia/Shanghai")


def enrol_device(folder: Path, address: str, login: str, password: str) -> RealDevice:
    """Sign in, make the profile, and return the device before its first sync."""
    transport = HttpTransport(address)
    key = DeviceKey.generate()
    identity = DeviceIdentity(new_id(utc_now()), key.public_bytes(), key.sign)
    session = enrol(transport, identity, login=login, password=password, device_name="test")
    folder.mkdir(parents=True, exist_ok=True)
    new = NewProfile(
        root=folder / "profiles",
        server_id=session.server_id,
        epoch=session.epoch,
        user_id=session.user_id,
        device_id=identity.device_id,
        device_key=key,
    )
    profile = make_profile(new, PASSPHRASE, surroundings(folder))
    return _device(profile, transport, session)


def reopen_device(folder: Path, address: str) -> RealDevice:
    """Unlock the one profile of a folder."""
    paths = list_profiles(folder / "profiles")[0]
    profile = open_profile(paths, PASSPHRASE, surroundings(folder))
    return _device(profile, HttpTransport(address), None)


def _device(profile: OpenProfile, transport: HttpTransport, session: Session | None) -> RealDevice:
    key = profile.device_key
    identity = DeviceIdentity(profile.device_id, key.public_bytes(), key.sign)
    wire = SignedTransport(transport, identity, time.monotonic)
    if session is not None:
        wire.adopt(session)
    now = profile.workspace.now_milliseconds
    engine = SyncEngine(profile.workspace.store, wire, transport.traffic, now)
    return RealDevice(profile, engine, transport, wire)

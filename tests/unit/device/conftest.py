"""Stand-ins at the machine's ports: a keychain in memory and a cheap price for a guess."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.device.key_slot import SlotIdentity
from app.device.key_stretching import KdfCost, KdfFloor
from app.device.paths import ProfilePaths, create_profile


class MemoryKeychain:
    """A keychain that works, without a system behind it."""

    def __init__(self) -> None:
        self.secrets: dict[str, bytes] = {}

    @property
    def available(self) -> bool:
        return True

    def read_secret(self, name: str) -> bytes | None:
        return self.secrets.get(name)

    def write_secret(self, name: str, secret: bytes) -> None:
        self.secrets[name] = secret

    def delete_secret(self, name: str) -> None:
        self.secrets.pop(name, None)


@pytest.fixture
def keychain() -> MemoryKeychain:
    return MemoryKeychain()


@pytest.fixture
def floor() -> KdfFloor:
    return KdfFloor(
        with_keychain=KdfCost(memory_kib=64, passes=1, lanes=1),
        passphrase_only=KdfCost(memory_kib=128, passes=1, lanes=1),
    )


@pytest.fixture
def identity() -> SlotIdentity:
    return SlotIdentity(server_id="server-1", user_id="user-7", device_id="device-3")


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    return create_profile(tmp_path / "profiles", server_id="server-1", user_id="user-7")

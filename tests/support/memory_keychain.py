"""A keychain of the machine that works, or is locked, without a system behind it."""

from __future__ import annotations

from app.device.errors import KeychainError


class MemoryKeychain:
    """Keeps secrets in a dictionary; `locked` makes it refuse."""

    def __init__(self, *, locked: bool = False) -> None:
        self.secrets: dict[str, bytes] = {}
        self.locked = locked

    @property
    def available(self) -> bool:
        return True

    def read_secret(self, name: str) -> bytes | None:
        self._check()
        return self.secrets.get(name)

    def write_secret(self, name: str, secret: bytes) -> None:
        self._check()
        self.secrets[name] = secret

    def delete_secret(self, name: str) -> None:
        self._check()
        self.secrets.pop(name, None)

    def _check(self) -> None:
        if self.locked:
            raise KeychainError

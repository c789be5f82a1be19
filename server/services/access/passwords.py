"""Hashes and checks sign-in passwords, at the same price whether the user exists or not."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from server.settings import PasswordCost

LARGEST_PASSWORD = 500
SMALLEST_PASSWORD = 8


class Passwords:
    """Argon2id at one cost."""

    def __init__(self, cost: PasswordCost) -> None:
        self._hasher = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kibibytes, parallelism=cost.lanes
        )
        self._nobody = self._hasher.hash("nobody's password")

    def hash(self, password: str) -> str:
        """Return what is stored of a password."""
        return self._hasher.hash(password)

    def is_right(self, stored: str | None, password: str) -> bool:
        """Return whether a password is the stored one; None stands for an unknown user."""
        try:
            self._hasher.verify(stored or self._nobody, password[:LARGEST_PASSWORD])
        except (Argon2Error, InvalidHashError, UnicodeError):
            return False
        return stored is not None

"""Slows down those who guess passwords, without locking out the person whose name they use."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from server.services.errors import ProblemError

_FREE_FOR_PERSON, _FREE_FOR_ADDRESS = 3, 30
_LONGEST_SECONDS = 900
_REMEMBERED = 10_000
_SECOND = 1000


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    until: int


class Attempts:
    """Counts failures for each sign-in name at an address, and for the address as a whole."""

    def __init__(self) -> None:
        self._failures: OrderedDict[tuple[str, str], _Failures] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, login: str, address: str, *, now: int) -> None:
        """Refuse to look at a password before the delay is over.

        Raises:
            ProblemError: 429 `session.too_many_attempts`.
        """
        with self._lock:
            until = max(
                (
                    self._failures[key].until
                    for key in _keys(login, address)
                    if key in self._failures
                ),
                default=0,
            )
        if until > now:
            seconds = -(-(until - now) // _SECOND)
            raise ProblemError(
                "session.too_many_attempts", 429, retry_after_seconds=seconds, seconds=seconds
            )

    def fail(self, login: str, address: str, *, now: int) -> None:
        """Count a wrong password; each one after the free ones doubles the delay."""
        with self._lock:
            for key in _keys(login, address):
                before = self._failures.pop(key, _Failures(0, 0))
                free = _FREE_FOR_PERSON if key[0] else _FREE_FOR_ADDRESS
                self._failures[key] = _counted(before.count + 1, free, now)
            while len(self._failures) > _REMEMBERED:
                self._failures.popitem(last=False)

    def succeed(self, login: str, address: str) -> None:
        """Forget a person's failures at an address."""
        with self._lock:
            self._failures.pop((login, address), None)


def _keys(login: str, address: str) -> tuple[tuple[str, str], ...]:
    return (login, address), ("", address)


def _counted(count: int, free: int, now: int) -> _Failures:
    if count < free:
        return _Failures(count, 0)
    seconds = min(2 ** min(count - free, 20), _LONGEST_SECONDS)
    return _Failures(count, now + seconds * _SECOND)

"""Keeps the tests of this process off every network but the machine's own loopback."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", ""})


class NetworkBlockedError(RuntimeError):
    """A test wanted to reach another machine; no product code takes this for being offline."""


def is_loopback(host: object) -> bool:
    """Return whether a host name or address stays on this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False


def refuse_other_machines(patch: pytest.MonkeyPatch) -> None:
    """Let connections and name look-ups of Python code fail unless they stay on this machine."""
    for method in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, method, _guarded(getattr(socket.socket, method)))
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        _check(host)
        return look_up(host, *rest, **named)

    patch.setattr(socket, "getaddrinfo", guarded_look_up)


def _guarded(original: Any) -> Any:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]  # sendto has its flags before the address
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _check(address[0])
        return original(self, *arguments)

    return guarded


def _check(host: object) -> None:
    if not is_loopback(host):
        raise NetworkBlockedError(f"a test tried to reach {host!r}; only loopback is allowed")

"""The faults a schedule may meet, by the numbers that docs/RELIABILITY.md gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

NETWORK: Mapping[str, str] = {
    "F1": "request lost before the server",
    "F2": "answer lost after the commit",
    "F3": "request delivered twice, at once or much later",
    "F4": "request given up by the device, delivered later",
    "F5": "body cut, either way",
    "F6": "500, 503, 429, 504, time-out; the server's disk is full",
    "F7": "somebody else answers: a portal, an empty page, another server",
    "F9": "the server is killed, also in the middle of an answer",
    "F10": "the power fails: what was not synced to the disk is lost or torn; the laptop's too",
    "F13": "the laptop sleeps while it waits for an answer",
}
"""Drawn for every request."""

MACHINE: Mapping[str, str] = {
    "F8": "the program is killed, also in the middle of a transaction",
    "F11": "the laptop's disk is full, or a write fails",
    "F12": "somebody sets a laptop's clock wrong, by days or years",
    "F14": "a second program opens the same profile",
    "F15": "a laptop's file is restored from an older copy",
    "F16": "the server's database is restored from a backup",
    "F17": "a laptop gets an older or a newer version of the program than the server has",
    "F18": "accounts, people and roles move",
    "F19": "an operation that the server can only refuse",
    "F20": "the server forgets old deletions while devices are away",
    "F21": "tokens and people lose their access for a while",
    "F22": "all programs are stopped, and start in another order",
}
"""Drawn for every step."""

ALL: Mapping[str, str] = {**NETWORK, **MACHINE}


def in_order(faults: Iterable[str]) -> list[str]:
    """Return numbers of faults as one counts, F2 before F10."""
    return sorted(faults, key=lambda fault: int(fault[1:]))

"""The faults a schedule may meet, by the numbers of reliability.md, and those that must wait."""

from __future__ import annotations

from collections.abc import Mapping

NETWORK: Mapping[str, str] = {
    "F1": "request lost before the server",
    "F2": "answer lost after the commit",
    "F3": "request delivered twice, at once or much later",
    "F4": "request given up by the device, delivered later",
    "F5": "body cut, either way",
    "F6": "500, 503, 429, 504, time-out; the server's disk is full",
    "F7": "somebody else answers: a portal, an empty page, another server",
    "F9": "the server is killed, also in the middle of an answer",
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
    "F18": "accounts, people and roles move",
    "F19": "an operation that the server can only refuse",
    "F20": "the server forgets old deletions while devices are away",
    "F21": "tokens and people lose their access for a while",
    "F22": "all programs are stopped, and start in another order",
}
"""Drawn for every step."""

ALL = {**NETWORK, **MACHINE}

NOT_YET: Mapping[str, str] = {}
"""Faults that the product cannot meet yet, and why; a line taken out switches the fault on."""

ELSEWHERE: Mapping[str, str] = {
    "F10": "a power cut needs a file system that forgets: real processes, issue 3",
    "F17": "there is one version of the protocol; its recordings are kept with the first release",
}
"""Faults that a simulation in one process cannot show."""

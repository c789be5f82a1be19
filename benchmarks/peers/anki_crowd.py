"""Fifty of Anki's clients at once, and how much of the machine they take themselves."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers.anki_turns import Anki

_HELD = 10
_NOTES = 1_000
_MUCH = 0.5
"""Share of all cores from which on the clients are in the way of the server."""
_USER_TIME, _SYSTEM_TIME = 11, 12
"""Places in what Linux tells of a process, counted after its name."""


@dataclass(slots=True)
class AnkiCrowd:
    """Pairs of clients that take turns.

    Unlike the bare devices that our server meets, they keep a store each and share one process,
    so it is said beside the figure where the time went. When that was tried, two processes
    of clients did no more rounds than one, nor did 25 pairs more than four.

    Attributes:
        anki: Whose server and clients they are.
        seconds: How long all runs together lasted.
        clients: Processor seconds of the clients in that time.
        server: And of the server.
    """

    anki: Anki
    seconds: float = 0
    clients: float = 0
    server: float = 0
    _pairs: list[tuple[str, str]] = field(default_factory=list)

    def rate(self, seconds: float) -> float:
        """Let all pairs work so long; return rounds a second."""
        self._pairs = self._pairs or self.anki.pairs(_HELD)
        before = processor_seconds(self.anki.server)
        notes = self.anki.notes(_NOTES)
        done, took, spent = self.anki.driver.order("crowd", self._pairs, notes, seconds)
        self.server += processor_seconds(self.anki.server) - before
        self.seconds += took
        self.clients += spent
        return float(done / took)

    def remark(self, work: str) -> str:
        """Say whose time it was."""
        clients, server = self.clients / self.seconds, self.server / self.seconds
        cores = os.cpu_count() or 1
        limit = "; they may be the limit" if clients > _MUCH * cores else ""
        return (
            f"{work}: of {cores} cores its server took {server:.2f}, "
            f"and its clients, with a store each, {clients:.2f}{limit}"
        )


def processor_seconds(process: int) -> float:
    """Return what a process has taken so far; NaN where only Linux would tell."""
    place = Path(f"/proc/{process}/stat")
    if not place.exists():
        return math.nan
    after_name = place.read_text("utf-8").rpartition(")")[2].split()
    ticks = sum(int(after_name[at]) for at in (_USER_TIME, _SYSTEM_TIME))
    return ticks / os.sysconf("SC_CLK_TCK")

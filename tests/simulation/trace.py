"""What happened in a schedule, line by line, and how often each thing did."""

from __future__ import annotations

import hashlib
from collections import Counter


class Trace:
    """The record of one schedule.

    Attributes:
        lines: In order; the same seed gives the same lines.
        events: By the first word of a line, how often it happened.
        faults: By number, how often a fault was played.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.events: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()

    def begin_step(self, number: int) -> None:
        self.lines.append(f"{number}:")

    def note(self, line: str) -> None:
        """Note an event; the first word says of which kind."""
        self.lines.append(line)
        self.events[line.partition(" ")[0]] += 1

    def play(self, fault: str, told: str) -> None:
        """Note that a fault struck."""
        self.lines.append(f"{fault} {told}")
        self.faults[fault] += 1

    def digest(self) -> str:
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()

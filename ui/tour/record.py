"""What the tour did, how long each step took, and what arrived where: tour.json."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Step:
    """One step of the day.

    Attributes:
        name: What was done.
        milliseconds: How long it took, pictures and pauses included.
        pictures: Files taken.
        facts: What was seen.
    """

    name: str
    milliseconds: int = 0
    pictures: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


class Record:
    """Collects the steps and writes the file, also when the day ends badly."""

    def __init__(self, folder: Path, about: dict[str, Any]) -> None:
        self._folder = folder
        self._about = about
        self._steps: list[Step] = []
        self.arrived: dict[str, bool] = {}

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time a step and say that it is done; it is kept even if it fails."""
        step = Step(name)
        self._steps.append(step)
        begun = time.monotonic()
        try:
            yield step
        finally:
            step.milliseconds = round((time.monotonic() - begun) * 1000)
            sys.stdout.write(f"{step.milliseconds / 1000:6.1f} s  {name}\n")
            sys.stdout.flush()

    def everything_arrived(self) -> bool:
        """Return whether every check of what arrived held, and there was at least one."""
        return bool(self.arrived) and all(self.arrived.values())

    def write(self, problem: str = "") -> None:
        """Write tour.json."""
        content = {
            **self._about,
            "complete": self.everything_arrived() and not problem,
            "problem": problem,
            "arrived": self.arrived,
            "steps": [asdict(step) for step in self._steps],
        }
        text = json.dumps(content, ensure_ascii=False, indent=2)
        (self._folder / "tour.json").write_text(text + "\n", encoding="utf-8")

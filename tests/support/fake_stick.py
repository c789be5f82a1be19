"""The way to a stick, held in the hand of a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.changes import ChangeSet


@dataclass(frozen=True)
class Written:
    units: int = 0
    units_left: int = 0
    files: int = 0
    files_left: int = 0
    size_bytes: int = 0
    answers: int = 0


@dataclass(frozen=True)
class Brought:
    changes: ChangeSet = field(default_factory=ChangeSet)
    units: int = 0
    refused: int = 0
    files: int = 0
    rows: int = 0
    has_more: bool = False


class FakeStick:
    """Notes what is asked; the test says how it ends."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self._done: Callable[[Any], None] = lambda _result: None
        self._failed: Callable[[Exception], None] = lambda _error: None

    def write(
        self,
        path: Path,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        owner: object,
    ) -> None:
        del owner
        self.paths.append(path)
        self._done, self._failed = done, failed

    read = write

    def succeed(self, result: Any) -> None:
        self._done(result)

    def fail(self, error: Exception) -> None:
        self._failed(error)

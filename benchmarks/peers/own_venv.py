"""Virtual environments of measured peers: made on demand, apart from ours, at pinned versions."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.large_setting import FOLDER
from benchmarks.sync_turns import say

_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")


class PeerMissingError(Exception):
    """A peer cannot be had here; the text says why, in one line for the table."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A package that is measured beside us and is no part of us.

    Attributes:
        name: Of the package.
        version: The only one that is measured.
        loads: Statement that fails where the package is not whole.
    """

    name: str
    version: str
    loads: str

    def interpreter(self, folder: Path | None = None) -> Path:
        """Return the interpreter of an environment that has the package, made the first time.

        Args:
            folder: Of the environment; beside the benchmarks' other files if not given.

        Raises:
            PeerMissingError: It could not be made, as on a machine without a package index.
        """
        folder = folder or FOLDER / f"{self.name}-{self.version}"
        python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        if python.exists() and not _fault(python, "-c", self.loads):
            return python
        say(f"installing {self.name} {self.version} in an environment of its own (only once) …")
        steps: tuple[tuple[str | Path, ...], ...] = (
            (sys.executable, "-m", "venv", "--clear", folder),
            (python, *_PIP, f"{self.name}=={self.version}"),
            (python, "-c", self.loads),
        )
        for step in steps:
            if fault := _fault(*step):
                raise PeerMissingError(f"{self.name} {self.version} is not here: {fault}")
        return python


ANKI = Peer("anki", "26.9.3", "import anki.collection, anki.syncserver")
DUCKDB = Peer("duckdb", "2.0.0", "import duckdb")
CN2AN = Peer("cn2an", "0.5.24", "import cn2an")


def _fault(*command: str | Path) -> str:
    """Run a command and return the last thing it says if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stderr or done.stdout).strip().splitlines()
    return (said or [f"it ended with {done.returncode}"])[-1] if done.returncode else ""

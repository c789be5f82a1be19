"""Anki's own virtual environment: made on demand, apart from ours, at a pinned version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.large_setting import FOLDER
from benchmarks.sync_turns import say

VERSION = "26.9.3"
_LOADS = ("-c", "import anki.collection, anki.syncserver")
_INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"anki=={VERSION}")


class AnkiMissingError(Exception):
    """Anki cannot be had here; the text says why, in one line for the table."""


def installed_anki(folder: Path = FOLDER / f"anki-{VERSION}") -> Path:
    """Return the interpreter of an environment that has Anki, and make it the first time.

    Raises:
        AnkiMissingError: It could not be made, as on a machine without a package index.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists() and not _fault(python, *_LOADS):
        return python
    say(f"installing anki {VERSION} in an environment of its own (some 65 MB, only once) …")
    steps: tuple[tuple[str | Path, ...], ...] = (
        (sys.executable, "-m", "venv", "--clear", folder),
        (python, *_INSTALL),
        (python, *_LOADS),
    )
    for step in steps:
        if fault := _fault(*step):
            raise AnkiMissingError(f"anki {VERSION} is not here and has no rows: {fault}")
    return python


def _fault(*command: str | Path) -> str:
    """Run a command and return the last thing it says if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stderr or done.stdout).strip().splitlines()
    return (said or [f"it ended with {done.returncode}"])[-1] if done.returncode else ""

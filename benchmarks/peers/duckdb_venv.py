"""DuckDB's own virtual environment: made on demand, apart from ours, at a pinned version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.large_setting import FOLDER
from benchmarks.sync_turns import say

VERSION = "2.0.0"
_LOADS = ("-c", "import duckdb")
_INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"duckdb=={VERSION}")


class DuckdbMissingError(Exception):
    """DuckDB cannot be had here; the text says why, in one line for the table."""


def installed_duckdb(folder: Path = FOLDER / f"duckdb-{VERSION}") -> Path:
    """Return the interpreter of an environment that has DuckDB, and make it the first time.

    Raises:
        DuckdbMissingError: It could not be made, as on a machine without a package index.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists() and not _fault(python, *_LOADS):
        return python
    say(f"installing duckdb {VERSION} in an environment of its own (only once) …")
    steps: tuple[tuple[str | Path, ...], ...] = (
        (sys.executable, "-m", "venv", "--clear", folder),
        (python, *_INSTALL),
        (python, *_LOADS),
    )
    for step in steps:
        if fault := _fault(*step):
            raise DuckdbMissingError(f"duckdb {VERSION} is not here and has no floor: {fault}")
    return python


def _fault(*command: str | Path) -> str:
    """Run a command and return the last thing it says if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stderr or done.stdout).strip().splitlines()
    return (said or [f"it ended with {done.returncode}"])[-1] if done.returncode else ""

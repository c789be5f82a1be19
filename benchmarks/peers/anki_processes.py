"""Anki's server and its clients as two processes of this machine, without any proxy."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PASSWORD = "peer"  # noqa: S105 - of invented people
_DRIVER = Path(__file__).with_name("anki_driver.py")
_LISTENING = re.compile(r"127\.0\.0\.1:(\d+)")
_STEERS = re.compile(r"_proxy$|^sync_", re.IGNORECASE)
_LOG = "error,anki::sync::http_server=info,anki::sync::http_server::logging=error"
"""The line with the port, and no line for every request: that would cost it time."""


class Driver:
    """The near end of the pipe to the clients."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def order(self, name: str, *arguments: object) -> Any:
        """Have an order carried out and return its result.

        Raises:
            RuntimeError: Anki could not, or did something else than asked.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("no pipe")
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps([name, *arguments]) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"failed": "the driver ended"}
        if "failed" in answer:
            raise RuntimeError(f"anki, {name}: {answer['failed']}")
        return answer["done"]


@contextmanager
def running_driver(python: Path, folder: Path) -> Iterator[Driver]:
    """Run clients whose collections lie in a folder."""
    command: list[str | Path] = [python, "-I", _DRIVER, folder]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
    )
    with _ended(process):
        yield Driver(process)


@contextmanager
def running_server(python: Path, folder: Path, users: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Run Anki's server for some users; yield its port and its process id."""
    named = {f"SYNC_USER{at}": f"{user}:{PASSWORD}" for at, user in enumerate(users, start=1)}
    place = {"SYNC_BASE": str(folder), "SYNC_HOST": "127.0.0.1", "SYNC_PORT": "0"}
    process = subprocess.Popen(
        [python, "-I", "-m", "anki.syncserver"],
        stdout=subprocess.PIPE,
        text=True,
        env={**_environment(), **named, **place, "RUST_LOG": _LOG},
    )
    with _ended(process):
        line = process.stdout.readline() if process.stdout else ""
        if not (found := _LISTENING.search(line)):
            raise RuntimeError(f"Anki's server did not start: {line}")
        yield int(found[1]), process.pid


@contextmanager
def _ended(process: subprocess.Popen[str]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not _STEERS.search(name)}
    return {**kept, "NO_PROXY": "*"}

"""A server of its own for the demo: filled with invented data, on this machine only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_LISTENING = "listening on "
_STOP_SECONDS = 10


class DemoServer:
    """Starts `python -m server` as a process of its own and stops it again."""

    def __init__(self, folder: Path, size: str) -> None:
        self._folder = folder
        self._size = size
        self._process: subprocess.Popen[str] | None = None
        self._port = 0
        self.address = ""

    def seed(self) -> None:
        """Fill the server's store with demo data, once.

        Raises:
            subprocess.CalledProcessError: The server could not make its data.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        done = self._folder / "seeded"
        if not done.exists():
            subprocess.run(  # noqa: S603 - our own program, no outside words
                [*self._program("seed"), "--size", self._size], check=True
            )
            done.touch()

    def start(self) -> str:
        """Start it, on the port it had before if any, and return its address once it listens.

        Raises:
            RuntimeError: It ended before it listened.
        """
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no outside words
            [*self._program("run"), "--host", "127.0.0.1", "--port", str(self._port)],
            stdout=subprocess.PIPE,
            text=True,
        )
        stream = self._process.stdout
        for line in stream or ():
            if line.startswith(_LISTENING):
                self.address = line.removeprefix(_LISTENING).strip()
                self._port = int(self.address.rsplit(":", 1)[1])
                return self.address
        raise RuntimeError("the demo server ended before it listened")

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_STOP_SECONDS)
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_STOP_SECONDS)
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None

    def _program(self, command: str) -> list[str]:
        return [sys.executable, "-m", "server", command, "--data", str(self._folder)]

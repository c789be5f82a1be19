"""The server as a process of its own, on a port of this machine, that can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from server.asgi import open_database, utc_now
from server.services.access.people import add_sector
from server.settings import Settings
from tests.support.source_tree import ROOT

LISTENING = "listening on "
PATIENCE_SECONDS = 20
ORG = 1


@dataclass
class ServerProcess:
    """`python -m server run` on a data folder; keeps its port over a restart."""

    folder: Path
    database: str = ""
    port: int = 0
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def run(self, *command: str, typed: str = "") -> str:
        done = subprocess.run(
            self._program(*command),
            input=typed,
            text=True,
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        return done.stdout

    def add_sector(self, name: str = "华东") -> str:
        """Make a sector, as the administration will, and return its id."""
        database = open_database(Settings(data_folder=self.folder, database_url=self.database))
        try:
            return add_sector(database, ORG, name, clock=utc_now)
        finally:
            database.close()

    def start(self) -> str:
        self.process = subprocess.Popen(
            self._program("run", "--host", "127.0.0.1", "--port", str(self.port)),
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith(LISTENING), line
        address = line.removeprefix(LISTENING).strip()
        self.port = int(address.rsplit(":", 1)[1])
        return address

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(hard=True)

    def stop(self) -> None:
        self._end(hard=False)

    def _end(self, *, hard: bool) -> None:
        if self.process is None:
            return
        if hard:
            self.process.kill()
        else:
            self.process.terminate()
        self.process.wait(PATIENCE_SECONDS)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process = None

    def _program(self, *command: str) -> list[str]:
        database = ["--database", self.database] if self.database else []
        return [sys.executable, "-m", "server", *command, "--data", str(self.folder), *database]

"""Kills parts of a private PostgreSQL server as a crash would, and brings it up again."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psycopg

from tests.support.postgres import USER, PostgresCluster, find_binaries

_PATIENCE_SECONDS = 60.0


@dataclass
class CrashingPostgres:
    """A cluster whose processes may be killed."""

    cluster: PostgresCluster
    _again: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill_backend(self, chance: Random) -> None:
        """Kill one process that serves a connection; PostgreSQL then restarts all of them."""
        backends = [pid for pid in self._children() if b"roadbook roadbook" in _command(pid)]
        if backends:
            _kill(chance.choice(backends))

    def kill_postmaster(self) -> None:
        """Kill the whole server at once, the parent first, as when memory runs out."""
        parent, children = self._postmaster(), self._children()
        for pid in (parent, *children):
            _kill(pid)
        with contextlib.suppress(ChildProcessError):
            # Unburied, it would count as running, and nobody else may use its folder.
            os.waitpid(parent, 0)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while any(_is_alive(pid) for pid in children) and time.monotonic() < deadline:
            time.sleep(0.02)

    def bring_up(self) -> None:
        """Start the server again where it is down, and wait until it has recovered."""
        if not _is_alive(self._postmaster()):
            self._again.append(self._start())
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self.cluster.answers():
            if time.monotonic() > deadline:
                raise RuntimeError((self.cluster.folder / "server.log").read_text("utf-8"))
            time.sleep(0.02)

    def stop(self) -> None:
        for process in self._again:
            process.send_signal(signal.SIGINT)
            process.wait(_PATIENCE_SECONDS)

    def _start(self) -> subprocess.Popen[bytes]:
        folder = self.cluster.folder
        owner = folder.stat()
        identity = [f"--reuid={owner.st_uid}", f"--regid={owner.st_gid}", "--clear-groups"]
        prefix = ["setpriv", *identity, "--pdeathsig=INT", "--"] if os.geteuid() == 0 else []
        settings = ["-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=on"]
        program = [*prefix, str(find_binaries() / "postgres"), "-D", str(folder / "data")]
        with (folder / "server.log").open("ab") as output:
            return subprocess.Popen(
                [*program, *settings], stdout=output, stderr=subprocess.STDOUT, cwd=folder
            )

    def _postmaster(self) -> int:
        lines = (self.cluster.folder / "data" / "postmaster.pid").read_text("ascii").splitlines()
        return int(lines[0])

    def _children(self) -> list[int]:
        parent = self._postmaster()
        running = (int(place.name) for place in Path("/proc").iterdir() if place.name.isdigit())
        return [pid for pid in running if _parent(pid) == parent]


@contextlib.contextmanager
def crashing(cluster: PostgresCluster) -> Iterator[CrashingPostgres]:
    """Let a cluster be killed, and stop what was started in its place."""
    postgres = CrashingPostgres(cluster)
    try:
        yield postgres
    finally:
        postgres.stop()


def wait_until_idle(cluster: PostgresCluster) -> None:
    """Wait until no transaction of a killed program is left."""
    place = f"host={cluster.folder} user={USER} dbname=postgres"
    sql = b"SELECT count(*) FROM pg_stat_activity WHERE state LIKE '%transaction%'"
    deadline = time.monotonic() + _PATIENCE_SECONDS
    with psycopg.connect(place, autocommit=True) as connection:
        while connection.execute(sql).fetchone() != (0,) and time.monotonic() < deadline:
            time.sleep(0.02)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def _parent(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return 0
    return int(status.rpartition(")")[2].split()[1])


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""

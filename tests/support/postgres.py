"""A private PostgreSQL server for the tests, made from the machine's own binaries."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

USER = "roadbook"
LOG = "server.log"
START_SECONDS = 30.0
STOP_SECONDS = 30.0
MISSING = (
    "These tests need PostgreSQL's programs initdb and postgres: "
    "on Debian or Ubuntu run `apt-get install postgresql`."
)


class PostgresMissingError(RuntimeError):
    """The machine has no PostgreSQL; a test that needs one fails with this sentence."""


@dataclass(slots=True)
class PostgresCluster:
    """A running server that listens on a socket in its own folder and on nothing else.

    Attributes:
        folder: Holds the socket; also names the server, as no port is open.
    """

    folder: Path
    _names: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{USER}@/{database}?host={quote(str(self.folder), safe='')}"

    def make_database(self) -> str:
        """Make an empty database and return its name."""
        name = f"roadbook_{next(self._names)}"
        self._run(f"CREATE DATABASE {name}")
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, closing what is still connected to it."""
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def answers(self) -> bool:
        """Return whether the server takes connections."""
        try:
            self._run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, statement: str) -> None:
        place = f"host={self.folder} user={USER} dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement.encode())


def find_binaries(debian: Path = Path("/usr/lib/postgresql")) -> Path:
    """Return the folder of the newest PostgreSQL on this machine.

    Args:
        debian: Where Debian keeps a folder for each version, off the search path.

    Raises:
        PostgresMissingError: There is none.
    """
    versions = sorted(debian.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if versions:
        return versions[-1].parent
    elsewhere = shutil.which("initdb")
    if elsewhere is None:
        raise PostgresMissingError(MISSING)
    return Path(elsewhere).resolve().parent


@contextmanager
def running_cluster() -> Iterator[PostgresCluster]:
    """Start a server with an empty cluster; at the end stop it and remove its files."""
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="rbpg-"))  # short: a socket's path is limited to 107
    try:
        process = _start(binaries, folder, _unprivileged(folder))
        try:
            cluster = PostgresCluster(folder)
            _wait_until_up(cluster, process)
            yield cluster
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(binaries: Path, folder: Path, prefix: list[str]) -> subprocess.Popen[bytes]:
    data = folder / "data"
    form = ["-D", str(data), "-U", USER, "-E", "UTF8", "--locale=C", "--auth=trust", "--no-sync"]
    make: list[str | Path] = [*prefix, binaries / "initdb", *form]
    subprocess.run(make, check=True, capture_output=True, cwd=folder)
    # fsync stays on: the tests promise that committed means kept
    settings = ["-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=on"]
    serve: list[str | Path] = [*prefix, binaries / "postgres", "-D", data, *settings]
    with (folder / LOG).open("wb") as output:
        return subprocess.Popen(serve, stdout=output, stderr=subprocess.STDOUT, cwd=folder)


def _unprivileged(folder: Path) -> list[str]:
    """Return what to put before a command so that it does not run as root, which initdb refuses."""
    if os.geteuid() != 0:
        return []
    import pwd  # noqa: PLC0415  # Windows, where the other tests run too, has no such module

    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    identity = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    # the server ends with the test run, however that ends
    return ["setpriv", *identity, "--pdeathsig=INT", "--"]


def _wait_until_up(cluster: PostgresCluster, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not cluster.answers():
        if process.poll() is not None or time.monotonic() > deadline:
            log = (cluster.folder / LOG).read_text("utf-8", "replace")
            raise RuntimeError(f"PostgreSQL did not start:\n{log}")
        time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # fast shutdown: closes connections, keeps data whole
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

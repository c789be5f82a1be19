"""The least that a sync could cost: a bare ASGI program and plain sqlite3 tables on both ends."""

from __future__ import annotations

import http.client
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from app.domain.fields import FieldValue
from tests.support.source_tree import ROOT

COLUMNS = 14
_LISTENING = "listening on "
_LEVEL = 3
_KEPT_SECONDS = 600
"""Idle connections are kept so long; preparing a run takes a while."""
_PAYLOAD = "payload"
_INSERT = f"INSERT INTO record VALUES ({', '.join('?' * COLUMNS)})"  # noqa: S608 - fixed text
_UNSENT, _SENT = 0, 1
"""In the column of revisions."""

Rows = Sequence[Sequence[FieldValue]]


def open_table(path: Path, *, synchronous: str) -> sqlite3.Connection:
    """Open a database with one table of an id, a revision and twelve fields."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    fields = ", ".join(f"field{number}" for number in range(COLUMNS - 2))
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS record (id TEXT PRIMARY KEY, revision INTEGER, {fields})"
    )
    connection.execute("CREATE INDEX IF NOT EXISTS unsent ON record (id) WHERE revision = 0")
    return connection


def waiting_rows(rows: Rows) -> Rows:
    """Return rows as they wait to be sent."""
    return [(row[0], _UNSENT, *row[2:]) for row in rows]


def insert(connection: sqlite3.Connection, rows: Rows) -> None:
    """Write rows in one transaction."""
    connection.execute("BEGIN")
    connection.executemany(_INSERT, rows)
    connection.execute("COMMIT")


def pack(rows: Rows) -> bytes:
    """Spell rows as msgpack arrays, compressed."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(msgspec.msgpack.encode(rows))


def unpack(body: bytes) -> Rows:
    """Read rows."""
    rows: Rows = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(body))
    return rows


class FloorServer:
    """A bare ASGI program: a ready payload to fetch, and rows to leave and to take."""

    def __init__(self, folder: Path, synchronous: str) -> None:
        self._payload = (folder / _PAYLOAD).read_bytes()
        self._table = open_table(folder / "server.db", synchronous=synchronous)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        parts = []
        while True:
            message = await receive()
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                break
        answer = self._answer(scope["path"], b"".join(parts))
        length = (b"content-length", b"%d" % len(answer))
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": answer})

    def _answer(self, path: str, body: bytes) -> bytes:
        if path == "/payload":
            return self._payload
        rows = unpack(body)
        self._table.execute("BEGIN IMMEDIATE")
        self._table.executemany(_INSERT, [(row[0], _SENT, *row[2:]) for row in rows])
        back = []
        if path == "/exchange":
            newest = "SELECT * FROM record ORDER BY rowid DESC LIMIT ?"
            back = self._table.execute(newest, (len(rows),)).fetchall()
        self._table.execute("COMMIT")
        return pack(back)


class FloorClient:
    """The other end: one kept connection and one table."""

    def __init__(self, folder: Path, port: int, *, synchronous: str) -> None:
        self.table = open_table(folder / "client.db", synchronous=synchronous)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._connection.connect()
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fetch(self) -> None:
        """Fetch the ready payload, decode and insert it."""
        insert(self.table, unpack(self._ask("GET", "/payload", b"")))

    def save(self, rows: Rows) -> None:
        """Keep rows that have to be sent."""
        insert(self.table, waiting_rows(rows))

    def push(self) -> None:
        """Send what waits and note that it was sent."""
        self._ask("POST", "/upload", pack(self._waiting()))
        self._settle(())

    def exchange(self, renamed: str) -> None:
        """Send what waits, note that, and insert as many rows that come back.

        Args:
            renamed: Put before the ids that come back, which are here already otherwise.
        """
        back = unpack(self._ask("POST", "/exchange", pack(self._waiting())))
        self._settle([(renamed + str(row[0]), _SENT, *row[2:]) for row in back])

    def _waiting(self) -> Rows:
        return self.table.execute("SELECT * FROM record WHERE revision = 0").fetchall()

    def _settle(self, received: Rows) -> None:
        self.table.execute("BEGIN")
        self.table.execute("UPDATE record SET revision = 1 WHERE revision = 0")
        self.table.executemany(_INSERT, received)
        self.table.execute("COMMIT")

    def close(self) -> None:
        """Let go."""
        self._connection.close()
        self.table.close()

    def _ask(self, method: str, path: str, body: bytes) -> bytes:
        self._connection.request(method, path, body)
        return self._connection.getresponse().read()


@contextmanager
def running_floor(folder: Path, payload: bytes, *, synchronous: str) -> Iterator[int]:
    """Run the bare server as a process of its own; yield its port."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _PAYLOAD).write_bytes(payload)
    command = [sys.executable, "-m", "benchmarks.sync_floor", str(folder), synchronous]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )
    try:
        if process.stdout is None:
            raise RuntimeError("no output")
        yield int(process.stdout.readline().removeprefix(_LISTENING))
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _serve(folder: Path, synchronous: str) -> None:
    import uvicorn  # noqa: PLC0415 - the other end of this module does not need it

    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sys.stdout.write(f"{_LISTENING}{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        app = FloorServer(folder, synchronous)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=_KEPT_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), sys.argv[2])

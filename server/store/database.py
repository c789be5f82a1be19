"""Run work in read and write transactions, on either engine, with one spelling of SQL."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any, TypeVar

from psycopg import IsolationLevel
from sqlalchemy import Engine

from server.store.spelling import POSTGRES, SQLITE, Spelling

Result = TypeVar("Result")
Row = tuple[Any, ...]

_ATTEMPTS = 8
# Serialisation failure, deadlock, and two devices that made the same row at the same time.
_WORTH_REPEATING = frozenset({"40001", "40P01", "23505"})


class Transaction:
    """One open transaction; statements write `?` for a bound value on both engines.

    Statements go to the driver itself: SQLAlchemy's own path costs as much again as SQLite for
    the short statements that a sync round is made of.
    """

    __slots__ = ("_connection", "_spelled", "spelling")

    def __init__(self, connection: Any, spelling: Spelling, spelled: dict[str, str]) -> None:
        self._connection = connection
        self._spelled = spelled
        self.spelling = spelling

    @property
    def is_embedded(self) -> bool:
        """Return whether this is the embedded database."""
        return self.spelling is SQLITE

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a query."""
        found: list[Row] = self._run(statement, values).fetchall()
        return found

    def each(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one, so that a reader can stop early."""
        cursor = self._run(statement, values)
        try:
            yield from cursor
        finally:
            cursor.close()

    def row(self, statement: str, values: Sequence[Any] = ()) -> Row | None:
        """Return the first row of a query, if any."""
        cursor = self._run(statement, values)
        found: Row | None = cursor.fetchone()
        cursor.close()
        return found

    def run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it touched."""
        touched: int = self._run(statement, values).rowcount
        return touched

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row of values."""
        many = list(rows)
        if many:
            self._connection.cursor().executemany(self._spell(statement), many)

    def _run(self, statement: str, values: Sequence[Any]) -> Any:
        return self._connection.execute(self._spell(statement), values)

    def _spell(self, statement: str) -> str:
        spelled = self._spelled.get(statement)
        if spelled is None:
            spelled = statement.replace("?", self.spelling.placeholder)
            self._spelled[statement] = spelled
        return spelled


class Database:
    """The central database: work is handed in as a function and runs in one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._is_embedded = engine.dialect.name == "sqlite"
        self._spelling = SQLITE if self._is_embedded else POSTGRES
        self._spelled: dict[str, str] = {}
        # One writer at a time is SQLite's own rule; waiting here is fair, its busy loop is not.
        self._turn: AbstractContextManager[Any] = (
            threading.Lock() if self._is_embedded else nullcontext()
        )

    @property
    def is_embedded(self) -> bool:
        """Return whether this is the embedded database."""
        return self._is_embedded

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Open a read transaction: everything in it is of one moment."""
        with self._open(is_writing=False) as work:
            yield work

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` in a write transaction and return its result once it is durable.

        Work may be run again after a deadlock, so it must not touch anything but its transaction.
        """
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._write_once(work)
            except self._driver_error as error:
                if getattr(error, "sqlstate", None) not in _WORTH_REPEATING:
                    raise
        return self._write_once(work)

    def write_together(
        self, works: Sequence[Callable[[Transaction], Result]]
    ) -> list[Result | Exception]:
        """Run pieces of work that do not know each other; return what each returned or raised.

        On the embedded database they share one transaction, so that several devices wait for one
        write to the disk. A piece that raises leaves nothing behind; the others are kept.
        """
        if self._is_embedded and len(works) > 1:
            # A fault of the database in the middle: each has to find out by itself.
            with suppress(self._driver_error):
                return self._write_batch(works)
        return [self._outcome(work) for work in works]

    def fold_log(self) -> None:
        """Copy the embedded database's log into its file; whoever reads past the log needs it."""
        if not self._is_embedded:
            return
        pooled = self.engine.raw_connection()
        try:
            pooled.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            pooled.close()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @property
    def _driver_error(self) -> type[Exception]:
        error: type[Exception] = self.engine.dialect.loaded_dbapi.Error
        return error

    def _write_once(self, work: Callable[[Transaction], Result]) -> Result:
        with self._turn, self._open(is_writing=True) as transaction:
            return work(transaction)

    def _write_batch(
        self, works: Sequence[Callable[[Transaction], Result]]
    ) -> list[Result | Exception]:
        with self._turn, self._open(is_writing=True) as transaction:
            return [self._guarded(transaction, work) for work in works]

    def _guarded(
        self, transaction: Transaction, work: Callable[[Transaction], Result]
    ) -> Result | Exception:
        transaction.run("SAVEPOINT piece")
        outcome: Result | Exception
        try:
            outcome = work(transaction)
        except self._driver_error:
            raise
        except Exception as error:  # noqa: BLE001 - handed to the one who asked for this piece
            transaction.run("ROLLBACK TO piece")
            outcome = error
        transaction.run("RELEASE piece")
        return outcome

    def _outcome(self, work: Callable[[Transaction], Result]) -> Result | Exception:
        try:
            return self.write(work)
        except Exception as error:  # noqa: BLE001 - handed to the one who asked for this piece
            return error

    @contextmanager
    def _open(self, *, is_writing: bool) -> Iterator[Transaction]:
        pooled = self.engine.raw_connection()
        connection: Any = pooled.dbapi_connection
        try:
            self._begin(connection, is_writing=is_writing)
            yield Transaction(connection, self._spelling, self._spelled)
            connection.commit()
        except BaseException:
            with suppress(self._driver_error):
                connection.rollback()
            raise
        finally:
            # Also rolls back, where the commit itself failed.
            pooled.close()

    def _begin(self, connection: Any, *, is_writing: bool) -> None:
        if self._is_embedded:
            # A writer that begins as a reader and upgrades later can fail in the middle.
            connection.execute("BEGIN IMMEDIATE" if is_writing else "BEGIN")
            return
        # A page takes several statements and must still be of one moment.
        connection.isolation_level = None if is_writing else IsolationLevel.REPEATABLE_READ

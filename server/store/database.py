"""Run work in read and write transactions, on either engine, with one spelling of SQL."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from server.store.engine import WRITING

Result = TypeVar("Result")
Row = Sequence[Any]

_ATTEMPTS = 8
# Serialisation failure, deadlock, and two devices that made the same row at the same time.
_WORTH_REPEATING = frozenset({"40001", "40P01", "23505"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """The few places where the two engines' SQL differs.

    Attributes:
        placeholder: Of a bound value.
        pairs: A table `pair(a, b)` made from one JSON array of arrays.
        words: A table `word(a)` made from one JSON array.
        lock: Ends a query whose rows of `record` are about to be written.
        lock_row: Ends any other query whose row is about to be written.
    """

    placeholder: str
    pairs: str
    words: str
    lock: str
    lock_row: str


SQLITE = Spelling(
    placeholder="?",
    pairs="(SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(?)) pair CROSS JOIN",
    words="(SELECT value AS a FROM json_each(?))",
    lock="",
    lock_row="",
)
POSTGRES = Spelling(
    placeholder="%s",
    pairs="(SELECT value ->> 0 AS a, value ->> 1 AS b"
    " FROM json_array_elements(?::json) AS given(value)) pair JOIN",
    words="(SELECT value AS a FROM json_array_elements_text(?::json) AS given(value))",
    lock=" FOR UPDATE OF r",
    lock_row=" FOR UPDATE",
)


class Transaction:
    """One open transaction; statements write `?` for a bound value on both engines."""

    __slots__ = ("_connection", "_spelled", "spelling")

    def __init__(self, connection: Connection, spelling: Spelling, spelled: dict[str, str]) -> None:
        self._connection = connection
        self._spelled = spelled
        self.spelling = spelling

    @property
    def is_embedded(self) -> bool:
        """Return whether this is the embedded database."""
        return self.spelling is SQLITE

    def rows(self, statement: str, values: Sequence[Any] = ()) -> Sequence[Row]:
        """Return all rows of a query."""
        found: Sequence[Row] = self._run(statement, tuple(values)).fetchall()
        return found

    def each(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Return the rows of a query one by one, so that a reader can stop early."""
        result = self._run(statement, tuple(values))
        try:
            yield from result
        finally:
            result.close()

    def row(self, statement: str, values: Sequence[Any] = ()) -> Row | None:
        """Return the first row of a query, if any."""
        found: Row | None = self._run(statement, tuple(values)).first()
        return found

    def run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it touched."""
        touched: int = self._run(statement, tuple(values)).rowcount
        return touched

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row of values."""
        many = [tuple(row) for row in rows]
        if many:
            self._run(statement, many)

    def _run(self, statement: str, values: Any) -> Any:
        spelled = self._spelled.get(statement)
        if spelled is None:
            spelled = statement.replace("?", self.spelling.placeholder)
            self._spelled[statement] = spelled
        return self._connection.exec_driver_sql(spelled, values)


class Database:
    """The central database: work is handed in as a function and runs in one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._is_embedded = engine.dialect.name == "sqlite"
        self._spelling = SQLITE if self._is_embedded else POSTGRES
        self._spelled: dict[str, str] = {}
        self._writing = engine.execution_options(**{WRITING: True})
        # A reader sees one moment, however many statements its page takes.
        self._reading = (
            engine
            if self._is_embedded
            else engine.execution_options(isolation_level="REPEATABLE READ")
        )
        # One writer at a time is SQLite's own rule; waiting here is fair, its busy loop is not.
        self._turn: AbstractContextManager[Any] = (
            threading.Lock() if self._is_embedded else nullcontext()
        )

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Open a read transaction: everything in it is of one moment."""
        with self._reading.begin() as connection:
            yield self._transaction(connection)

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` in a write transaction and return its result once it is durable.

        Work may be run again after a deadlock, so it must not touch anything but its transaction.
        It is a function and not a `with` block so that one day a writer can put the work of
        several devices into one commit.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                with self._turn, self._writing.begin() as connection:
                    return work(self._transaction(connection))
            except DBAPIError as error:
                state = getattr(error.orig, "sqlstate", None)
                if state not in _WORTH_REPEATING or attempt == _ATTEMPTS:
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _transaction(self, connection: Connection) -> Transaction:
        return Transaction(connection, self._spelling, self._spelled)

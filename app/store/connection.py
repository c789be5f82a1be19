"""One connection of the store during one transaction: statements go to the driver itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # takes long to import, and a start that opens no store must not pay for it
    from sqlalchemy import Engine
    from sqlalchemy.pool import PoolProxiedConnection

READING, WRITING = "BEGIN", "BEGIN IMMEDIATE"
"""A reader blocks nobody; what a writer read cannot change before it writes."""


class Rows:
    """What a statement found."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that were not read yet."""
        return iter(self._cursor)

    @property
    def rowcount(self) -> int:
        """How many rows the statement touched."""
        return int(self._cursor.rowcount)

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        """Return the rows that were not read yet."""
        found: list[Any] = self._cursor.fetchall()
        return found

    def one(self) -> Any:
        """Return the only row.

        Raises:
            LookupError: There is none, or another.
        """
        rows = self._cursor.fetchmany(2)
        if len(rows) != 1:
            raise LookupError("one row")
        return rows[0]

    def scalar(self) -> Any:
        """Return the first value of the next row, or None."""
        row = self._cursor.fetchone()
        return row[0] if row else None

    def scalar_one(self) -> Any:
        """Return the first value of the only row.

        Raises:
            LookupError: There is none, or another.
        """
        return self.one()[0]

    def scalars(self) -> Scalars:
        """Return the first value of every row that was not read yet."""
        return Scalars(self._cursor)


class Scalars:
    """The first values of rows."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        """Yield them."""
        return (row[0] for row in self._cursor)

    def all(self) -> list[Any]:
        """Return them."""
        return [row[0] for row in self._cursor]


class Connection:
    """A connection of the pool; its transaction begins with the first statement.

    SQLAlchemy keeps the pool and upgrades the file, but its way to a statement costs ten times
    what SQLite takes for the short ones that saving and syncing are made of.

    Attributes:
        engine: Where it comes from.
    """

    def __init__(self, engine: Engine, begin: str) -> None:
        """Take a connection from the pool.

        Args:
            engine: Has the pool.
            begin: `READING` or `WRITING`.
        """
        self.engine = engine
        self._pooled: PoolProxiedConnection = engine.raw_connection()
        self._driver: Any = self._pooled.dbapi_connection
        self._begin = begin
        self._has_begun = False
        self._listeners = tuple(engine.dispatch.before_cursor_execute)

    @property
    def connection(self) -> PoolProxiedConnection:
        """The driver's connection, as SQLAlchemy wraps it."""
        return self._pooled

    def exec_driver_sql(
        self, statement: str, values: Sequence[Any] | dict[str, Any] | None = None
    ) -> Rows:
        """Run a statement; once for each element of a list of values.

        Raises:
            sqlalchemy.exc.DBAPIError: The driver refused.
        """
        for listener in self._listeners:
            listener(self, None, statement, values, None, isinstance(values, list))
        driver = self._driver
        try:
            if not self._has_begun:
                driver.execute(self._begin)
                self._has_begun = True
            if values is None:
                return Rows(driver.execute(statement))
            if isinstance(values, list):
                return Rows(driver.executemany(statement, values))
            return Rows(driver.execute(statement, values))
        except Exception as error:
            self._raise(error, statement)
            raise

    def commit(self) -> None:
        """Keep what was written.

        Raises:
            sqlalchemy.exc.DBAPIError: The driver refused.
        """
        try:
            self._driver.commit()
        except Exception as error:
            self._raise(error, "COMMIT")
            raise
        self._has_begun = False

    def rollback(self) -> None:
        """Take back what was written."""
        self._driver.rollback()
        self._has_begun = False

    def close(self) -> None:
        """Give the connection back to the pool, which takes back what was not kept."""
        self._pooled.close()

    def _raise(self, error: Exception, statement: str) -> None:
        """Raise an error of the driver as what SQLAlchemy makes of it; let bugs pass."""
        from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - see the top of the file

        base = self.engine.dialect.loaded_dbapi.Error
        if isinstance(error, base):
            raise DBAPIError.instance(statement, None, error, base) from error

"""A DuckDB process that holds a plain copy of some of the device's tables."""

from __future__ import annotations

import csv
import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from app.workspace import Workspace
from benchmarks.peers.own_venv import DUCKDB

_DRIVER = Path(__file__).with_name("duckdb_driver.py")
_TYPES = {"_on": "DATE", "_minor": "BIGINT", "quantity": "BIGINT"}


class DuckdbProcess:
    """A DuckDB of its own, spoken to a line at a time."""

    def __init__(self) -> None:
        """Start it.

        Raises:
            PeerMissingError: It cannot be had here.
        """
        self._process = subprocess.Popen(
            [DUCKDB.interpreter(), _DRIVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def take_over(self, workspace: Workspace, tables: Mapping[str, Sequence[str]]) -> None:
        """Copy columns of tables into DuckDB's own tables, dates as dates.

        Args:
            workspace: Whose store is copied.
            tables: Columns by table.
        """
        with tempfile.TemporaryDirectory() as folder:
            for table, columns in tables.items():
                path = Path(folder) / f"{table}.csv"
                _write_csv(workspace, table, columns, path)
                types = ", ".join(f"'{name}': '{_type_of(name)}'" for name in columns)
                self.milliseconds(
                    [f"CREATE TABLE {table} AS FROM read_csv('{path}', columns = {{{types}}})"]
                )

    def milliseconds(self, statements: Sequence[str]) -> float:
        """Run statements, fetch all their rows there, and return what that took."""
        return float(self._ask(statements, rows=False)["ms"])

    def rows(self, statement: str) -> list[list[Any]]:
        """Run a statement and return its rows; dates come as text."""
        found: list[list[Any]] = self._ask([statement], rows=True)["rows"][0]
        return found

    def _ask(self, statements: Sequence[str], *, rows: bool) -> dict[str, Any]:
        out, back = self._process.stdin, self._process.stdout
        if out is None or back is None:
            raise RuntimeError("the process has no pipes")
        out.write(json.dumps({"sql": list(statements), "rows": rows}) + "\n")
        out.flush()
        answer: dict[str, Any] = json.loads(back.readline())
        return answer


def _type_of(column: str) -> str:
    if column in {"blacklisted", "frozen"}:
        return "BIGINT"
    return next((kind for end, kind in _TYPES.items() if column.endswith(end)), "VARCHAR")


def _write_csv(workspace: Workspace, table: str, columns: Sequence[str], path: Path) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with workspace.store.snapshot() as look, path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(look.connection.exec_driver_sql(f'SELECT {names} FROM "{table}"'))  # noqa: S608 - names of ours

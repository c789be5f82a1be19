"""Runs inside DuckDB's environment: statements come in, a line each; times and rows go out."""

from __future__ import annotations

import json
import sys
import time

import duckdb  # type: ignore[import-not-found, unused-ignore]


def main() -> None:
    """Answer until the input ends: {"sql": [...], "rows": bool} by {"ms": ..., "rows": [...]}."""
    database = duckdb.connect(":memory:")
    for line in sys.stdin:
        wanted = json.loads(line)
        begin = time.perf_counter_ns()
        found = [database.execute(statement).fetchall() for statement in wanted["sql"]]
        spent = (time.perf_counter_ns() - begin) / 1e6
        answer = {"ms": spent, "rows": found if wanted["rows"] else []}
        sys.stdout.write(json.dumps(answer, default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

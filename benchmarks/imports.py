"""Take in 200,000 rows with 5 % errors: memory, time, and how long a cancel takes.

Each file is taken in by a process of its own, so that its highest memory is its own. The floor
reads the same CSV and writes its rows into the same encrypted table, without checking, without
looking for duplicates and without the journal that sync sends.
"""

from __future__ import annotations

import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice, pairwise
from pathlib import Path

from app.commands.exchange.imports import continue_import, run_import
from app.commands.exchange.reverts import revert_import
from app.domain.importing.plans import DEFAULTS, ImportPlan, Mode
from app.exchange.table_files import TableFile, look_at_table
from app.queries.exchange.imports import glance_at_table, preview_import
from app.queries.exchange.words import survey_words
from app.store.statements import insert_record
from app.workspace import Workspace
from benchmarks.frame import Row, report
from benchmarks.imports_setting import ROWS, make_device, write_rows

_KIBI = 1024
_CANCELS = 12
_CANCEL_AFTER_SECONDS = 1.0
_AT_ONCE = 400
_FIELDS = (
    *("name", "type", "uscc", "phone", "city", "address", "principal", "dealings_since_on"),
    *("staff", "funds_minor", "brands", "remark"),
)


def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("csv", "xlsx"):
            write_rows(Path(folder) / f"rows.{ending}")
        found = {ending: _child(Path(folder), ending) for ending in ("csv", "xlsx")}
        floor = _child(Path(folder), "floor")
    rows = []
    for ending, figures in found.items():
        rows += [
            Row(f"{ending}-words", figures["words"], "s", floor["run"]),
            Row(f"{ending}-check", figures["check"], "s", floor["run"]),
            Row(f"{ending}-take-in", figures["run"], "s", floor["run"]),
            Row(f"{ending}-take-back", figures["back"], "s"),
            Row(f"{ending}-peak-memory", figures["peak"], "MB", floor["peak"]),
            Row(f"{ending}-longest-silence", figures["silence"], "ms"),
        ]
    cancels = found["csv"]["cancels"]
    rows += [
        Row("cancel-p50", statistics.median(cancels), "ms"),
        Row("cancel-worst", max(cancels), "ms"),
    ]
    share = found["csv"]["rejected"] / ROWS
    report("imports", rows, remarks=[f"{ROWS:,} rows, {share:.1%} rejected, 20,000 accounts here"])


def _child(folder: Path, what: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.imports", "child", what, str(folder)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def child(what: str, folder: Path) -> None:
    """Take one file in and print the figures."""
    home = folder / what
    home.mkdir()
    workspace = make_device(home)
    if what == "floor":
        begun = time.perf_counter()
        _write_plainly(workspace, folder / "rows.csv")
        figures: dict[str, object] = {"run": time.perf_counter() - begun}
    else:
        figures = _take_in(workspace, look_at_table(folder / f"rows.{what}"), is_csv=what == "csv")
    figures["peak"] = figures.get("peak") or _peak()
    workspace.store.close()
    sys.stdout.write(json.dumps(figures))


def _take_in(workspace: Workspace, table: TableFile, *, is_csv: bool) -> dict[str, object]:
    glance = glance_at_table(workspace, table, "account")
    plan = ImportPlan(
        entity="account",
        columns=glance.columns,
        heading_line=glance.heading_line,
        mode=Mode.CREATE,
        key=("name",),
        defaults=DEFAULTS["account"],
    )
    counting = time.perf_counter()
    survey_words(workspace, table, plan)
    begun = time.perf_counter()
    preview_import(workspace, table, plan)
    checked = time.perf_counter()
    told = [checked]
    done = run_import(workspace, table, plan, tell=lambda _tally: told.append(time.perf_counter()))
    run, peak = time.perf_counter(), _peak()
    revert_import(workspace, done.exchange_id)
    back = time.perf_counter()
    silences = [after - before for before, after in pairwise(told[1:])]
    return {
        "words": begun - counting,
        "check": checked - begun,
        "run": run - checked,
        "back": back - run,
        "peak": peak,
        "silence": max(silences) * 1000,
        "rejected": done.tally.rejected,
        "cancels": _cancels(workspace, table, plan) if is_csv else [],
    }


def _cancels(workspace: Workspace, table: TableFile, plan: ImportPlan) -> list[float]:
    """Cancel again and again at any moment; return the milliseconds until it had ended."""
    found, exchange_id = [], ""
    for _ in range(_CANCELS):
        stop, asked = threading.Event(), [0.0]
        timer = threading.Timer(_CANCEL_AFTER_SECONDS, _ask, [stop, asked])
        started = []

        def tell(
            _tally: object, started: list[int] = started, timer: threading.Timer = timer
        ) -> None:
            if not started:
                started.append(1)
                timer.start()

        if exchange_id:
            continue_import(workspace, exchange_id, table, tell=tell, should_stop=stop.is_set)
        else:
            done = run_import(workspace, table, plan, tell=tell, should_stop=stop.is_set)
            exchange_id = done.exchange_id
        found.append((time.perf_counter() - asked[0]) * 1000)
    return found


def _ask(stop: threading.Event, asked: list[float]) -> None:
    asked[0] = time.perf_counter()
    stop.set()


def _write_plainly(workspace: Workspace, path: Path) -> None:
    sql = insert_record("account", _FIELDS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        while some := list(islice(rows, _AT_ONCE)):
            with workspace.store.unit_of_work() as work:
                values = [(workspace.new_id(), None, *row) for row in some]
                work.connection.exec_driver_sql(sql, values)
                work.commit()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBI


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(sys.argv[2], Path(sys.argv[3]))
    else:
        main()

"""What every benchmark shares: repeat, take the median, compare with a floor, report."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

DEFAULT_RUNS = 7
GIBIBYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        work: What was done; permanent, because reports of different days are compared by it.
        value: Median over the runs, in `unit`.
        unit: "ms", "s", "MB", "rows/s" ...
        floor: The same unit for the least that the work could cost here; None without one.
    """

    work: str
    value: float
    unit: str
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor the value is; None without a floor."""
        return round(self.value / self.floor, 3) if self.floor else None


def median_ms(work: Callable[[], object], *, runs: int = DEFAULT_RUNS) -> float:
    """Return the median duration of a piece of work in milliseconds, after one unmeasured run."""
    work()
    return statistics.median(duration_ms(work) for _ in range(runs))


def medians_ms(
    work: Callable[[], object], floor: Callable[[], object], *, runs: int = DEFAULT_RUNS
) -> tuple[float, float]:
    """Measure work and floor in turns, so that a busy moment of the machine meets both.

    Returns:
        The medians of both in milliseconds, after one unmeasured run of each.
    """
    work()
    floor()
    pairs = [(duration_ms(work), duration_ms(floor)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def machine() -> str:
    """Describe the machine in one line, without anything that names its owner or folders."""
    memory = f", {_memory_gib():.0f} GiB" if hasattr(os, "sysconf") else ""
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    python = platform.python_version()
    return f"{os.cpu_count()} x {platform.machine()}{memory}, {system}, Python {python}"


def report(
    name: str,
    rows: Sequence[Row],
    arguments: Sequence[str] | None = None,
    *,
    remarks: Sequence[str] = (),
) -> None:
    """Print the figures as a table and write them to the file that `--json FILE` names.

    Args:
        name: The benchmark's name, as `dev.py bench` knows it.
        rows: The figures in reading order.
        arguments: The command line; the process's own when left out.
        remarks: What a reader must know beside the figures, such as rows that are left out.
    """
    parser = argparse.ArgumentParser(prog=name)
    parser.add_argument("--json", metavar="FILE", type=Path)
    target: Path | None = parser.parse_args(arguments).json
    sys.stdout.write(as_table(name, rows, remarks))
    if target is not None:
        target.write_text(as_json(name, rows, remarks), encoding="utf-8")


def as_json(name: str, rows: Sequence[Row], remarks: Sequence[str] = ()) -> str:
    """Return the figures for programs: name, machine, rows with their ratio, remarks."""
    figures = [{**asdict(row), "ratio": row.ratio} for row in rows]
    whole = {"name": name, "machine": machine(), "rows": figures, "remarks": [*remarks]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_table(name: str, rows: Sequence[Row], remarks: Sequence[str] = ()) -> str:
    """Return the figures for people, and below them the remarks, a line each."""
    titles = ("work", "value", "unit", "floor", "ratio")
    lines = [titles, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(titles))]
    text = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    return "\n".join([f"{name} on {machine()}", *text, *remarks]) + "\n"


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    floor = "" if row.floor is None else f"{row.floor:,.2f}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return row.work, f"{row.value:,.2f}", row.unit, floor, ratio


def duration_ms(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes this once, in milliseconds."""
    start = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - start) / 1e6


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIBIBYTE

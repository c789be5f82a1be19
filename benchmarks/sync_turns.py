"""Measures a sync and its floor in turns, and says how much the runs differed."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.frame import Row, percentile

_LOW, _HIGH = 0.1, 0.9


@contextmanager
def without_collector() -> Iterator[None]:
    """Stop Python's search for cycles, as the desktop does while it works."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def in_turns(
    work: str, *, runs: int, ours: Callable[[int], float], floor: Callable[[int], float]
) -> Row:
    """Run both in turns, so that a busy moment of the machine meets both, and take the medians.

    Args:
        work: Name of the row.
        runs: Measured runs of each, after one of each that is not.
        ours: Takes the number of the run and returns seconds.
        floor: The same.
    """
    with without_collector():
        pairs = [(ours(number), floor(number)) for number in range(runs + 1)][1:]
    own, least = ([pair[side] * 1000 for pair in pairs] for side in (0, 1))
    say(f"{work}: {_spread(own)}; floor {_spread(least)}")
    return Row(work, statistics.median(own), "ms", statistics.median(least))


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def say(line: str) -> None:
    """Tell how it goes, beside the table."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _spread(values: list[float]) -> str:
    low, high = percentile(values, _LOW), percentile(values, _HIGH)
    return f"{low:.2f} to {high:.2f} ms over {len(values)} runs (10th to 90th percentile)"

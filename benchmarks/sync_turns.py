"""Measures a sync, its floor and a peer in turns, and says how much the runs differed."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.frame import Row, percentile

PEER = "anki"
"""Whose rows stand beside ours."""
_LOW, _HIGH = 0.1, 0.9

Turn = Callable[[int], float]
"""Takes the number of the run and returns seconds."""


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
    work: str, *, runs: int, ours: Turn, floor: Turn, peer: Turn | None = None
) -> list[Row]:
    """Run all in turns, so that a busy moment of the machine meets all, and take the medians.

    Args:
        work: Name of the row.
        runs: Measured runs of each, after one of each that is not.
        ours: The work.
        floor: The least that it could cost.
        peer: The same work by somebody else's engine, if there is one here.

    Returns:
        Our row, and the peer's with the same floor.
    """
    sides = {work: ours, "floor": floor, **({peer_row(work): peer} if peer else {})}
    with without_collector():
        rounds = [[turn(number) for turn in sides.values()] for number in range(runs + 1)][1:]
    took = {
        side: [duration * 1000 for duration in durations]
        for side, durations in zip(sides, zip(*rounds, strict=True), strict=True)
    }
    say("; ".join(f"{side}: {_spread(values)}" for side, values in took.items()))
    medians = {side: statistics.median(values) for side, values in took.items()}
    least = medians.pop("floor")
    return [Row(side, value, "ms", least) for side, value in medians.items()]


def peer_row(work: str) -> str:
    """Return the name of the row that stands beside ours."""
    return f"{work}-{PEER}"


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

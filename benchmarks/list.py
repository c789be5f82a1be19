"""The account list of 20,000: open it, jump through it, sort it, paint it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from benchmarks.account_screen import AccountScreen, show_account_screen
from benchmarks.frame import Row, percentile, report

JUMPS = 60
FRAMES = 120
SORTS = ("name", "last_visit", "sales", "overdue")


def main() -> None:
    """Measure and report."""
    screen = show_account_screen()
    try:
        jumps = _jumps(screen)
        frames = _frames(screen)
        sorts = [
            screen.answered(lambda key=key: screen.view.sort_requested.emit(key, True))
            for key in SORTS * 3
        ]
    finally:
        screen.close()
    report(
        "list",
        [
            Row("jump-p50", percentile(jumps, 0.5), "ms"),
            Row("jump-p95", percentile(jumps, 0.95), "ms"),
            Row("frame-p50", percentile(frames, 0.5), "ms"),
            Row("frame-p95", percentile(frames, 0.95), "ms"),
            Row("sort-p50", percentile(sorts, 0.5), "ms"),
            Row("sort-p95", percentile(sorts, 0.95), "ms"),
        ],
    )


def _jumps(screen: AccountScreen) -> list[float]:
    """Drag the scroll bar to random places, until the rows there are shown."""
    bar = screen.view.table.verticalScrollBar()
    places = random.Random(7)  # noqa: S311 - places on a scroll bar
    return [
        _timed(screen, lambda: bar.setValue(places.randrange(bar.maximum()))) for _ in range(JUMPS)
    ]


def _frames(screen: AccountScreen) -> list[float]:
    """Paint the whole list again and again, as smooth scrolling does."""
    table = screen.view.table
    bar = table.verticalScrollBar()
    bar.setValue(0)
    screen.until(screen.shows_rows)
    durations = []
    for step in range(FRAMES):
        bar.setValue(step * max(1, bar.singleStep()))
        begun = time.perf_counter()
        table.viewport().grab()
        durations.append((time.perf_counter() - begun) * 1000)
    return durations


def _timed(screen: AccountScreen, act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    screen.until(screen.shows_rows)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()

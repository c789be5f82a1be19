"""Cold start to a usable account list of 20,000, against an empty window of the same library.

Every run is a process of its own. The time between the unlock window and the first key of the
passphrase belongs to the user; the row `start-large` leaves it out, `start-large-at-once` types
before the program has had any time to prepare.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from benchmarks.frame import Row, report
from benchmarks.large_profile import large_profile

RUNS = 7
TYPING_SECONDS = 2.0


def main() -> None:
    """Measure in turns, so that a busy moment meets all of them, and report."""
    large_profile()
    _run("empty")
    _run("unlock", "0")
    empty, calm, at_once = [], [], []
    for _ in range(RUNS):
        empty.append(_run("empty"))
        calm.append(_run("unlock", str(TYPING_SECONDS)))
        at_once.append(_run("unlock", "0"))
    floor = statistics.median(run["shown"] for run in empty)
    window = statistics.median(run["unlock-window"] for run in calm)
    unlocking = statistics.median(run["list"] - run["typed"] for run in calm)
    whole = statistics.median(run["list"] for run in at_once)
    report(
        "start",
        [
            Row("start-large", window + unlocking, "ms", floor),
            Row("unlock-window", window, "ms", floor),
            Row("enter-to-list", unlocking, "ms", floor),
            Row("start-large-at-once", whole, "ms", floor),
        ],
    )


def _run(*arguments: str) -> dict[str, float]:
    """Start a child and return the milliseconds from its birth to each stage."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start_child", *arguments],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {stage: (float(moment) - begun) * 1000 for stage, moment in lines}


if __name__ == "__main__":
    main()

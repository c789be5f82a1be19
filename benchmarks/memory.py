"""Resident memory with the large store open and the account list shown and scrolled through."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.account_screen import show_account_screen
from benchmarks.frame import Row, report

STEPS = 200
KIBI = 1024


def main() -> None:
    """Measure and report."""
    screen = show_account_screen()
    try:
        bar = screen.view.table.verticalScrollBar()
        for step in range(STEPS):
            bar.setValue(bar.maximum() * step // STEPS)
            screen.until(screen.shows_rows)
        resident = resident_megabytes()
    finally:
        screen.close()
    report("memory", [Row("large-open", resident, "MB")])


def resident_megabytes() -> float:
    """Return what the process holds in memory now."""
    if sys.platform.startswith("linux"):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / KIBI
    import resource  # noqa: PLC0415 - not there on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBI


if __name__ == "__main__":
    main()

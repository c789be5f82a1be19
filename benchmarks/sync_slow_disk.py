"""Everyday syncs on a disk as slow as that of the machine on which their aims were set.

Where a sync of a page to the disk takes next to nothing, a floor that is to be durable costs no
more than one that is not, and what is measured is the processor alone. Here each sync is made to
take 0.9 ms on both sides, for ours, the floor and Anki alike: the durable floor of one record each
way comes to the 2.3 ms that the aims were set with.

Needs a C compiler, called `cc`, and a system that loads a library before others (Linux).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.frame import Row, report
from benchmarks.sync import anki_or_remark, everyday_rows

_SHIM = "slow_disk"
_PRELOAD, _PAUSE = "LD_PRELOAD", "ROADBOOK_FSYNC_MICROSECONDS"
_LIBRARY = ("-O2", "-shared", "-fPIC")
_MICROSECONDS = 850
"""On top of what a sleep takes to wake up and a sync takes here: together 0.9 ms."""


def main() -> int:
    """Begin anew with the slow disk, or measure and report."""
    if _PAUSE in os.environ:
        remarks: list[str] = []
        report("sync_slow_disk", _rows(remarks), remarks=remarks)
        return 0
    with tempfile.TemporaryDirectory(prefix="roadbook-bench-") as folder:
        library = Path(folder) / f"{_SHIM}.so"
        source = Path(__file__).with_name(f"{_SHIM}.c")
        compiler = shutil.which("cc")
        if compiler is None:
            sys.exit("There is no C compiler called cc here.")
        subprocess.run([compiler, *_LIBRARY, "-o", library, source, "-ldl"], check=True)
        slow = {**os.environ, _PRELOAD: str(library), _PAUSE: str(_MICROSECONDS)}
        again = [sys.executable, "-m", "benchmarks.sync_slow_disk", *sys.argv[1:]]
        return subprocess.run(again, env=slow, check=False).returncode


def _rows(remarks: list[str]) -> list[Row]:
    with ExitStack() as stack:
        return everyday_rows(anki_or_remark(stack, remarks))


if __name__ == "__main__":
    sys.exit(main())

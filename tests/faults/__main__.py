"""The command line of the faults on real files and processes: `python3 dev.py faults`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults import damage, power, writes
from tests.faults.kill import run_kills
from tests.faults.kill_phases import PHASES

_SAVES = 90


def main() -> int:
    options = _arguments().parse_args()
    failed = False
    with tempfile.TemporaryDirectory(prefix="rbfault-") as folder:
        for line, is_right, seconds in _timed(options.run(options, Path(folder))):
            sys.stdout.write(f"{'ok' if is_right else 'FAILED'} {line} [{seconds:.0f} s]\n")
            sys.stdout.flush()
            failed = failed or not is_right
    return int(failed)


def _timed(lines: Iterator[tuple[str, bool]]) -> Iterator[tuple[str, bool, float]]:
    began = time.monotonic()
    for line, is_right in lines:
        yield line, is_right, time.monotonic() - began
        began = time.monotonic()


def _kill(options: argparse.Namespace, _folder: Path) -> Iterator[tuple[str, bool]]:
    for phase in options.phase or PHASES:
        sums = run_kills(phase, options.server, rounds=options.rounds, seed=options.seed)
        yield sums.line(f"{phase}, {options.server}"), not sums.wrong


def _power(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, bool]]:
    for level in options.level or power.LEVELS:
        place = folder / level
        place.mkdir()
        recording = power.record_work(place / "work", _SAVES, level)
        for side, sums in zip(
            ("device", "server"),
            power.cut_power(recording, options.images, options.seed, place),
            strict=True,
        ):
            is_right = sums.is_clean if level == "FULL" else bool(sums.lost)
            wanted = "" if level == "FULL" else " (control: must lose)"
            yield sums.line(f"{side}, synchronous={level}{wanted}"), is_right


def _writes(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, bool]]:
    for side, failure in writes.each_kind(tuple(options.side or writes.SIDES)):
        sums = writes.fail_each(side, failure, folder, step=options.step)
        yield sums.line(f"{side}, {failure}"), not sums.wrong


def _damage(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, bool]]:
    for kind in options.kind or damage.KINDS:
        sums = damage.damage_each_page(
            kind,
            folder / kind,
            records=options.records,
            unsent=options.unsent,
            seed=options.seed,
        )
        yield sums.line(kind), kind == "log" or not sums.noticed[damage.UNNOTICED]


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    commands = parser.add_subparsers(required=True)
    kill = commands.add_parser("kill", help="SIGKILL of client, server and PostgreSQL")
    kill.add_argument("--phase", action="append", choices=sorted(PHASES))
    kill.add_argument("--rounds", type=int, default=10)
    kill.add_argument("--server", choices=("sqlite", "postgresql"), default="sqlite")
    cut = commands.add_parser("power", help="what a power cut leaves of files, and controls")
    cut.add_argument("--images", type=int, default=200, help="for each side and level")
    cut.add_argument("--level", action="append", choices=power.LEVELS, help="of synchronous")
    fail = commands.add_parser("writes", help="every n-th write or sync fails")
    fail.add_argument("--side", action="append", choices=writes.SIDES)
    fail.add_argument("--step", type=int, default=1, help="only every so manieth")
    harm = commands.add_parser("damage", help="every page of a store damaged in turn")
    harm.add_argument("--kind", action="append", choices=damage.KINDS)
    harm.add_argument("--records", type=int, default=60, help="that the server has")
    harm.add_argument("--unsent", type=int, default=30, help="units of work")
    for command, run in ((kill, _kill), (cut, _power), (fail, _writes), (harm, _damage)):
        command.add_argument("--seed", type=int, default=1)
        command.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    sys.exit(main())

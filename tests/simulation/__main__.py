"""The command line of the simulation: `python3 dev.py simulate`."""

from __future__ import annotations

import argparse
import sys
import time

from tests.simulation.campaign import Order, replay_command, run_campaign, steps_in
from tests.simulation.planted import PLANTED

_STEPS = 200


def main() -> int:
    options = _arguments().parse_args()
    order = Order(
        seeds=range(options.seed, options.seed + options.schedules),
        steps=options.steps,
        without=steps_in(options.skip),
        no_faults=frozenset(filter(None, options.no_faults.split(","))),
        plant=options.plant,
    )
    began = time.monotonic()
    sums = run_campaign(order, jobs=options.jobs, shrink=not options.whole)
    for failure, schedule in sums.failures:
        _say(f"\nseed {failure.seed}, step {failure.step}: {failure.told}")
        for line in failure.trace:
            _say(f"    {line}")
        _say(replay_command(schedule, options.plant))
    for line in sums.lines():
        _say(line)
    _say(f"{time.monotonic() - began:.0f} s")
    return min(len(sums.failures), 1)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py simulate", description=__doc__)
    parser.add_argument("--schedules", type=int, default=100, metavar="N", help="how many")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the first")
    parser.add_argument("--steps", type=int, default=_STEPS, help="steps of each")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once")
    parser.add_argument("--plant", default="", choices=["", *PLANTED], help="a bug to be found")
    parser.add_argument("--no-faults", default="", help="faults left out: F2,F8")
    parser.add_argument("--skip", default="", help="steps left out: 1-4,7 (from a shrunk failure)")
    parser.add_argument("--whole", action="store_true", help="do not shrink failures")
    return parser


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

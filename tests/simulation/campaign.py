"""Many schedules on all cores, what they came to, and how to see a failure again."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.simulation.company import make_templates
from tests.simulation.faults import ALL, in_order
from tests.simulation.healing import Outcome
from tests.simulation.planted import planted
from tests.simulation.running import Failure, run_schedule, work_folder
from tests.simulation.schedule import Schedule, draw_schedule
from tests.simulation.shrink import Shrinking

_SEEDS_A_BATCH = 20


@dataclass(frozen=True)
class Order:
    """What is to be run.

    Attributes:
        seeds: One schedule each.
        steps: Of each.
        without: Steps left out.
        no_faults: Faults switched off.
        plant: Name of a planted bug, or "".
    """

    seeds: Sequence[int]
    steps: int
    without: frozenset[int] = frozenset()
    no_faults: frozenset[str] = frozenset()
    plant: str = ""

    def schedule(self, seed: int) -> Schedule:
        return draw_schedule(seed, self.steps, without=self.without, no_faults=self.no_faults)


@dataclass
class Sums:
    """What a campaign came to."""

    rounds: list[int] = field(default_factory=list)
    units: int = 0
    operations: int = 0
    events: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[Failure, Schedule]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.rounds.append(outcome.rounds)
        self.units += outcome.units
        self.operations += outcome.operations
        self.events.update(outcome.events)
        self.faults.update(outcome.faults)

    def lines(self) -> Iterator[str]:
        done = len(self.rounds)
        yield f"{done} of {done + len(self.failures)} schedules kept every promise"
        yield f"{self.units} units of work with {self.operations} operations, none lost or doubled"
        if self.rounds:
            middle, most = statistics.median(self.rounds), max(self.rounds)
            yield f"rounds until quiet: median {middle:g}, most {most}"
        yield ", ".join(f"{kind} {count}" for kind, count in self.events.most_common())
        yield ", ".join(f"{fault} {self.faults[fault]}" for fault in in_order(ALL))


def run_campaign(order: Order, *, jobs: int, shrink: bool) -> Sums:
    """Run all schedules of an order, each failure shrunk where that is wanted."""
    batches = [
        Order(
            order.seeds[start : start + _SEEDS_A_BATCH],
            *(order.steps, order.without, order.no_faults, order.plant),
        )
        for start in range(0, len(order.seeds), _SEEDS_A_BATCH)
    ]
    sums = Sums()
    if jobs == 1 or len(batches) == 1:
        results = map(_run_batch, batches, [shrink] * len(batches))
        _add(sums, results)
        return sums
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        _add(sums, pool.map(_run_batch, batches, [shrink] * len(batches)))
    return sums


def _add(sums: Sums, batches) -> None:
    for outcomes in batches:
        for outcome in outcomes:
            if isinstance(outcome, Outcome):
                sums.add(outcome)
            else:
                sums.failures.append(outcome)


def _run_batch(order: Order, shrink: bool) -> list[Outcome | tuple[Failure, Schedule]]:
    with work_folder() as folder, planted(order.plant), _collected_between():
        templates = make_templates(Path(folder))
        results: list[Outcome | tuple[Failure, Schedule]] = []
        for seed in order.seeds:
            schedule = order.schedule(seed)
            outcome = run_schedule(schedule, templates)
            gc.collect()
            if isinstance(outcome, Failure):
                results.append(
                    _shrunk(schedule, outcome, templates) if shrink else (outcome, schedule)
                )
            else:
                results.append(outcome)
        return results


@contextlib.contextmanager
def _collected_between() -> Iterator[None]:
    """Look for cycles between schedules only: in the middle it takes a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _shrunk(schedule: Schedule, failure: Failure, templates) -> tuple[Failure, Schedule]:
    def attempt(candidate: Schedule) -> Failure | None:
        outcome = run_schedule(candidate, templates)
        return outcome if isinstance(outcome, Failure) else None

    smaller, found = Shrinking(attempt).run(schedule, failure)
    return found, smaller


def replay_command(schedule: Schedule, plant: str = "") -> str:
    """Return the one command that shows a failure again."""
    words = ["python3 dev.py simulate --schedules 1", f"--seed {schedule.seed}"]
    words.append(f"--steps {schedule.steps}")
    if schedule.without:
        words.append("--skip " + spans(schedule.without))
    drawn = draw_schedule(schedule.seed, schedule.steps).rates
    off = [fault for fault, rate in drawn.items() if rate and not schedule.rates.get(fault)]
    if off:
        words.append("--no-faults " + ",".join(off))
    if plant:
        words.append(f"--plant {plant}")
    return " ".join(words)


def spans(steps: frozenset[int]) -> str:
    """Spell numbers as "1-4,7"."""
    told: list[str] = []
    ordered = sorted(steps)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
            first, last = ordered[start], ordered[at - 1]
            told.append(str(first) if first == last else f"{first}-{last}")
            start = at
    return ",".join(told)


def steps_in(text: str) -> frozenset[int]:
    """Read what `spans` wrote."""
    steps: set[int] = set()
    for word in filter(None, text.split(",")):
        first, _, last = word.partition("-")
        steps |= set(range(int(first), int(last or first) + 1))
    return frozenset(steps)

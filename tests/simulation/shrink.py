"""Makes a failing schedule small: fewer steps, fewer faults, as long as it still fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.simulation.running import Failure
from tests.simulation.schedule import Schedule

Try = Callable[[Schedule], Failure | None]


@dataclass
class Shrinking:
    """One search; `runs_left` bounds what it may cost."""

    attempt: Try
    runs_left: int = 120

    def run(self, schedule: Schedule, failure: Failure) -> tuple[Schedule, Failure]:
        """Return the smallest schedule found that fails, and how."""
        best = replace(schedule, steps=min(schedule.steps, failure.step + 1)), failure
        best = self._first_failing(_without_faults, best)
        size = best[0].steps // 2
        while size >= 1 and self.runs_left > 0:
            best = self._first_failing(_chunks(size), best)
            size //= 2
        return best

    def _first_failing(
        self,
        smaller: Callable[[Schedule], Iterator[Callable[[Schedule], Schedule]]],
        best: tuple[Schedule, Failure],
    ) -> tuple[Schedule, Failure]:
        for change in list(smaller(best[0])):
            if self.runs_left <= 0:
                break
            candidate = change(best[0])
            if candidate == best[0]:
                continue
            self.runs_left -= 1
            failure = self.attempt(candidate)
            if failure is not None:
                best = candidate, failure
        return best


def _without_faults(schedule: Schedule) -> Iterator[Callable[[Schedule], Schedule]]:
    for fault, rate in schedule.rates.items():
        if rate:
            yield lambda one, fault=fault: replace(one, rates={**one.rates, fault: 0.0})


def _chunks(size: int) -> Callable[[Schedule], Iterator[Callable[[Schedule], Schedule]]]:
    def chunks(schedule: Schedule) -> Iterator[Callable[[Schedule], Schedule]]:
        left = [step for step in range(schedule.steps) if step not in schedule.without]
        for start in range(0, len(left), size):
            out = frozenset(left[start : start + size])
            yield lambda one, out=out: replace(one, without=one.without | out)

    return chunks

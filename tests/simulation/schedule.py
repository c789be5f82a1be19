"""What one seed means: how many devices, which faults how often, how much work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.simulation.chance import chance_of, maybe
from tests.simulation.company import HEAD, REPS, Person
from tests.simulation.faults import ALL, NETWORK

_NETWORK_RATES = (0.01, 0.05, 0.2)
_MACHINE_RATES = (0.01, 0.03, 0.08)
_PAGES = (5, 12, 40, 2_000)
_REQUESTS = (1, 3, 1_000)
_MOST_DEVICES = 6


@dataclass(frozen=True)
class Schedule:
    """One run, as its seed draws it.

    Attributes:
        seed: Everything follows from it.
        steps: How long it goes on before everything is healed.
        people: Who has a device at the beginning; a person may have two.
        rates: By fault, how often.
        page_rows: Rows of a page, so that small data still take several.
        push_groups: Units of work of a request, for the same reason.
        meanwhile: How often something happens while a device waits for an answer.
        without: Steps left out, by a shrunk replay.
    """

    seed: int
    steps: int
    people: tuple[Person, ...]
    rates: Mapping[str, float]
    page_rows: int
    push_groups: int
    meanwhile: float
    without: frozenset[int] = field(default_factory=frozenset)


def draw_schedule(
    seed: int,
    steps: int,
    *,
    without: frozenset[int] = frozenset(),
    no_faults: frozenset[str] = frozenset(),
) -> Schedule:
    chance = chance_of(seed, "schedule")
    reps = chance.sample(REPS, chance.randint(2, len(REPS)))
    people = [*reps, HEAD]
    people += chance.choices(people, k=chance.randint(0, _MOST_DEVICES - len(people)))
    rates = {fault: _rate(fault, chance) for fault in ALL}
    return Schedule(
        seed=seed,
        steps=steps,
        people=tuple(people),
        rates={fault: rate for fault, rate in rates.items() if fault not in no_faults},
        page_rows=chance.choice(_PAGES),
        push_groups=chance.choice(_REQUESTS),
        meanwhile=chance.choice((0.0, 0.1, 0.4)),
        without=without,
    )


def _rate(fault: str, chance) -> float:
    rates = _NETWORK_RATES if fault in NETWORK else _MACHINE_RATES
    rate = chance.choice(rates)
    return rate if maybe(chance, 0.5) else 0.0

"""A few hundred steps of everybody's work and everything's faults, and no promise broken."""

import pytest

from tests.simulation.campaign import replay_command, spans, steps_in
from tests.simulation.company import make_templates
from tests.simulation.faults import ALL, in_order
from tests.simulation.healing import Outcome
from tests.simulation.running import Failure, run_schedule
from tests.simulation.schedule import draw_schedule
from tests.simulation.shrink import Shrinking

SEEDS = range(20)
STEPS = 200


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    return make_templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="module")
def results(templates):
    """What became of the quick tier; `python3 dev.py simulate` runs as many as anybody wants."""
    return Results(templates)


class Results(dict):
    def __init__(self, templates):
        super().__init__()
        self.templates = templates

    def __missing__(self, seed):
        self[seed] = run_schedule(draw_schedule(seed, STEPS), self.templates)
        return self[seed]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_schedule_keeps_every_promise(results, seed):
    found = results[seed]
    assert isinstance(found, Outcome), f"{found.told}\n{replay_command(draw_schedule(seed, STEPS))}"
    assert found.units > 0


@pytest.mark.timeout(600)  # run by itself, it runs the whole tier
def test_every_fault_is_played(results):
    played = set().union(*(results[seed].faults for seed in SEEDS))
    assert in_order(played) == in_order(ALL)


@pytest.mark.parametrize("seed", [2, 7])
def test_the_same_seed_is_the_same_story(results, templates, seed):
    """C12: whatever is found can be seen again."""
    again = run_schedule(draw_schedule(seed, STEPS), templates)
    assert again.digest == results[seed].digest
    assert again.digest != results[seed + 1].digest


def test_a_schedule_leaves_nothing_on_the_disk(templates, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.simulation.running._IN_MEMORY", tmp_path)
    run_schedule(draw_schedule(3, 5), templates)
    assert list(tmp_path.iterdir()) == []


def test_a_step_left_out_changes_no_other_draw():
    whole, without = (
        draw_schedule(5, STEPS, without=steps) for steps in (frozenset(), frozenset({3}))
    )
    assert whole.rates == without.rates
    assert whole.people == without.people


@pytest.mark.parametrize("steps", [set(), {0}, {1, 2, 3, 7}, {0, 2, 4}, set(range(200))])
def test_steps_left_out_are_spelled_short_and_read_back(steps):
    assert steps_in(spans(frozenset(steps))) == steps


def test_a_failure_is_made_small_before_it_is_shown():
    """The failure needs two steps and one fault; nothing else is left of the schedule."""
    whole = draw_schedule(1, 40)
    needed = next(fault for fault in whole.rates if whole.rates[fault])

    def attempt(schedule):
        is_there = {11, 23} <= set(range(schedule.steps)) - schedule.without
        if is_there and schedule.rates[needed]:
            return Failure(schedule.seed, "told", 23, (), ValueError())
        return None

    small, _ = Shrinking(attempt).run(whole, attempt(whole))
    assert set(range(small.steps)) - small.without == {11, 23}
    assert [fault for fault, rate in small.rates.items() if rate] == [needed]
    command = replay_command(small)
    assert "--seed 1 " in command
    assert "--skip 0-10,12-22" in command

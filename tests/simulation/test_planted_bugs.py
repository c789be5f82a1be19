"""The proof that the simulation finds what it looks for: each planted bug, by a known seed.

A seed that no longer finds its bug stands for a check that has become blind, or for a bug that the
product can no longer have. `python3 dev.py simulate --plant NAME --steps 100` finds another.
"""

import pytest

from tests.simulation.company import make_templates
from tests.simulation.healing import Outcome
from tests.simulation.planted import PLANTED, planted
from tests.simulation.running import Failure, run_schedule
from tests.simulation.schedule import draw_schedule

STEPS = 100
FEWEST_BUGS = 20
FOUND_BY = {}


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    return make_templates(tmp_path_factory.mktemp("templates"))


def test_there_are_bugs_enough_and_a_seed_for_each():
    assert len(PLANTED) >= FEWEST_BUGS
    assert FOUND_BY.keys() == PLANTED.keys()


@pytest.mark.parametrize("name", sorted(FOUND_BY))
def test_a_planted_bug_is_found(templates, name):
    with planted(name):
        found = run_schedule(draw_schedule(FOUND_BY[name], STEPS), templates)
    assert isinstance(found, Failure), PLANTED[name].told


@pytest.mark.parametrize("seed", sorted(set(FOUND_BY.values())))
def test_without_a_bug_the_same_seed_finds_nothing(templates, seed):
    found = run_schedule(draw_schedule(seed, STEPS), templates)
    assert isinstance(found, Outcome), f"seed {seed}: {found.told}"

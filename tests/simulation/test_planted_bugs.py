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

STEPS, MORE_STEPS = 100, 200
FEWEST_BUGS = 20
FOUND_BY = {
    "answer-before-commit": 0,
    "base-forgotten": 1,
    "chain-breaks-on-retry": 0,
    "children-left-behind": 4,
    "conflict-dropped": 0,
    "cursor-before-rows": 19,
    "cursor-beyond-the-page": 0,
    "deleted-comes-back": 2,
    "deletion-not-journalled": 0,
    "deletion-wins": 1,
    "departures-stay": 5,
    "device-clock-decides": 0,
    "edit-keeps-its-place": 0,
    "gone-is-ignored": 0,
    "group-in-part": 4,
    "kept-place-is-an-answer": 8770,
    "labels-replaced": 1,
    "left-books-stay": 46,
    "merged-is-known": 30,
    "moves-not-told": 5,
    "never-asks-again": 46,
    "no-dedupe": 0,
    "numbers-lost": 30,
    "office-overwritten": 0,
    "own-revisions-count-as-seen": 0,
    "place-given-twice": 0,
    "refused-counts-as-done": 0,
    "refused-is-dropped": 0,
    "refused-stays-on-the-record": 4,
    "replay-says-applied": 5,
    "results-without-rows": 0,
    "revision-not-noted": 0,
    "round-without-end": 8770,
    "rows-before-journal": 6,
    "saved-before-synced": 0,
    "scope-leak": 0,
    "sent-means-done": 1,
    "silent-overwrite": 0,
    "snapshot-as-of-its-end": 0,
    "unsent-work-covered": 37,
}
LONGER = {"departures-stay", "kept-place-is-an-answer", "never-asks-again", "round-without-end"}
"""Need more than the usual steps."""


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    return make_templates(tmp_path_factory.mktemp("templates"))


def test_there_are_bugs_enough_and_a_seed_for_each():
    assert len(PLANTED) >= FEWEST_BUGS
    assert FOUND_BY.keys() == PLANTED.keys()


def schedule_for(name):
    return FOUND_BY[name], MORE_STEPS if name in LONGER else STEPS


@pytest.mark.parametrize("name", sorted(FOUND_BY))
def test_a_planted_bug_is_found(templates, name):
    with planted(name):
        found = run_schedule(draw_schedule(*schedule_for(name)), templates)
    assert isinstance(found, Failure), PLANTED[name].told


@pytest.mark.parametrize(("seed", "steps"), sorted({schedule_for(name) for name in FOUND_BY}))
def test_without_a_bug_the_same_schedule_finds_nothing(templates, seed, steps):
    found = run_schedule(draw_schedule(seed, steps), templates)
    assert isinstance(found, Outcome), f"seed {seed}: {found.told}"

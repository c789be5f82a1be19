"""Processes killed at any moment of any phase: what they said they had saved is there."""

import pytest

from tests.faults.kill import run_kills


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("phase", "database"),
    [("push", "postgresql"), ("attachment", "sqlite"), ("migration", "sqlite")],
)
def test_what_was_saved_before_a_kill_is_there_and_all_comes_to_rest(phase, database):
    sums = run_kills(phase, database, rounds=2, seed=3)
    assert sums.rounds == 2
    assert sums.wrong == []

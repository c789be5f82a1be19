"""When the next round is tried."""

import pytest

from sync.schedule import NUDGE_SECONDS, QUIET_SECONDS, Attempt, seconds_to_next


def test_saved_work_goes_soon_and_quiet_devices_ask_seldom():
    assert seconds_to_next(Attempt(0, 0, has_work=True), 0.5) == NUDGE_SECONDS
    assert seconds_to_next(Attempt(0, 0, has_work=False), 0.5) == QUIET_SECONDS


def test_failures_make_the_pause_longer_up_to_a_quarter_of_an_hour():
    pauses = [seconds_to_next(Attempt(n, 0, has_work=True), 1.0) for n in range(1, 30)]
    assert pauses[:4] == [2.0, 4.0, 8.0, 16.0]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 900.0


def test_jitter_spreads_devices_over_the_second_half_of_the_pause():
    assert seconds_to_next(Attempt(3, 0, has_work=True), 0.0) == 4.0
    assert seconds_to_next(Attempt(3, 0, has_work=True), 1.0) == 8.0


@pytest.mark.parametrize("failures", [1, 5, 20])
def test_what_the_server_asks_for_is_honoured(failures):
    assert seconds_to_next(Attempt(failures, 1_200.0, has_work=True), 0.1) >= 1_200.0

"""A round comes to its end, even with a server that settles nothing of what it is sent."""

import msgspec
import pytest

from sync.wire import codec
from sync.wire.messages import SKIPPED, GroupResult, SyncAnswer
from tests.support.crew import crew_devices, crew_server
from tests.support.doubts import new_account
from tests.support.fixed_clock import FixedClock

MOST_EXCHANGES = 5


@pytest.fixture
def desk(tmp_path):
    with crew_server(tmp_path, FixedClock()) as server, crew_devices(server, tmp_path) as device:
        one = device("anna")
        one.sync()
        yield one


def unsettled(raw):
    """Return an answer as a server would give it that knows the places of all units, no more."""
    answer = codec.decode(raw, SyncAnswer)
    places = tuple(GroupResult(one.device_seq, SKIPPED, ()) for one in answer.results)
    return codec.encode(msgspec.structs.replace(answer, results=places))


def test_work_that_a_server_does_not_settle_waits_for_the_next_round(desk):
    new_account(desk)
    carry, asked = desk.wire.call, []

    def call(method, path, **rest):
        raw = carry(method, path, **rest)
        if path != "/v1/sync":
            return raw
        asked.append(path)
        assert len(asked) <= MOST_EXCHANGES
        return unsettled(raw)

    desk.wire.call = call
    desk.sync()
    assert desk.journal_states() == ["waiting"]

    desk.wire.call = carry
    desk.sync()
    assert desk.journal_states() == ["acknowledged"]

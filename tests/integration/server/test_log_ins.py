"""After two weeks without a log-in those above are told, and when he is back no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.services.company.log_ins import note_absences
from sync.wire import codec
from sync.wire.sessions import Session
from tests.support.server import ORG


@pytest.fixture
def head(device_of):
    """A device of the sector's head."""
    return device_of("shen", "sector_head")


def noted(server):
    return note_absences(server.database, ORG, server.clock)


def come_back(device):
    answer = device.renew()
    assert answer.status_code == 200
    device.session = codec.decode_json(answer.content, Session)


def away(device, user_id):
    come_back(device)
    device.pull()
    return device.rows["user", user_id].get("away_since_on")


def test_the_head_is_told_after_two_weeks_and_the_rep_and_his_colleagues_are_not(
    server, rep, head, device_of
):
    last = server.clock().date()
    server.clock.advance(timedelta(days=13))
    assert noted(server) == 0
    server.clock.advance(timedelta(days=1))
    other = device_of("qian", "rep")
    assert noted(server) == 1
    assert noted(server) == 0
    assert away(head, rep.user_id) == last.isoformat()
    assert away(other, rep.user_id) is None
    assert away(rep, rep.user_id) is None


def test_a_head_who_stays_away_is_not_counted_and_a_rep_who_never_came_is(server, head, sector):
    silent = server.add_user("sun", "correct horse", ("rep",), sector)
    server.clock.advance(timedelta(days=20))
    assert noted(server) == 1
    assert away(head, silent) is not None
    assert away(head, head.user_id) is None


def test_who_is_back_is_away_no_more(server, rep, head):
    server.clock.advance(timedelta(days=15))
    noted(server)
    assert away(head, rep.user_id)
    come_back(rep)
    assert noted(server) == 1
    assert away(head, rep.user_id) is None

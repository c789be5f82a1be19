"""A waiting device is told that something is new, never what; and never waits for nothing."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import httpx
import pytest
from anyio.to_thread import current_default_thread_limiter

from server.asgi import assemble, create_app, open_database
from server.services.company.office import Office
from server.services.pokes.waiting_room import AT_ONCE, BEAT_SECONDS, Waiting, WaitingRoom
from server.services.pokes.watch import LOOK_SECONDS
from server.store.devices import set_device_state
from server.store.people import set_user_state
from sync.wire import codec
from sync.wire.messages import Problem
from sync.wire.pokes import PokeAnswer
from tests.support.device import created
from tests.support.poking import PATIENCE_SECONDS, ask, has_news, poking
from tests.support.served import served
from tests.support.server import ORG

ACCOUNT = {"name": "百禾粮油", "type": "dealer", "status": "active"}


@pytest.fixture
def wait(server):
    with poking(server.server.watch) as made:
        yield made.begin
        server.server.watch.close()


@pytest.fixture
def other(device_of):
    """The rep's second device."""
    return device_of("li")


def problem_of(answer):
    response = answer.result(PATIENCE_SECONDS)
    return response.status_code, codec.decode_json(response.content, Problem).code


def test_work_of_one_device_pokes_the_other_and_not_itself(rep, other, wait):
    rep.pull()
    other.pull()
    mine, theirs = wait(rep), wait(other)
    rep.push(created("account", **ACCOUNT))
    assert has_news(theirs)
    assert not mine.done()
    other.pull()
    other.push(created("account", **ACCOUNT))
    assert has_news(mine)


def test_the_answer_holds_nothing_but_that_there_is_news(rep, other, wait):
    rep.pull()
    answer = wait(rep)
    other.push(created("account", **ACCOUNT))
    assert len(answer.result(PATIENCE_SECONDS).content) < 20


def test_what_happened_while_nobody_waited_pokes_at_once(rep, other, wait):
    rep.pull()
    other.pull()
    other.push(created("account", **ACCOUNT))
    assert has_news(wait(rep))


def test_a_device_that_holds_nothing_yet_is_told_so(rep, wait):
    assert has_news(wait(rep))


def test_a_stranger_to_the_book_is_left_alone(rep, device_of, wait):
    stranger = device_of("wang")
    stranger.pull()
    quiet = wait(stranger)
    rep.pull()
    rep.push(created("account", **ACCOUNT))
    server_looked_again(rep, wait)
    assert not quiet.done()


def server_looked_again(rep, wait):
    """The server has looked once more, for somebody who has something to hear."""
    rep.cursor = b""
    assert has_news(wait(rep))


@pytest.mark.parametrize("role", ["rep", "sector_head", "group_management"])
@pytest.mark.usefixtures("account")
def test_a_device_that_has_everything_waits(device_of, wait, role):
    device = device_of(role, role)
    device.pull()
    quiet = wait(device)
    assert not quiet.done()


def test_a_move_by_the_office_pokes_the_device_that_loses_the_account(
    server, rep, device_of, account, wait
):
    heir = device_of("wang")
    for device in (rep, heir):
        device.pull()
    waits = [wait(rep), wait(heir)]
    Office(server.database, ORG, "", server.clock).edit(
        "account", account, {"owner_id": heir.user_id}
    )
    assert [has_news(one) for one in waits] == [True, True]


def test_a_revoked_device_is_sent_away(server, rep, wait):
    rep.pull()
    answer = wait(rep)
    server.database.write(lambda work: set_device_state(work, ORG, rep.id, "revoked"))
    assert problem_of(answer) == (401, "device.revoked")
    assert ask(rep).status_code == 401
    assert LOOK_SECONDS < 1


def test_a_frozen_user_is_sent_away_from_every_device(server, rep, other, wait):
    for device in (rep, other):
        device.pull()
    answers = [wait(rep), wait(other)]
    server.database.write(lambda work: set_user_state(work, ORG, rep.user_id, "frozen"))
    assert [problem_of(one) for one in answers] == [(401, "user.frozen")] * 2


def test_a_newer_wait_of_a_device_ends_the_older_one(server, rep, wait):
    rep.pull()
    older = wait(rep)
    newer = wait(rep)
    assert not has_news(older)
    assert not newer.done()
    assert len(server.server.watch) == 1


def test_a_token_that_runs_out_ends_the_wait(server, rep, wait):
    rep.pull()
    server.clock.advance(timedelta(seconds=rep.session.expires_in_seconds))
    assert not has_news(wait(rep))
    server.clock.advance(timedelta(seconds=1))
    assert ask(rep).status_code == 401


def test_a_wait_that_takes_too_long_ends_without_news(server, rep):
    rep.pull()
    settings = dataclasses.replace(server.server.settings, poke_seconds=0.0)
    server.app = create_app(dataclasses.replace(server.server, settings=settings))
    response = ask(rep)
    assert response.status_code == 200
    assert not codec.decode(response.content, PokeAnswer).news
    assert len(server.server.watch) == 0


def test_neither_a_connection_nor_a_thread_is_held_by_those_who_wait(server, device_of, wait):
    devices = [device_of("li") for _ in range(6)]
    for device in devices:
        device.pull()
    waits = [wait(device) for device in devices]
    assert server.on_its_loop(threads_at_work) == 0
    assert server.database.engine.pool.checkedout() <= 1  # the look that may be under way
    assert not any(one.done() for one in waits)


async def threads_at_work():
    return current_default_thread_limiter().borrowed_tokens


def test_a_storm_of_writes_pokes_once_until_the_device_has_had_its_second(
    server, rep, other, wait, monkeypatch
):
    now = [0.0]
    monkeypatch.setattr(server.server.watch, "_monotonic", lambda: now[0])
    for device in (rep, other):
        device.pull()
    other.push(created("account", **ACCOUNT))
    assert has_news(wait(rep))
    rep.pull()
    second = wait(rep)
    for number in range(20):
        other.push(created("account", **{**ACCOUNT, "name": f"客户 {number}"}))
        server.server.watch.look()
    assert not second.done()
    now[0] = 1.0
    server.server.watch.look()
    assert has_news(second)


def test_a_change_for_everybody_pokes_a_hundred_and_then_the_next():
    room, poked = WaitingRoom(), []
    for number in range(AT_ONCE + 30):
        waiting = Waiting(f"d{number}", "u", {"company": 1}, lambda _e, n=number: poked.append(n))
        room.enter(waiting, has_news=False)
    room.take_counters({"company": 2})
    assert room.release(0.0) == BEAT_SECONDS
    assert len(poked) == AT_ONCE
    assert room.release(0.1) is None
    assert sorted(poked) == list(range(AT_ONCE + 30))


def test_a_server_that_stops_sends_everybody_away(server, rep, wait):
    rep.pull()
    answer = wait(rep)
    server.server.watch.close()
    assert problem_of(answer) == (503, "server.closing")
    assert 2 <= int(ask(rep).headers["retry-after"]) <= 10


def test_a_web_server_that_stops_does_not_wait_for_those_who_wait(server, rep):
    rep.pull()
    end_waits = server.server.watch.close
    with poking(server.server.watch) as made, httpx.Client(timeout=PATIENCE_SECONDS) as client:
        with served(server.app, end_waits=end_waits) as address:
            client.base_url = address
            answer = made.begin(dataclasses.replace(rep, client=client))
        assert problem_of(answer) == (503, "server.closing")


def test_work_that_another_process_committed_pokes_too(server, rep, other, wait):
    """Several processes on PostgreSQL; on the embedded database the administrator's commands."""
    for device in (rep, other):
        device.pull()
    database = open_database(server.server.settings)
    second = assemble(server.server.settings, database, server.clock)
    answer = wait(rep)
    try:
        if database.is_embedded:
            Office(database, ORG, "", server.clock).edit("user", rep.user_id, {"name": "李"})
        else:
            server.app = create_app(second)
            other.push(created("account", **ACCOUNT))
        assert has_news(answer)
    finally:
        second.watch.close()
        database.close()


@pytest.mark.parametrize("body", [b"", b"\x00\xc0", b"<html>sign in</html>", b"\x00" * 3_000])
def test_what_is_no_question_is_refused(rep, body):
    response = rep.request("POST", "/v1/poke", body)
    assert response.status_code == 400
    assert codec.decode_json(response.content, Problem).code == "sync.request.malformed"


def test_nobody_waits_unsigned(client):
    headers = {"Content-Type": "application/vnd.roadbook.sync"}
    response = client.post("/v1/poke", content=b"\x00", headers=headers)
    assert response.status_code == 401

"""The day's work is done once a day by whichever process comes first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from server.services.daily import JOB, LEASE_SECONDS, RETRY_SECONDS, DailyJob, DailyThread
from server.store import daily_jobs
from tests.support.server import ORG
from tests.support.warning_world import DEBTOR, FOUND, fill_server

BEFORE_MIDNIGHT = datetime(2026, 11, 22, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai


@pytest.fixture
def world(server):
    sector = server.add_sector()
    server.add_record("sector", {"name": "云浦三区", "zone": "Asia/Shanghai"})
    fill_server(server, server.add_user("li", "correct horse", ("rep",), sector), sector)
    server.clock.moment = BEFORE_MIDNIGHT
    return server


def job(server) -> DailyJob:
    return DailyJob(server.database, ORG, server.clock)


def test_it_is_done_once_a_day_from_midnight_of_the_organisations_zone_on(world):
    one = job(world)
    assert one.look() is not None
    assert one.look() is None
    world.clock.advance(timedelta(minutes=2))  # still 22 November in UTC
    report = one.look()
    assert report.warnings.found == len(FOUND)
    assert one.look() is None
    world.clock.advance(timedelta(hours=23))
    assert one.look() is None


def test_of_several_processes_that_look_at_once_one_does_it(world):
    jobs = [job(world) for _ in range(4)]
    with ThreadPoolExecutor(len(jobs)) as many:
        reports = list(many.map(DailyJob.look, jobs))
    assert sum(report is not None for report in reports) == 1
    assert all(each.look() is None for each in jobs)


def test_a_process_that_vanished_keeps_it_until_its_lease_is_over(world):
    now = int(world.clock().timestamp() * 1000)
    assert world.database.write(
        lambda work: daily_jobs.take_job(
            work, ORG, JOB, day="2026-11-22", holder="gone", now=now, seconds=LEASE_SECONDS
        )
    )
    assert job(world).look() is None
    world.clock.advance(timedelta(seconds=LEASE_SECONDS))
    assert job(world).look() is not None


def test_a_run_that_fails_is_told_and_tried_again_later(world, caplog):
    with world.database.reading() as work:
        body = work.row("SELECT body FROM record WHERE entity = 'account' AND id = ?", (DEBTOR,))[0]

    def write(text):
        world.database.write(
            lambda work: work.run(
                "UPDATE record SET body = ? WHERE entity = 'account' AND id = ?", (text, DEBTOR)
            )
        )

    one, woken = job(world), []
    thread = DailyThread(one, lambda: woken.append(1))
    write("{")
    thread.look()
    assert [record.message for record in caplog.records] == ["daily_failed"]
    caplog.clear()
    write(body)
    thread.look()
    assert not woken
    world.clock.advance(timedelta(seconds=RETRY_SECONDS))
    thread.look()
    assert woken == [1]


def test_the_health_page_tells_the_day_of_the_last_run(world, client):
    assert client.get("/v1/health").json()["warnings_judged_on"] is None
    job(world).look()
    assert client.get("/v1/health").json()["warnings_judged_on"] == "2026-11-22"


def test_a_thread_that_is_closed_ends_and_one_never_started_too(world):
    begun, never = (DailyThread(job(world), lambda: None) for _ in range(2))
    begun.start()
    begun.close()
    never.close()
    assert job(world).look() is not None

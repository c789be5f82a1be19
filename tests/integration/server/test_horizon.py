"""Departures are purged when no living device needs them, and a device from beyond is noticed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.services.company.office import Office
from server.services.rounds.horizon import tidy_departures
from server.services.verification import verify_database
from sync.wire.messages import AFTER_ABSENCE, AFTER_CHANGE, AFTER_LOSS
from tests.support.device import created, deleted, fresh_id
from tests.support.server import ORG

MONTH = timedelta(days=31)


def tidy(server, **spans) -> int:
    return tidy_departures(server.database, ORG, clock=server.clock, **spans)


def departures(server) -> int:
    with server.database.reading() as work:
        return work.row("SELECT count(*) FROM departure")[0]


@pytest.fixture
def head(device_of):
    return device_of("sun", "sector_head")


@pytest.fixture
def gone(rep, head, account) -> str:
    """A contact that the head deleted after everybody had received it."""
    contact = fresh_id()
    rep.push(created("contact", contact, account_id=account, name="王敏"))
    rep.pull()
    head.pull()
    head.push(deleted("contact", contact, 1))
    return contact


def wait(server, span, *devices):
    """Let time pass; these devices sign in again at the end of it."""
    server.clock.advance(span)
    for device in devices:
        device.enrol()
        device.renew()


@pytest.mark.usefixtures("gone")
def test_nothing_goes_before_it_is_a_month_old(server, rep, head):
    assert departures(server) == 1
    for _ in range(3):
        wait(server, timedelta(days=9), rep, head)
        assert tidy(server) == 0
    wait(server, timedelta(days=30), rep, head)
    assert tidy(server) == 1
    assert departures(server) == 0
    assert verify_database(server.database, ORG) == []


def test_what_a_living_device_has_not_passed_stays(server, rep, head, gone):
    tidy(server)
    wait(server, timedelta(days=100), head)
    assert tidy(server) == 0
    wait(server, timedelta(days=79), head)
    assert tidy(server) == 0
    rep.enrol()
    rep.pull()
    assert ("contact", gone) not in rep.rows


@pytest.mark.usefixtures("gone")
def test_nobody_waits_for_a_device_that_was_away_too_long(server, head):
    tidy(server)
    wait(server, timedelta(days=181), head)
    assert tidy(server) == 1


@pytest.mark.usefixtures("gone")
def test_nobody_waits_for_a_device_without_access(server, rep, head):
    tidy(server)
    server.database.write(
        lambda work: work.run("UPDATE device SET state = 'revoked' WHERE id = ?", (rep.id,))
    )
    wait(server, MONTH, head)
    assert tidy(server) == 1


@pytest.mark.usefixtures("gone")
def test_only_what_is_older_than_a_mark_goes(server, rep, head, account):
    """What left since the last mark may be of this morning."""
    tidy(server)
    contact = fresh_id()
    rep.push(created("contact", contact, account_id=account, name="林秀珍"))
    wait(server, MONTH, rep, head)
    head.pull()
    head.push(deleted("contact", contact, 1))
    assert tidy(server) == 1
    assert departures(server) == 1


@pytest.mark.usefixtures("gone")
def test_a_device_from_beyond_the_horizon_gets_a_snapshot_and_is_told_why(
    server, rep, head, account
):
    tidy(server)
    wait(server, timedelta(days=200), head)
    tidy(server)
    rep.enrol()
    answer = rep.send()
    assert answer.page.compare == AFTER_ABSENCE
    assert ("account", account) in rep.rows
    assert {part.entity for part in answer.page.parts} >= {"account"}
    while answer.page.has_more:
        answer = rep.send()
    assert rep.send().page.compare == ""


@pytest.mark.usefixtures("gone")
def test_a_device_that_passed_the_horizon_goes_on_from_its_place(server, rep, head):
    rep.pull()
    head.pull()
    tidy(server)
    wait(server, MONTH, rep, head)
    assert tidy(server) == 1
    page = rep.send().page
    assert (page.compare, page.parts, page.has_more) == ("", (), False)


@pytest.mark.usefixtures("gone")
def test_a_first_sync_that_was_cut_before_the_horizon_begins_anew(server, rep, head):
    rep.cursor = b""
    rep.rows.clear()
    assert rep.send(page_rows=1).page.has_more
    # The row was sent at the beginning; what left since is forgotten.
    contact = fresh_id()
    head.pull()
    head.push(created("contact", contact, account_id=_account(head), name="x"))
    head.push(deleted("contact", contact, 1))
    tidy(server)
    wait(server, timedelta(days=200), head)
    tidy(server)
    rep.enrol()
    assert rep.send(page_rows=1).page.compare == AFTER_ABSENCE


def _account(head) -> str:
    return next(one for (entity, one) in head.rows if entity == "account")


@pytest.mark.usefixtures("gone")
def test_a_change_of_rights_is_told(server, head):
    head.pull()
    change = "UPDATE app_user SET roles = 'service' WHERE org = ? AND id = ?"
    server.database.write(lambda work: work.run(change, (ORG, head.user_id)))
    assert head.send().page.compare == AFTER_CHANGE


def test_a_log_that_is_shorter_than_it_was_is_told(server, rep, account):
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", account, {"class": "A"})
    rep.pull()
    server.database.write(
        lambda work: work.run(
            "UPDATE book_counter SET last_seq = 1 WHERE book = ?", (f"rep:{rep.user_id}",)
        )
    )
    assert rep.send().page.compare == AFTER_LOSS

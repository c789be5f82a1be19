"""A device that was away for half a year takes a fresh snapshot and resurrects nothing (X11)."""

from datetime import timedelta

import httpx
import pytest

from app.queries.sync.centre import read_sync_centre
from app.queries.sync.held_rows import read_held_back
from server.services.company.office import Office
from server.services.rounds.horizon import tidy_departures
from server.services.verification import verify_database
from sync.errors import OfflineError
from tests.support.crew import crew_devices, crew_server
from tests.support.server import ORG


@pytest.fixture
def server(tmp_path):
    with crew_server(tmp_path) as running:
        yield running


@pytest.fixture
def device(server, tmp_path):
    with crew_devices(server, tmp_path) as make:
        yield make


@pytest.fixture
def away(device):
    """A rep's laptop with one account and 40 contacts, before it goes away."""
    one = device("anna")
    account = one.create("account", name="百禾粮油", type="dealer", status="active")
    with one.workspace.store.unit_of_work() as work:
        for number in range(40):
            fields = {"account_id": account, "name": f"{number}"}
            work.create("contact", fields, one.workspace.author)
        work.commit(one.workspace.author)
    one.sync()
    return one


def contacts(one):
    return sorted(one.everything("contact"))


def half_a_year(server):
    tidy_departures(server.database, ORG, clock=server.clock)
    server.clock.advance(timedelta(days=200))
    assert tidy_departures(server.database, ORG, clock=server.clock) > 0


def test_what_was_deleted_meanwhile_is_deleted_here_too(server, away, device):
    head = device("head")
    for contact in contacts(head)[:5]:
        head.delete("contact", contact)
    head.sync()
    half_a_year(server)
    away.sync()
    assert contacts(away) == contacts(head)
    assert away.sync().requests == 1


def test_many_deletions_need_no_word_because_the_absence_explains_them(server, away, device):
    head = device("head")
    for contact in contacts(head)[:35]:
        head.delete("contact", contact)
    head.sync()
    half_a_year(server)
    away.sync()
    assert contacts(away) == contacts(head)
    assert read_held_back(away.workspace).rows == ()


def test_what_was_given_to_somebody_else_leaves(server, away, device):
    ben = device("ben")
    (account,) = away.everything("account")
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", account, {"owner_id": ben.workspace.user_id})
    half_a_year(server)
    away.sync()
    assert away.everything("account") == away.everything("contact") == {}


def test_unsent_work_on_what_was_deleted_becomes_a_conflict_and_creates_nothing(
    server, away, device
):
    head = device("head")
    contact = contacts(head)[0]
    head.delete("contact", contact)
    head.sync()
    half_a_year(server)
    away.edit("contact", contact, post="buyer")
    away.sync()
    assert away.read("contact", contact) is None
    (unit,) = (one.unit for one in read_sync_centre(away.workspace, "needs").refused)
    assert unit.refusal.code == "record.deleted"
    (conflict,) = (away.read("conflict", one) for one in away.everything("conflict"))
    assert (conflict["subject_id"], conflict["lost"]) == (contact, '"buyer"')
    head.sync()
    assert head.read("contact", contact) is None
    assert verify_database(server.database, ORG) == []


def test_unsent_new_work_under_what_is_gone_comes_back_with_a_reason(server, away, device):
    head = device("head")
    (account,) = away.everything("account")
    head.delete("account", account)
    head.sync()
    half_a_year(server)
    fresh = away.create("contact", account_id=account, name="林秀珍")
    away.sync()
    (unit,) = (one.unit for one in read_sync_centre(away.workspace, "needs").refused)
    assert unit.refusal.code == "record.not_visible"
    assert away.read("account", account) is None
    assert away.read("contact", fresh)["name"] == "林秀珍"
    assert device("head").read("account", account) is None


def test_new_work_that_was_given_away_before_its_answer_came_leaves_too(server, away, device):
    ben = device("ben")
    carry = away.network.handle_request

    def lose_the_answer(request):
        carry(request)
        raise httpx.ReadTimeout("lost", request=request)

    account = away.create("account", name="桥头便民超市", type="dealer", status="active")
    away.network.handle_request = lose_the_answer
    with pytest.raises(OfflineError):
        away.sync()
    away.network.handle_request = carry
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", account, {"owner_id": ben.workspace.user_id})
    half_a_year(server)
    away.sync()
    assert account not in away.everything("account")
    ben.sync()
    assert account in ben.everything("account")

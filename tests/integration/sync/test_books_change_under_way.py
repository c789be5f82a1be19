"""Books that change while rows are on their way leave nothing behind and take nothing along."""

from datetime import timedelta

import pytest

from server.services.company.office import Office
from server.services.rounds.horizon import tidy_departures
from sync.engine import SyncEngine
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        running.here, running.there = running.add_sector("华东"), running.add_sector("华北")
        yield running


@pytest.fixture
def device_of(server, tmp_path):
    made = []

    def enrol(login, role, sector):
        server.add_user(login, PASSWORD, (role,), sector)
        one = enrolled(server, tmp_path / login, login)
        one.sync()
        made.append(one)
        return one

    yield enrol
    for one in made:
        one.workspace.store.close()


def in_pool(server, name):
    values = {"name": name, "type": "dealer", "status": "active", "sector_id": server.here}
    return server.add_record("account", values)


def office(server):
    return Office(server.database, ORG, "", server.clock)


def move(server, user_id, sector):
    change = "UPDATE app_user SET sector_id = ? WHERE org = ? AND id = ?"
    server.database.write(lambda work: work.run(change, (sector, ORG, user_id)))


def forget_what_left(server):
    """Purge departures as the daily tidying does once every device has been here since."""
    spans = {"longest_absence": timedelta(0), "least_kept": timedelta(0)}
    tidy_departures(server.database, ORG, clock=server.clock, **spans)
    server.clock.advance(timedelta(minutes=1))
    assert tidy_departures(server.database, ORG, clock=server.clock, **spans) > 0


def sync_one_page(one, rows):
    """Let a round end after its first page."""
    now = one.workspace.now_milliseconds
    store, traffic = one.workspace.store, one.wire.transport.traffic
    pages = iter((False, True))
    engine = SyncEngine(store, one.wire, traffic, now, page_rows=rows)
    engine.run_once(should_stop=lambda: next(pages))


def test_what_moved_on_to_a_book_that_never_came_is_gone_when_that_book_is_lost(server, device_of):
    """A colleague joins the sector, is given an account, and leaves again with it."""
    ben = server.add_user("ben", PASSWORD, ("rep",), server.there)
    account = in_pool(server, "百禾粮油")
    head = device_of("head", "sector_head", server.here)
    assert account in head.everything("account")
    move(server, ben, server.here)
    office(server).edit("account", account, {"owner_id": ben})
    sync_one_page(head, rows=1)
    move(server, ben, server.there)
    head.sync()
    assert account not in head.everything("account")


def test_it_is_gone_also_when_the_server_has_forgotten_the_move_since(server, device_of):
    ben = server.add_user("ben", PASSWORD, ("rep",), server.there)
    account = in_pool(server, "百禾粮油")
    head = device_of("head", "sector_head", server.here)
    move(server, ben, server.here)
    office(server).edit("account", account, {"owner_id": ben})
    sync_one_page(head, rows=1)
    forget_what_left(server)
    move(server, ben, server.there)
    head.sync()
    assert account not in head.everything("account")


def test_what_moved_on_further_is_gone_when_the_book_between_is_lost(server, device_of):
    ben = server.add_user("ben", PASSWORD, ("rep",), server.there)
    eve = server.add_user("eve", PASSWORD, ("rep",), server.there)
    account = in_pool(server, "百禾粮油")
    head = device_of("head", "sector_head", server.here)
    move(server, ben, server.here)
    office(server).edit("account", account, {"owner_id": ben})
    sync_one_page(head, rows=1)
    office(server).edit("account", account, {"owner_id": eve})
    move(server, ben, server.there)
    head.sync()
    assert account not in head.everything("account")


def test_records_that_came_before_their_account_stay_when_its_old_book_is_lost(server, device_of):
    """Its row comes last, because it was changed once more after it was given away."""
    ben = device_of("ben", "rep", server.here)
    account = in_pool(server, "百禾粮油")
    contacts = {
        server.add_record("contact", {"account_id": account, "name": f"联系人{number}"})
        for number in range(4)
    }
    # A rep sees of the pool the accounts alone.
    ben.sync()
    office(server).edit("account", account, {"owner_id": ben.workspace.user_id})
    office(server).edit("account", account, {"remark": "本月拜访"})
    sync_one_page(ben, rows=2)
    assert len(ben.everything("contact")) == 2
    move(server, ben.workspace.user_id, server.there)
    ben.sync()
    assert set(ben.everything("contact")) == contacts
    assert ben.read("account", account)["remark"] == "本月拜访"

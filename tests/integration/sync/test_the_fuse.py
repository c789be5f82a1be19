"""A server that lost its data does not take the devices' copies with it (X25)."""

import pytest

from app.commands.sync.held_rows import remove_held_rows
from app.queries.sync.held_rows import read_held_back
from app.store.held.rows import HeldRows
from server.services.company.office import Office
from tests.support.doubts import assert_alike, compare, contacts, new_account
from tests.support.lost_at_server import delete_at_server
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        running.add_user("anna", PASSWORD, ("rep",), sector)
        running.add_user("ben", PASSWORD, ("rep",), sector)
        running.add_user("head", PASSWORD, ("sector_head",), sector)
        yield running


@pytest.fixture
def desk(server, tmp_path):
    one = enrolled(server, tmp_path / "desk", "anna")
    one.sync()
    yield one
    one.workspace.store.close()


def test_too_many_rows_that_the_server_lacks_are_kept_until_somebody_confirms(
    server, desk, monkeypatch
):
    monkeypatch.setattr("sync.exchange.again.LARGEST_AGAIN", 5)
    account = new_account(desk)
    ids = contacts(desk, account, 40)
    lost = ids[:30]
    _lose(server, lost)
    compare(desk)
    assert set(desk.everything("contact")) == set(ids)
    with desk.workspace.store.snapshot() as look:
        held = HeldRows(look.connection).read()
    assert {row.id for row in held} == set(lost)
    assert {row.reason for row in held} == {"unknown"}
    compare(desk)
    assert set(desk.everything("contact")) == set(ids)
    assert read_held_back(desk.workspace).counts == {"contact": 30}
    assert remove_held_rows(desk.workspace).touches("contact")
    assert set(desk.everything("contact")) == set(ids[30:])
    assert read_held_back(desk.workspace).rows == ()
    assert_alike(desk)


def test_a_kept_row_that_the_server_has_again_is_no_longer_kept(server, desk):
    account = new_account(desk)
    ids = contacts(desk, account, 40)
    database = server.database
    hide = "UPDATE record SET book = ? WHERE org = ? AND entity = 'contact' AND id <> ?"
    mine = f"rep:{desk.workspace.user_id}"
    database.write(lambda work: work.run(hide, ("rep:nobody", ORG, ids[0])))
    compare(desk)
    assert read_held_back(desk.workspace).counts == {"contact": 39}
    database.write(lambda work: work.run(hide, (mine, ORG, ids[0])))
    compare(desk)
    assert read_held_back(desk.workspace).rows == ()
    assert set(desk.everything("contact")) == set(ids)


def test_an_office_that_deletes_nearly_everything_is_asked_back(server, desk):
    account = new_account(desk)
    ids = contacts(desk, account, 60)
    delete_at_server(server, "contact", ids[:50])
    report = desk.sync()
    assert report.rows_received == 0
    assert set(desk.everything("contact")) == set(ids)
    assert read_held_back(desk.workspace).counts == {"contact": 50}
    desk.sync()
    assert set(desk.everything("contact")) == set(ids)
    remove_held_rows(desk.workspace)
    assert set(desk.everything("contact")) == set(ids[50:])


def test_a_few_deletions_and_a_small_share_go_without_a_word(server, desk):
    account = new_account(desk)
    ids = contacts(desk, account, 100)
    delete_at_server(server, "contact", ids[:30])
    desk.sync()
    assert set(desk.everything("contact")) == set(ids[30:])
    delete_at_server(server, "contact", ids[30:50])
    desk.sync()
    assert set(desk.everything("contact")) == set(ids[50:])
    assert read_held_back(desk.workspace).rows == ()


def test_the_fuse_counts_over_all_pages_of_a_round(server, desk):
    account = new_account(desk)
    ids = contacts(desk, account, 60)
    delete_at_server(server, "contact", ids[:50])
    desk.engine._page_rows = 10
    desk.sync()
    assert len(desk.everything("contact")) >= 60 * 0.7 - 10
    assert read_held_back(desk.workspace).counts["contact"] >= 30


def test_accounts_that_are_given_to_somebody_else_never_blow_the_fuse(server, desk, tmp_path):
    """Access that was taken back is obeyed at once (P15); the server has the records."""
    account = new_account(desk)
    contacts(desk, account, 60)
    other = enrolled(server, tmp_path / "ben", "ben")
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", account, {"owner_id": other.workspace.user_id})
    desk.sync()
    assert desk.everything("contact") == desk.everything("account") == {}
    other.workspace.store.close()


def _lose(server, ids):
    """Let the server lose records without a word, as damage does."""
    server.database.write(
        lambda work: work.run_many(
            "DELETE FROM record WHERE org = ? AND entity = 'contact' AND id = ?",
            [(ORG, one) for one in ids],
        )
    )

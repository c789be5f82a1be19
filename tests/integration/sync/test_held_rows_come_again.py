"""What a restored server forgot and is told again is not mixed up with what a device kept of it."""

import pytest

from app.commands.sync.held_rows import remove_held_rows
from app.queries.sync.held_rows import read_held_back
from tests.support.doubts import new_account
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        running.add_user("anna", PASSWORD, ("rep",), sector)
        running.add_user("head", PASSWORD, ("sector_head",), sector)
        yield running


@pytest.fixture
def desk(server, tmp_path):
    one = enrolled(server, tmp_path / "anna", "anna")
    one.sync()
    yield one
    one.workspace.store.close()


@pytest.fixture
def head(server, tmp_path):
    one = enrolled(server, tmp_path / "head", "head")
    one.sync()
    yield one
    one.workspace.store.close()


def test_an_edit_of_what_is_kept_fetches_it_as_the_server_has_it_again(server, desk, head):
    backup = server.back_up()
    account = new_account(desk)
    desk.sync()
    head.sync()
    server.restore_from(backup)
    head.sync()
    head.edit("account", account, phone="1")
    remove_held_rows(head.workspace)
    assert account in head.everything("account")
    desk.sync()  # tells the server again; the account gets another number
    head.sync()
    desk.sync()
    assert head.read("account", account) == desk.read("account", account)
    assert head.read("account", account)["phone"] == "1"
    assert read_held_back(head.workspace).rows == ()


def test_what_is_kept_goes_after_all_when_work_on_it_was_refused(server, desk, head):
    backup = server.back_up()
    account = new_account(desk)
    desk.sync()
    head.sync()
    server.restore_from(backup)
    head.sync()
    head.edit("account", account, phone="1")
    remove_held_rows(head.workspace)
    head.sync()
    remove_held_rows(head.workspace)
    assert account not in head.everything("account")

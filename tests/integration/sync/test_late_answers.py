"""A unit that was accepted long ago does not cover what others wrote since."""

import httpx
import pytest

from sync.errors import OfflineError
from tests.support.doubts import assert_alike, new_account
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        running.add_user("anna", PASSWORD, ("rep",), sector)
        yield running


@pytest.fixture
def devices(server, tmp_path):
    made = [enrolled(server, tmp_path / name, "anna") for name in ("desk", "laptop")]
    for one in made:
        one.sync()
    yield made
    for one in made:
        one.workspace.store.close()


def test_a_late_answer_does_not_leave_an_old_value_on_a_newer_row(devices, monkeypatch):
    desk, laptop = devices
    account = new_account(desk)
    desk.sync()
    desk.create("contact", account_id=account, name="林秀珍")
    desk.edit("account", account, phone="old")
    lose_the_answer(desk)
    laptop.sync()
    laptop.edit("account", account, phone="new")
    laptop.sync()
    # The first request brings the newer row, the second the word on the older edit.
    monkeypatch.setattr("sync.push.LARGEST_PUSH_GROUPS", 1)
    desk.sync()
    assert desk.read("account", account)["phone"] == "new"
    assert_alike(desk)


def lose_the_answer(one):
    carry = one.network.handle_request

    def lose(request):
        carry(request)
        raise httpx.ReadTimeout("lost", request=request)

    one.network.handle_request = lose
    with pytest.raises(OfflineError):
        one.sync()
    one.network.handle_request = carry

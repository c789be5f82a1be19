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
    monkeypatch.setattr("sync.exchange.push.LARGEST_PUSH_GROUPS", 1)
    desk.sync()
    assert desk.read("account", account)["phone"] == "new"
    assert_alike(desk)


@pytest.mark.parametrize("loses", ["deletion", "set"])
def test_a_late_word_that_others_won_brings_their_row_again(devices, monkeypatch, loses):
    desk, laptop = devices
    account = new_account(desk, brands="a")
    contact = desk.create("contact", account_id=account, name="林秀珍")
    desk.sync()
    laptop.sync()
    laptop.edit("contact", contact, post="buyer")
    laptop.edit("account", account, brands="a\nb")
    laptop.sync()
    desk.create("contact", account_id=account, name="陈掌柜")
    if loses == "deletion":
        desk.delete("contact", contact)
    else:
        desk.edit("account", account, brands="a\nc")
    lose_the_answer(desk)
    monkeypatch.setattr("sync.exchange.push.LARGEST_PUSH_GROUPS", 1)
    desk.sync()
    assert desk.read("contact", contact)["post"] == "buyer"
    assert desk.read("account", account)["brands"] == ("a\nb" if loses == "deletion" else "a\nb\nc")
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

"""A copied computer goes on under a new identity on the open line, and opens afterwards."""

import shutil
from types import SimpleNamespace

import pytest

from app.device.settings import ProfileSettings
from app.domain.errors import DomainError
from app.queries.sync.centre import read_sync_centre
from sync.errors import DeviceForkedError
from tests.support.real_device import enrol_device, reopen_device
from tests.support.served import served
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD
from tests.support.waiting_runner import InlineRunner
from ui.online.signing_again import SigningAgain


@pytest.fixture
def address(tmp_path):
    with make_server(tmp_path / "server") as office:
        sector = office.add_sector()
        for login in ("anna", "ben"):
            office.add_user(login, PASSWORD, ("rep",), sector)
        with served(office.app, end_waits=office.server.watch.close) as where:
            yield where


@pytest.fixture
def twins(address, tmp_path):
    """A computer and its copy, of which the first has sent something since."""
    first = enrol_device(tmp_path / "one", address, "anna", PASSWORD)
    first.engine.run_once()
    first.close()
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    pair = [reopen_device(tmp_path / name, address) for name in ("one", "two")]
    write(pair[0], "百禾粮油")
    pair[0].engine.run_once()
    yield pair
    for one in pair:
        one.close()


def write(device, name):
    workspace = device.profile.workspace
    with workspace.store.unit_of_work() as work:
        work.create(
            "account", {"name": name, "type": "dealer", "status": "active"}, workspace.author
        )
        work.commit(workspace.author)


def again_on(device):
    likes = SimpleNamespace(settings=ProfileSettings(last_user_name="anna"))
    return SigningAgain(device.profile, device.wire, InlineRunner(), likes)


def outcome(again, login, password):
    told = []
    again.sign_in(login, password, told.append, told.append, None)
    return told


def test_the_copy_goes_on_and_shows_what_it_had_not_sent(twins, address, tmp_path):
    _first, copy = twins
    write(copy, "永泰副食")
    with pytest.raises(DeviceForkedError):
        copy.engine.run_once()
    again = again_on(copy)
    assert again.login == "anna"
    before = again.device_id
    assert outcome(again, "anna", PASSWORD) == [None]
    assert again.device_id != before
    copy.engine.run_once()
    workspace = copy.profile.workspace
    assert len(read_sync_centre(workspace, "needs").refused) == 1
    write(copy, "北河粮食")
    assert copy.engine.run_once().groups_sent == 1
    copy.close()
    twins[1] = opened = reopen_device(tmp_path / "two", address)
    assert opened.profile.device_id == again.device_id
    write(opened, "滨海渔家")
    assert opened.engine.run_once().groups_sent == 1


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [("anna", "not it", "session.denied"), ("ben", PASSWORD, "session.other_user")],
)
def test_who_is_not_let_in_changes_nothing(twins, login, password, code):
    _first, copy = twins
    write(copy, "永泰副食")
    again = again_on(copy)
    before = again.device_id
    (error,) = outcome(again, login, password)
    assert isinstance(error, DomainError)
    assert (error.code, again.device_id) == (code, before)
    with pytest.raises(DeviceForkedError):
        copy.engine.run_once()

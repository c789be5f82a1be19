"""A disk that is full or fails stops work politely: nothing saved is lost, all goes on after."""

import io
import resource
from contextlib import contextmanager

import pytest

from sync.errors import OfflineError
from sync.wire.messages import PROBLEM_TYPE
from tests.faults.watched_disk import watched_disk
from tests.faults.writes import FAILURES, SIDES, fail_each
from tests.support.devices import Clock, make_workspace
from tests.support.server import make_server
from tests.support.synced_device import enrolled

STRIDE = {"device": 61, "server": 7, "new store": 97}


@pytest.mark.parametrize("failure", FAILURES, ids=str)
@pytest.mark.parametrize("side", SIDES)
def test_a_failing_write_is_told_and_harms_nothing(side, failure, tmp_path):
    sums = fail_each(side, failure, tmp_path, step=STRIDE[side])
    assert sums.points > 2
    assert sums.wrong == []
    assert set(sums.told) <= {"store.disk_full", "store.io", "sync.offline"}
    assert sums.told


@contextmanager
def no_file_larger_than(size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 1, 40, 65_000, 66_000, 130_000, 199_000])
def test_a_photo_that_finds_no_room_leaves_nothing_behind(room, tmp_path):
    files = make_workspace(tmp_path, clock=Clock()).files
    photo = bytes(200_000)
    with no_file_larger_than(room), pytest.raises(OSError, match="too large"):
        files.store_file(io.BytesIO(photo))
    assert list((tmp_path / "files").iterdir()) == []
    assert files.is_intact(files.store_file(io.BytesIO(photo)).sha256)


def test_a_server_whose_disk_is_full_asks_for_patience_and_acknowledges_nothing(tmp_path):
    with watched_disk(tmp_path / "server", keeps=False) as disk, make_server(tmp_path) as server:
        server.add_user("anna", "correct horse", ("rep",), server.add_sector())
        device = enrolled(server, tmp_path / "device", "anna")
        device.sync()
        device.create("account", name="百禾粮油", type="dealer", status="active")
        answers = []
        carry = device.network.handle_request

        def overheard(request):
            answers.append(carry(request))
            return answers[-1]

        device.network.handle_request = overheard
        disk.refuse(1, for_good=True, says_full=True)
        with pytest.raises(OfflineError):
            device.sync()
        disk.allow()
        assert device.journal_states() == ["waiting"]
        assert answers[-1].status_code == 503
        assert answers[-1].headers["content-type"] == PROBLEM_TYPE
        assert int(answers[-1].headers["retry-after"]) > 0
        device.sync()
        assert device.journal_states() == ["acknowledged"]
        device.workspace.store.close()

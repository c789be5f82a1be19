"""A file that is not here comes over the network lane, or a sentence says why not."""

from __future__ import annotations

import io

import pytest
from PySide6.QtCore import QObject

from app.store.held.blobs import Blobs
from sync.attachments.fetching import Fetcher
from sync.attachments.sending import Uploader
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled
from ui.online.server_files import ServerFiles
from ui.tasks import TaskRunner

PHOTO = bytes(range(256)) * 8_000
PATIENCE_MS = 20_000


@pytest.fixture
def devices(tmp_path):
    with make_server(tmp_path) as server:
        server.add_user("anna", PASSWORD, ("rep",), server.add_sector())
        made = [enrolled(server, tmp_path / name, "anna") for name in ("desk", "laptop")]
        for device in made:
            device.sync()
        yield made
        for device in made:
            device.workspace.store.close()


@pytest.fixture
def photo(devices):
    """A photo whose record is on both devices, and whose bytes are on the first."""
    desk, laptop = devices
    account = desk.create("account", name="百禾粮油", type="dealer", status="active")
    stored = desk.workspace.files.store_file(io.BytesIO(PHOTO))
    with desk.workspace.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.keep(stored.sha256, stored.size_bytes)
        blobs.release([stored.sha256])
        fields = {"account_id": account, "subject_entity": "account", "subject_id": account}
        named = {"sha256": stored.sha256, "size_bytes": stored.size_bytes}
        work.create("attachment", {**fields, **named}, desk.workspace.author)
        work.commit(desk.workspace.author)
    desk.sync()
    laptop.sync()
    return stored.sha256


class Asking:
    def __init__(self, device):
        self.errors, self.told, self.went_on = [], [], 0
        self.runner = TaskRunner(self.errors.append)
        workspace = device.workspace
        fetcher = Fetcher(workspace.store, workspace.files, device.wire, lambda: 0)
        self.fetcher = fetcher
        self.files = ServerFiles(self.runner, fetcher, self._go_on)

    def _go_on(self):
        self.went_on += 1

    def fetch(self, sha256, owner=None):
        self.files.fetch(sha256, lambda: self.told.append("here"), self.told.append, owner)


@pytest.fixture
def asking(devices):
    made = Asking(devices[1])
    yield made
    made.runner.shut_down()
    assert made.errors == []


def upload(device):
    workspace = device.workspace
    Uploader(workspace.store, workspace.files, device.wire).run(lambda: False)


def test_a_file_that_is_asked_for_arrives_and_uploads_go_on(qtbot, devices, photo, asking):
    desk, laptop = devices
    upload(desk)
    asking.fetch(photo)
    qtbot.waitUntil(lambda: asking.told == ["here"], timeout=PATIENCE_MS)
    assert laptop.workspace.files.read_file(photo) == PHOTO
    assert asking.went_on == 1
    assert not asking.fetcher.is_wanted()


def test_a_file_that_nobody_sent_yet_is_told_as_such(qtbot, photo, asking):
    asking.fetch(photo)
    qtbot.waitUntil(lambda: len(asking.told) == 1, timeout=PATIENCE_MS)
    assert asking.told == ["服务器上还没有这个附件，等对方发送后就能下载。"]
    assert asking.went_on == 1


def test_without_a_line_the_reason_is_told(qtbot, devices, photo, asking):
    devices[1].network.offline = True
    asking.fetch(photo)
    qtbot.waitUntil(lambda: len(asking.told) == 1, timeout=PATIENCE_MS)
    assert asking.told == ["连不上服务器。检查地址和网络后重试。"]


def test_a_screen_that_is_gone_hears_nothing(qtbot, photo, asking):
    owner = QObject()
    asking.fetch(photo, owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: asking.went_on == 1, timeout=PATIENCE_MS)
    assert asking.told == []

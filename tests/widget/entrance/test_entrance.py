"""The whole entrance: real window, lanes, vault, store and a real server on this machine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from shiboken6 import isValid

from app.device.keychain import NoKeychain
from app.device.settings import ProfileSettings, read_settings
from app.profiles import Surroundings
from app.store.errors import DiskFullError
from app.store.reads.sync.units import REFUSED, read_units
from sync.errors import OfflineError, WrongServerError
from sync.wire import codec
from tests.support.devices import Clock
from tests.support.memory_keychain import MemoryKeychain
from tests.support.served import served
from tests.support.server import make_server
from ui.entering.entrance import Entrance
from ui.entering.first_run_stage import download_news
from ui.online.sync_control import SyncMood
from ui.preferences import Preferences
from ui.tasks import TaskRunner
from ui.widgets.buttons import Button
from ui.widgets.notice import Notice
from ui.widgets.text import Text

LOGIN, PASSWORD, PASSPHRASE = "lan", "correct horse", "violet harbour lamp seven"
PATIENCE_MS = 20_000


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with make_server(tmp_path_factory.mktemp("office"), clock=Clock()) as server:
        sector = server.add_sector()
        user = server.add_user(LOGIN, PASSWORD, ("rep",), sector)
        for number in range(30):
            values = {"name": f"客户 {number}", "type": "retailer", "owner_id": user}
            server.add_record("account", {**values, "sector_id": sector, "status": "active"})
        yield server


@pytest.fixture(scope="module")
def address(office):
    with served(office.app, end_waits=office.server.watch.close) as where:
        yield where


class Scene:
    def __init__(self, qtbot, app, root, address, keychain):
        self.qtbot, self.root = qtbot, root
        self.errors, self.sessions, self.quits = [], [], []
        self.preferences = Preferences(app, ProfileSettings(language="zh_CN"))
        self.runner = TaskRunner(self.errors.append)
        around = Surroundings(NoKeychain(), codec, Clock(), "Asia/Shanghai")
        self.entrance = Entrance(
            self.runner,
            root,
            around,
            self.preferences,
            server=address,
            machine_name="LAPTOP-7",
            look_for_keychain=lambda: keychain,
        )
        self.entrance.opened.connect(self.sessions.append)
        self.entrance.quit_requested.connect(lambda: self.quits.append(1))
        self.entrance.begin()
        self.window = self.entrance.window

    def field(self, name):
        return self.window.findChild(QLineEdit, name)

    def button(self, name):
        return self.window.findChild(Button, name)

    def words(self):
        found = [text.text() for text in self.window.findChildren(Text) if text.isVisible()]
        return "\n".join(found)

    def type(self, **values):
        for name, text in values.items():
            self.field(name).setText(text)

    def press(self, name):
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def until(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def says(self, words):
        self.until(lambda: words in self.words())

    def choose(self, name, words):
        menu = self.button(name).findChild(QMenu)
        next(action for action in menu.actions() if action.text() == words).trigger()
        self.qtbot.waitUntil(lambda: True)

    def sign_in(self):
        self.type(login=LOGIN, password=PASSWORD)
        self.press("go_on")
        self.says("这台电脑的名称")

    def set_up(self):
        self.sign_in()
        self.press("go_on")
        self.says("设解锁密码")
        self.type(new_passphrase=PASSPHRASE, passphrase_again=PASSPHRASE)
        self.press("go_on")
        self.says("客户本已下载完")


@pytest.fixture
def enter(qtbot, themed, tmp_path, address):
    scenes, keychain = [], MemoryKeychain()

    def begin(server=None):
        where = address if server is None else server
        scenes.append(Scene(qtbot, themed, tmp_path / "profiles", where, keychain))
        return scenes[-1]

    yield begin
    for scene in scenes:
        for session in scene.sessions:
            session.close()
        scene.entrance.close()
        if isValid(scene.window):  # handed over: the main window would have taken its place
            scene.entrance.close_window()
        assert scene.errors == []


def files(root):
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_four_steps_lead_from_nothing_to_a_book_with_the_accounts(enter):
    at = enter()
    at.sign_in()
    at.says("系统钥匙串")
    assert files(at.root) == []
    at.press("go_on")
    at.says("设解锁密码")
    at.type(new_passphrase=PASSPHRASE, passphrase_again=PASSPHRASE)
    assert files(at.root) == []
    at.press("go_on")
    at.says("客户本已下载完")
    at.says("30 户")
    at.press("go_on")
    (session,) = at.sessions
    settings = read_settings(session.profile.paths.settings)
    assert (settings.last_user_name, settings.last_server_address) == (LOGIN, at.entrance._server)
    assert at.window.isVisible()
    at.entrance.close_window()
    assert at.quits == []


def test_the_next_day_the_passphrase_opens_without_any_server(enter, office):
    with served(office.app, end_waits=office.server.watch.close) as where:
        first = enter(server=where)
        first.set_up()
        first.press("go_on")
        first.sessions.pop().close()
    second = enter(server="")
    second.says(LOGIN)
    second.type(passphrase="something else entirely")
    second.press("unlock")
    second.says("解锁密码不对")
    second.type(passphrase=PASSPHRASE)
    QTest.keyClick(second.field("passphrase"), Qt.Key.Key_Return)
    second.until(lambda: second.sessions)
    assert second.sessions[0].profile.workspace.user_id
    assert second.sessions[0].sync.mood.state == "idle"


def test_a_cut_connection_is_told_and_the_download_goes_on(enter, office):
    with served(office.app, end_waits=office.server.watch.close) as where:
        at = enter(server=where)
        at.sign_in()
        at.press("go_on")
        at.says("设解锁密码")
    at.type(new_passphrase=PASSPHRASE, passphrase_again=PASSPHRASE)
    at.press("go_on")
    at.says("网络断了")
    assert not at.button("go_on").isEnabled()
    port = int(where.rsplit(":", 1)[1])
    with served(office.app, port):
        at.says("客户本已下载完")
    assert at.button("go_on").isEnabled()


def test_a_wrong_password_stands_beside_its_field(enter):
    at = enter()
    at.type(login=LOGIN, password="wrong")
    at.press("go_on")
    at.says("用户名或密码不对")
    assert files(at.root) == []


def test_a_server_that_is_away_is_told_at_the_address(enter):
    at = enter(server="http://127.0.0.1:9")
    at.type(login=LOGIN, password=PASSWORD)
    at.press("go_on")
    at.says("连不上服务器")


def test_the_language_changes_at_once_and_what_was_typed_stays(enter):
    at = enter()
    at.type(login=LOGIN, password=PASSWORD)
    at.choose("language", "English")
    at.says("Sign in to your company's server")
    assert (at.field("login").text(), at.field("password").text()) == (LOGIN, PASSWORD)
    assert at.preferences.language == "en"


def test_the_language_chosen_at_the_entrance_is_kept_with_the_profile(enter):
    at = enter()
    at.choose("language", "English")
    at.type(login=LOGIN, password=PASSWORD)
    at.press("go_on")
    at.says("Name of this computer")
    at.press("go_on")
    at.says("Set the passphrase")
    at.type(new_passphrase=PASSPHRASE, passphrase_again=PASSPHRASE)
    at.press("go_on")
    at.says("Your book is here")
    at.press("go_on")
    assert read_settings(at.sessions[0].profile.paths.settings).language == "en"


def test_the_same_user_is_sent_to_unlock(enter):
    first = enter()
    first.set_up()
    first.press("go_on")
    first.sessions.pop().close()
    again = enter()
    again.press("other")
    again.type(login=LOGIN, password=PASSWORD)
    again.press("go_on")
    again.says("已有 lan 的客户本")
    again.press("unlock_known")
    again.says("解锁不需要网络")


def test_a_damaged_book_is_repaired_from_the_server_with_what_was_not_sent(enter):
    first = enter()
    first.set_up()
    first.press("go_on")
    session = first.sessions.pop()
    workspace = session.profile.workspace
    with workspace.store.unit_of_work() as work:
        fields = {"name": "没发出的客户", "type": "retailer", "status": "active"}
        work.create("account", fields, workspace.author)
        work.commit(workspace.author)
    session.close()
    database = session.profile.paths.database
    raw = database.read_bytes()
    database.write_bytes(b"?" * 4096 + raw[4096:])

    again = enter()
    again.type(passphrase=PASSPHRASE)
    again.press("unlock")
    again.says("找回没发出的工作 1 项")
    again.press("set_up_again")
    again.type(password=PASSWORD)
    again.press("go_on")
    again.says("这台电脑的名称")
    again.press("go_on")
    again.says("设解锁密码")
    again.type(new_passphrase=PASSPHRASE, passphrase_again=PASSPHRASE)
    again.press("go_on")
    again.says("客户本已下载完")
    again.press("go_on")
    with again.sessions[0].profile.workspace.store.snapshot() as look:
        (unit,) = read_units(look, REFUSED, 9)
    assert unit.operations[0].values["name"] == "没发出的客户"
    assert unit.refusal.code == "store.rescued"


def test_closing_the_window_asks_to_quit_and_leaves_nothing_behind(enter):
    at = enter()
    at.sign_in()
    at.window.close()
    assert at.quits == [1]
    assert files(at.root) == []


def test_closing_during_the_download_keeps_the_profile_for_the_next_start(enter):
    first = enter()
    first.set_up()
    first.window.close()
    first.entrance.close()
    second = enter()
    second.type(passphrase=PASSPHRASE)
    second.press("unlock")
    second.until(lambda: second.sessions)


def test_a_notice_disappears_with_what_caused_it(enter):
    at = enter()
    at.entrance.tell("故障")
    assert any(notice.isVisible() for notice in at.window.findChildren(Notice))
    at.type(login=LOGIN, password="")
    at.press("go_on")
    assert not any(notice.isVisible() for notice in at.window.findChildren(Notice))


def test_escape_goes_one_step_back(enter):
    at = enter()
    at.sign_in()
    QTest.keyClick(at.field("device_name"), Qt.Key.Key_Escape)
    at.says("登录公司的服务器")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DiskFullError("store.disk_full"), "store.disk_full"),
        (OfflineError(), "sync.offline"),
        (WrongServerError(), "sync.wrong_server"),
    ],
)
def test_the_page_hears_the_reason_whoever_it_comes_from(error, code):
    assert download_news(SyncMood("stopped", error)).code == code

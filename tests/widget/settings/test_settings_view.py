"""The settings with real widgets and the real preferences."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.device.settings import Density, ProfileSettings, Theme, read_settings
from tests.support.sync_scene import Desk, sync_workspace
from tests.support.waiting_runner import WaitingRunner
from ui.preferences import Preferences
from ui.screens.settings.build import build_settings
from ui.texts import current_language
from ui.theme.apply import current_theme
from ui.widgets.buttons import Button
from ui.widgets.text import Text


@pytest.fixture
def desk(tmp_path):
    workspace = sync_workspace(tmp_path / "device")
    yield Desk(workspace, runner=WaitingRunner())
    workspace.store.close()


@pytest.fixture
def preferences(themed, tmp_path):
    made = Preferences(themed, ProfileSettings(language="zh_CN", theme=Theme.LIGHT))
    made.use_file(tmp_path / "settings.json")
    return made


@pytest.fixture
def locked():
    return []


@pytest.fixture
def view(desk, preferences, locked, tmp_path, qtbot):
    paths = SimpleNamespace(key_slot=tmp_path / "absent.json", folder=tmp_path)
    again = SimpleNamespace(device_id="0" * 24 + "7f3a91c2")
    session = SimpleNamespace(profile=SimpleNamespace(paths=paths), again=again)
    lock = lambda: locked.append(1)  # noqa: E731
    screen, presenter = build_settings(desk.context, preferences, session, lock=lock)
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.show()
    qtbot.waitExposed(screen)
    presenter.load()
    while desk.runner.waiting:
        desk.runner.go_on()
    return screen


def test_colours_and_rows_change_at_once_and_are_kept(view, tmp_path):
    view.theme.part("dark").click()
    view.density.part("compact").click()
    assert current_theme().mode == "dark"
    kept = read_settings(tmp_path / "settings.json")
    assert (kept.theme, kept.density) == (Theme.DARK, Density.COMPACT)


def test_the_language_changes_at_once(view, preferences, qtbot):
    with qtbot.waitSignal(preferences.language_changed):
        view.language.part("en").click()
    assert current_language() == "en"


def test_the_text_grows(view, preferences):
    before = current_theme().px(100)
    view.text_size.part("130").click()
    assert current_theme().px(100) > before
    assert preferences.settings.font_factor == 1.3


def test_locking_is_asked_for(view, locked):
    view.lock.click()
    assert locked == [1]


def test_without_a_lock_there_is_no_such_button(desk, preferences, tmp_path, qtbot):
    paths = SimpleNamespace(key_slot=tmp_path / "absent.json", folder=tmp_path)
    again = SimpleNamespace(device_id="d")
    session = SimpleNamespace(profile=SimpleNamespace(paths=paths), again=again)
    screen, _presenter = build_settings(desk.context, preferences, session)
    qtbot.addWidget(screen)
    shown = {one.words() for one in screen.findChildren(Button) if one.parent() is not None}
    assert "马上锁定" not in shown


def test_the_passphrase_form_is_folded_until_wanted_and_refuses_beside_the_field(view):
    form = view.passphrase
    assert not form.fields["old"].isVisible()
    form.open()
    assert form.fields["old"].isVisible()
    QTest.keyClicks(form.fields["new"].editor, "x")
    QTest.keyClick(form.fields["new"].editor, Qt.Key.Key_Return)
    assert form.fields["old"].has_error()
    assert not form.fields["new"].has_error()
    form.close_form()
    assert form.fields["new"].editor.text() == ""
    assert not form.fields["old"].has_error()


def test_every_key_of_the_list_is_named_for_screen_readers(view):
    names = {
        child.accessibleName() for child in view.findChildren(type(view.passphrase).__mro__[1])
    }
    assert any(name.startswith("F5: ") for name in names)


def test_the_data_is_checked_beside_the_window_and_the_result_stands_below(view, desk):
    view.check.button.click()
    assert not view.check.button.isEnabled()
    assert view.check.button.toolTip() == "正在检查，还没结束"
    assert view.check.notice.isVisible()
    assert view.check.notice.words().startswith("正在检查")
    desk.runner.go_on()
    assert view.check.button.isEnabled()
    assert view.check.button.toolTip() == ""
    assert "一切正常" in view.check.notice.words()
    view.check.notice.findChild(Button, "sync").click()
    assert ("sync_now",) in desk.navigation.went


def test_each_finding_stands_with_what_to_do_and_goes_with_the_next_check(view, desk):
    with desk.workspace.store.unit_of_work() as work:
        sql = "INSERT INTO blob (sha256, size_bytes, state) VALUES (?, 1, 'sent')"
        work.connection.exec_driver_sql(sql, ("f" * 64,))
        work.commit()
    check(view, desk)
    assert "本机缺少 1 个照片或附件的文件。" in shown(view.check)
    assert any("重新添加" in words for words in shown(view.check))
    with desk.workspace.store.unit_of_work() as work:
        work.connection.exec_driver_sql(sql, ("e" * 64,))
        work.commit()
    check(view, desk)
    assert "本机缺少 2 个照片或附件的文件。" in shown(view.check)
    assert "本机缺少 1 个照片或附件的文件。" not in shown(view.check)


def test_a_check_that_failed_can_be_begun_again(view):
    view.show_check_running()
    view.show_check_trouble("磁盘已满。")
    assert view.check.button.isEnabled()
    assert view.check.notice.words() == "磁盘已满。"
    view.show_check_trouble("")
    assert not view.check.notice.isVisible()


def check(view, desk):
    view.check.button.click()
    desk.runner.go_on()


def shown(part):
    return {one.text() for one in part.findChildren(Text) if one.isVisible()}


def test_what_the_check_says_is_scrolled_into_sight(view, desk, qtbot):
    view.check.button.click()
    qtbot.waitUntil(lambda: not view.check.notice.visibleRegion().isEmpty())
    desk.runner.go_on()
    link = view.check.notice.findChild(Button, "sync")
    qtbot.waitUntil(lambda: not link.visibleRegion().isEmpty())

"""The kit as a whole: every stop named, no text cut, and pictures for the eye on request."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widget.kit_page import build_kit
from ui.theme.apply import apply_language, apply_theme
from ui.theme.tokens import Mode
from ui.widgets.editors import ComboBox

PICTURES = "ROADBOOK_KIT_PICTURES"
LOOKS: list[tuple[Mode, bool, int, int]] = [
    ("light", True, 1440, 900),
    ("dark", True, 1440, 900),
    ("light", False, 1440, 900),
    ("dark", False, 1280, 720),
]


def shown_kit(qtbot: QtBot, *, chinese: bool, width: int = 1440, height: int = 900) -> QWidget:
    page = build_kit(chinese=chinese)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.mark.parametrize("chinese", [True, False])
def test_every_stop_of_the_keyboard_has_a_name(qtbot: QtBot, chinese: bool):
    page = shown_kit(qtbot, chinese=chinese)
    stops = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert len(stops) > 30
    nameless = []
    for widget in stops:
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.text(QAccessible.Text.Name):
            nameless.append(widget)
    assert nameless == []


def test_controls_have_the_roles_of_their_kind(qtbot: QtBot):
    page = shown_kit(qtbot, chinese=True)
    roles = {}
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            spoken = QAccessible.queryAccessibleInterface(widget)
            roles[spoken.text(QAccessible.Text.Name)] = spoken.role()
    assert roles["保存"] == QAccessible.Role.Button
    assert roles["我的客户"] == QAccessible.Role.CheckBox
    assert roles["带新版价目表"] == QAccessible.Role.CheckBox
    combo = QAccessible.queryAccessibleInterface(page.findChild(ComboBox))
    assert combo.role() == QAccessible.Role.ComboBox
    assert roles["客户名称, 必填"] == QAccessible.Role.EditableText
    assert roles["东仓路 12 号"] == QAccessible.Role.RadioButton


def test_tab_visits_every_enabled_stop_once_around(qtbot: QtBot):
    page = shown_kit(qtbot, chinese=True)
    page.setFocus()
    visited = []
    for _step in range(80):
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus in visited:
            break
        visited.append(focus)
    names = [widget.accessibleName() for widget in visited]
    assert "保存" in names
    assert "客户" in names
    assert "不可用" not in names


@pytest.mark.parametrize("look", LOOKS)
def test_the_kit_has_a_picture_of_every_look(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, look: tuple[Mode, bool, int, int]
):
    mode, chinese, width, height = look
    apply_language("zh_CN" if chinese else "en")
    apply_theme(qapp, mode=mode)
    page = shown_kit(qtbot, chinese=chinese, width=width, height=height)
    focused = page.findChild(QWidget, "focused")
    assert focused is not None
    focused.setFocus(Qt.FocusReason.TabFocusReason)
    folder = Path(os.environ.get(PICTURES, tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    name = f"kit-{mode}-{'zh' if chinese else 'en'}-{width}x{height}.png"
    assert page.grab().save(str(folder / name))

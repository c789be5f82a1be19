"""The palette on screen: keys, input methods, mouse, focus, words for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.screens.palette.hit_list import HitList
from ui.screens.palette.rows import Group, Hit, Part, State, marked
from ui.screens.palette.view import PaletteView
from ui.theme.apply import apply_language, apply_theme, current_theme
from ui.widgets.editors import LineEdit
from ui.widgets.layout import column
from ui.widgets.text import Text

CTRL = Qt.KeyboardModifier.ControlModifier


def hit(key: str, words: str, **more: object) -> Hit:
    return Hit(key=key, parts=(Part(words),), act="打开", **more)


GROUPS = (
    Group(
        "客户",
        (
            hit("a1", "百禾粮油商贸行", grade="A", note="云浦·逾期 4.20万", pin="on"),
            hit("a2", "北河粮食门市", grade="C", note="南渡·零售商", pin="off"),
        ),
    ),
    Group("合同", (hit("c1", "HT-2026-0977", state=State("待签", "warn", "signature")),)),
    Group("命令", (hit("k1", "现在同步", icon="refresh-cw", keys="F5"),)),
)


class Window(QWidget):
    """A page below the palette, with an entry box and a shortcut of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = LineEdit()
        self.setLayout(column(self.entry, QWidget()))
        self.fired: list[str] = []
        for keys in ("Ctrl+Return", "Ctrl+S", "F5", "Ctrl+2"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda keys=keys: self.fired.append(keys))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    page = Window()
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.entry.setFocus()
    yield page
    page.close()


@pytest.fixture
def palette(window: Window) -> PaletteView:
    view = PaletteView(window)
    view.open_with("")
    view.show_groups(GROUPS, keep=False)
    return view


def current(palette: PaletteView) -> str:
    found = palette.list.current_hit()
    return found.key if found else ""


def compose(palette: PaletteView, letters: str, commit: str = "") -> None:
    event = QInputMethodEvent(letters, [])
    event.setCommitString(commit)
    QApplication.sendEvent(palette.box, event)


def test_it_stands_in_the_middle_116_px_below_the_top(palette: PaletteView):
    panel = palette.box.parentWidget()
    assert panel.width() == 640
    assert panel.mapTo(palette, QPoint(0, 0)) == QPoint(320, 116)
    assert palette.box.hasFocus()


def test_a_low_window_scrolls_the_rows_and_keeps_head_and_foot(
    palette: PaletteView, window: Window
):
    rows = tuple(hit(f"r{at}", f"客户{at}") for at in range(40))
    palette.show_groups((Group("客户", rows),), keep=False)
    for height in (720, 480):
        window.resize(1280, height)
        panel = palette.box.parentWidget()
        assert panel.geometry().bottom() <= height - 20
        assert palette.list.verticalScrollBar().maximum() > 0


def test_the_arrows_walk_over_headings_and_go_round(palette: PaletteView, qtbot: QtBot):
    seen = [current(palette)]
    for _step in range(4):
        qtbot.keyClick(palette.box, Qt.Key.Key_Down)
        seen.append(current(palette))
    assert seen == ["a1", "a2", "c1", "k1", "a1"]
    qtbot.keyClick(palette.box, Qt.Key.Key_Up)
    assert current(palette) == "k1"
    qtbot.keyClick(palette.box, Qt.Key.Key_PageUp)
    assert current(palette) == "a1"


def test_tab_goes_from_group_to_group(palette: PaletteView, qtbot: QtBot):
    seen = []
    for _step in range(3):
        qtbot.keyClick(palette.box, Qt.Key.Key_Tab)
        seen.append(current(palette))
    assert seen == ["c1", "k1", "a1"]
    qtbot.keyClick(palette.box, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert current(palette) == "k1"
    assert palette.box.hasFocus()


def test_enter_takes_the_row_and_ctrl_enter_begins_a_visit(palette: PaletteView, qtbot: QtBot):
    with qtbot.waitSignal(palette.entered) as told:
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert told.args == ["a1", False]
    with qtbot.waitSignal(palette.entered) as told:
        qtbot.keyClick(palette.box, Qt.Key.Key_Return, CTRL)
    assert told.args == ["a1", True]


def test_ctrl_p_wishes_a_pin_and_esc_to_leave(palette: PaletteView, qtbot: QtBot):
    with qtbot.waitSignal(palette.pin_wished) as told:
        qtbot.keyClick(palette.box, Qt.Key.Key_P, CTRL)
    assert told.args == ["a1"]
    with qtbot.waitSignal(palette.left):
        qtbot.keyClick(palette.box, Qt.Key.Key_Escape)


def test_every_letter_is_told_once(palette: PaletteView, qtbot: QtBot):
    told: list[str] = []
    palette.typed.connect(told.append)
    qtbot.keyClicks(palette.box, "bh")
    qtbot.keyClick(palette.box, Qt.Key.Key_Backspace)
    assert told == ["b", "bh", "b"]


def test_what_is_being_composed_is_searched_but_its_keys_do_nothing(
    palette: PaletteView, qtbot: QtBot
):
    told: list[str] = []
    palette.typed.connect(told.append)
    compose(palette, "bai'he")
    assert told == ["baihe"]
    with qtbot.assertNotEmitted(palette.entered), qtbot.assertNotEmitted(palette.left):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Tab):
            qtbot.keyClick(palette.box, key)
    assert current(palette) == "a1"
    compose(palette, "", "百禾")
    assert told == ["baihe", "百禾"]
    with qtbot.waitSignal(palette.entered):
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)


def test_letters_composed_in_the_middle_are_searched_in_their_place(palette: PaletteView):
    told: list[str] = []
    palette.typed.connect(told.append)
    palette.box.put("苏州行")
    palette.box.setCursorPosition(2)
    compose(palette, "liang")
    assert told == ["苏州liang行"]


def test_the_page_below_hears_no_shortcut_but_those_that_rows_show(
    palette: PaletteView, window: Window, qtbot: QtBot
):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_S):
        qtbot.keyClick(palette.box, key, CTRL)
    assert window.fired == []
    qtbot.keyClick(palette.box, Qt.Key.Key_F5)
    qtbot.keyClick(palette.box, Qt.Key.Key_2, CTRL)
    assert window.fired == ["F5", "Ctrl+2"]


def test_a_click_takes_a_row_and_leaves_the_keyboard_in_the_box(palette: PaletteView, qtbot: QtBot):
    at = palette.list.visualRect(palette.list.rows.index(palette.list.rows.row_of("a2"))).center()
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["a2"]
    assert palette.box.hasFocus()
    heading = palette.list.visualRect(palette.list.rows.index(0)).center()
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=heading)


def test_a_click_beside_it_closes_and_the_keyboard_goes_back(
    palette: PaletteView, window: Window, qtbot: QtBot
):
    told: list[bool] = []
    palette.closed.connect(lambda: told.append(True))
    inside = palette.box.parentWidget().geometry().bottomLeft() + QPoint(10, -6)
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=inside)
    assert palette.isVisible()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(40, 600))
    assert palette.isHidden()
    assert window.entry.hasFocus()
    assert told == [True]


def test_it_closes_once_when_the_user_goes_elsewhere(palette: PaletteView, window: Window):
    told: list[bool] = []
    palette.closed.connect(lambda: told.append(True))
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setFocus(Qt.FocusReason.OtherFocusReason)
    assert palette.isHidden()
    assert window.hasFocus()
    palette.close_palette()
    assert told == [True]


def test_where_the_keyboard_was_may_be_gone(palette: PaletteView, window: Window, qtbot: QtBot):
    with qtbot.waitSignal(window.entry.destroyed):
        window.entry.deleteLater()
    palette.close_palette()
    assert palette.isHidden()


def test_what_was_typed_elsewhere_stands_in_the_box_with_the_cursor_behind(
    palette: PaletteView, qtbot: QtBot
):
    palette.open_with("b")
    told: list[str] = []
    palette.typed.connect(told.append)
    qtbot.keyClicks(palette.box, "h")
    assert told == ["bh"]


def test_the_same_row_stays_when_rows_are_shown_again(palette: PaletteView, qtbot: QtBot):
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    palette.show_groups(GROUPS[::-1], keep=True)
    assert current(palette) == "a2"
    palette.show_groups(GROUPS, keep=False)
    assert current(palette) == "a1"
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    palette.show_groups(GROUPS[1:], keep=True)
    assert current(palette) == "c1"


def test_nothing_found_leaves_keys_without_effect(palette: PaletteView, qtbot: QtBot):
    palette.show_groups((), keep=False)
    palette.show_nothing("没有找到")
    assert palette.list.isHidden()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_PageDown):
        qtbot.keyClick(palette.box, key)
    with qtbot.waitSignal(palette.entered) as told:
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert told.args == ["", False]
    palette.show_groups(GROUPS, keep=False)
    assert palette.list.isVisible()


def test_a_question_empties_the_box_and_names_it(palette: PaletteView, qtbot: QtBot):
    qtbot.keyClicks(palette.box, "bh")
    palette.show_question("给哪个客户记拜访？")
    assert palette.box.text() == ""
    assert palette.box.accessibleName() == "给哪个客户记拜访？"
    told: list[str] = []
    palette.typed.connect(told.append)
    qtbot.keyClicks(palette.box, "b")
    assert told == ["b"]


def test_a_screen_reader_hears_a_list_with_spoken_rows(palette: PaletteView):
    face = QAccessible.queryAccessibleInterface(palette.list)
    assert face.role() == QAccessible.Role.List
    assert palette.list.accessibleName() == "搜索结果"
    rows = palette.list.rows
    spoken = [rows.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(5)]
    assert spoken == [
        "客户",
        "百禾粮油商贸行, A 类, 云浦·逾期 4.20万, 已置顶, 客户",
        "北河粮食门市, C 类, 南渡·零售商, 客户",
        "合同",
        "HT-2026-0977, 待签, 合同",
    ]


def test_the_current_row_is_announced(palette: PaletteView, qtbot: QtBot, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(
        "ui.screens.palette.view.announce", lambda _where, words: said.append(words)
    )
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Tab)
    palette.show_nothing("没有找到")
    assert said == [
        "北河粮食门市, C 类, 南渡·零售商, 客户",
        "HT-2026-0977, 待签, 合同",
        "没有找到",
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_was_typed_is_marked_in_the_accent(qtbot: QtBot, mode):
    apply_theme(QApplication.instance(), mode=mode)
    found = HitList()
    qtbot.addWidget(found)
    found.resize(638, 200)

    def has_accent() -> bool:
        image = found.grab().toImage()
        wanted = current_theme().colour("accent").rgb()
        return any(
            image.pixelColor(x, y).rgb() == wanted
            for x in range(image.width())
            for y in range(image.height())
        )

    name = "百禾粮油商贸行"
    plain = Hit(key="a", parts=marked(name, ()), act="", icon="store")
    typed = Hit(key="a", parts=marked(name, ((0, 2),)), act="", icon="store")
    found.show_groups((Group("客户", (plain,)),), keep=False)
    assert not has_accent()
    found.show_groups((Group("客户", (typed,)),), keep=False)
    assert has_accent()


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "20,000 accounts, 12 ms"), ("zh_CN", "本机搜索 20,000 户，12 毫秒")],
)
def test_the_foot_finds_room_at_every_text_size(window: Window, themed, language, words, scale):
    apply_language(language)
    apply_theme(themed, scale=scale)
    view = PaletteView(window)
    view.open_with("")
    view.show_foot(words)
    view.show_groups(GROUPS, keep=False)
    QApplication.processEvents()
    assert view.box.parentWidget().width() == 640
    foot = next(text for text in view.findChildren(Text) if text.text() == words)
    assert foot.width() >= current_theme().width_of(words, "meta")


def test_overlapping_marks_are_cut_once():
    parts = marked("百禾粮油", ((0, 2), (1, 3)))
    assert [(part.words, part.is_hit) for part in parts] == [("百禾粮", True), ("油", False)]

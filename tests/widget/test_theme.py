"""Looks: tokens, contrast, and widgets that follow a change at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widget.conftest import Show
from ui.resources import resource_folder
from ui.theme.apply import apply_theme, current_theme
from ui.theme.style import build_style_sheet
from ui.theme.tokens import TONES, TYPE, Mode, colours_of
from ui.widgets.buttons import Button
from ui.widgets.editors import LineEdit
from ui.widgets.panel import Panel
from ui.widgets.text import Text

Pixel = Callable[[QWidget, int, int], QColor]
MODES: tuple[Mode, ...] = ("light", "dark")


def luminance(code: str) -> float:
    colour = QColor(code)
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_every_text_pair_reaches_the_contrast_of_wcag_aa(mode: Mode, high: bool):
    colours = colours_of(mode, high_contrast=high)
    grounds = ("canvas", "surface", "sunken", "raised", "hover", "selected")
    pairs = [(ink, ground) for ink in ("text", "text2", "text3") for ground in grounds]
    pairs += [(tone, f"{tone}_soft") for tone in TONES]
    pairs += [(tone, "surface") for tone in TONES]
    pairs += [("on_solid", "solid"), ("on_solid", "solid_hover"), ("accent", "selected")]
    weak = [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    assert weak == []


@pytest.mark.parametrize("mode", MODES)
def test_borders_of_high_contrast_reach_three_to_one(mode: Mode):
    colours = colours_of(mode, high_contrast=True)
    assert contrast(colours["line2"], colours["surface"]) >= 3
    assert contrast(colours["accent_line"], colours["surface"]) >= 3


def test_both_modes_have_the_same_roles():
    assert set(colours_of("light")) == set(colours_of("dark"))


def test_the_style_sheet_has_no_open_placeholder():
    assert "$" not in build_style_sheet(current_theme())


def test_no_type_is_smaller_than_eleven_pixels():
    assert min(size for size, _weight in TYPE.values()) >= 11


def test_a_change_of_theme_repaints_what_is_shown(show: Show, qapp: QApplication, pixel_of: Pixel):
    ground, button = Panel(kind="page"), Button("保存", "primary")
    ground.setMinimumHeight(40)
    show(ground, button)
    assert pixel_of(ground, 5, 5) == QColor("#FFFFFF")
    assert pixel_of(button, 4, 16) == QColor("#3A54B4")
    apply_theme(qapp, mode="dark")
    assert pixel_of(ground, 5, 5) == QColor("#1B1B1A")
    assert pixel_of(button, 4, 16) == QColor("#5468CB")


def test_words_and_entry_boxes_follow_the_theme(show: Show, qapp: QApplication, pixel_of: Pixel):
    words, box = Text("逾期", "title", "bad"), LineEdit("百禾")
    show(words, box)
    light_ink = words.palette().windowText().color()
    apply_theme(qapp, mode="dark", scale=1.3)
    assert words.palette().windowText().color() != light_ink
    assert words.font().pixelSize() == 26
    assert pixel_of(box, 4, box.height() // 2) == QColor("#1B1B1A")


def test_a_themed_program_makes_new_pictures_for_a_new_theme(qapp: QApplication):
    light = current_theme().pixmap("check", "text", 16)
    assert current_theme().pixmap("check", "text", 16) is light
    assert light.devicePixelRatio() == 3
    dark = apply_theme(qapp, mode="dark").pixmap("check", "text", 16)
    assert dark.toImage() != light.toImage()


def test_every_icon_can_be_drawn():
    names = sorted(path.stem for path in (resource_folder() / "icons").glob("*.svg"))
    assert len(names) > 100
    blank = [n for n in names if not current_theme().pixmap(n, "text", 16).toImage().allGray()]
    assert blank is not None
    for name in names:
        image = current_theme().pixmap(name, "bad", 16).toImage()
        inks = {image.pixelColor(x, y).alpha() for x in range(0, 48, 2) for y in range(0, 48, 2)}
        assert max(inks) > 0, name


def test_words_are_never_read_as_markup(show: Show):
    words = Text("<b>粗</b> & <img src=x>")
    show(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.text() == "<b>粗</b> & <img src=x>"


def test_a_cut_text_shows_itself_in_the_tool_tip(show: Show, qtbot: QtBot):
    words = Text("云浦市百禾粮油食品调味品批发配送商贸行", elide=True)
    page = show(words)
    page.resize(120, 100)
    qtbot.waitUntil(lambda: words.toolTip() == words.text())
    page.resize(900, 100)
    qtbot.waitUntil(lambda: words.toolTip() == "")

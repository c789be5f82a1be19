"""The strip of photos says plainly which of them are only previews."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from app.queries.records.photos import PhotoGlance
from ui.screens.visits.photo_dialog import show_photo
from ui.screens.visits.photo_strip import PhotoStrip


def jpeg(width=64, height=48, colour=0x3A54B4):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "JPEG")
    return bytes(target.data().data())


@pytest.fixture
def strip(qtbot):
    made = PhotoStrip()
    qtbot.addWidget(made)
    return made


def glance(key, *, is_here, picture=None):
    return PhotoGlance(key * 64, f"照片 {key}", jpeg() if picture is None else picture, is_here)


def test_a_preview_is_told_from_a_photo_that_is_here(strip):
    strip.show_photos([glance("a", is_here=True), glance("b", is_here=False)])
    here, away = strip.buttons.values()
    assert here.sign() == ""
    assert away.sign() == "仅缩略图"
    assert "原图还不在这台电脑上" in away.toolTip()
    assert strip.note.text() == "1 张原图还不在这台电脑上，打开时下载。"
    assert strip.note.isVisibleTo(strip)


def test_where_not_even_a_preview_came_none_is_claimed(strip):
    strip.show_photos([glance("a", is_here=False, picture=b"")])
    assert strip.buttons["a" * 64].sign() == "还未下载"


def test_when_everything_is_here_nothing_is_said(strip):
    strip.show_photos([glance("a", is_here=True)])
    assert not strip.note.isVisibleTo(strip)
    strip.show_photos([])
    assert strip.isHidden()


def test_a_photo_is_opened_by_mouse_and_by_keyboard(strip):
    opened = []
    strip.opened.connect(opened.append)
    strip.show_photos([glance("a", is_here=False, picture=b"")])
    (button,) = strip.buttons.values()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert opened == ["a" * 64] * 2


def test_a_photo_on_its_way_says_so(strip):
    strip.show_photos([glance("a", is_here=False)])
    strip.show_fetching("a" * 64, is_on=True)
    assert strip.buttons["a" * 64].sign() == "正在取…"
    strip.show_fetching("a" * 64, is_on=False)
    assert strip.buttons["a" * 64].sign() == "仅缩略图"
    strip.show_fetching("z" * 64, is_on=True)


def test_an_opened_photo_fits_into_the_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    dialog = show_photo(window, "货架", jpeg(1600, 1200))
    assert isinstance(dialog, QDialog)
    assert dialog.isVisible()
    assert dialog.width() <= 900
    dialog.reject()

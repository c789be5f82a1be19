"""The dialogs that sign, with a real pad and real pages."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.screens.returned.certificate_dialog import CertificateDialog
from ui.screens.returned.pen_dialog import PenDialog
from ui.screens.returned.rows import PenForm
from ui.widgets.editors import PassphraseEdit

FORM = PenForm("Sign", "By itself no reliable signature.", "谢璟", b"", 1)


def never(_task, _done, _failed=None, _owner=None):
    """Draw no pages: they are another test's."""


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    made.resize(900, 900)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def pen(parent):
    dialog = PenDialog(parent, FORM, never)
    dialog.open()
    return dialog


def draw(pad):
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    QTest.mouseMove(pad, QPoint(200, 80))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 80))


def test_name_and_strokes_are_given_together(pen):
    given, began = [], []
    pen.signed.connect(lambda *told: given.append(told))
    pen.began.connect(lambda: began.append(True))

    draw(pen.pad)
    pen.sign_button.click()

    ((name, drawing, device, page),) = given
    assert (name, device, page) == ("谢璟", "mouse", 1)
    assert drawing == pen.pad.drawing()
    assert began == [True]


def test_nothing_is_kept_without_strokes_or_without_a_name(pen):
    given = []
    pen.signed.connect(lambda *told: given.append(told))

    pen.sign_button.click()
    draw(pen.pad)
    pen.signatory.clear()
    pen.sign_button.click()

    assert given == []
    assert pen.error.isVisible()


def test_a_refusal_is_said_and_the_button_waits_again(pen):
    draw(pen.pad)
    pen.sign_button.click()
    assert not pen.sign_button.isEnabled()

    pen.show_error("The words differ")

    assert pen.error.text() == "The words differ"
    assert pen.sign_button.isEnabled()


def test_the_password_is_forgotten_as_soon_as_it_is_given(parent, tmp_path):
    dialog = CertificateDialog(parent)
    dialog.open()
    dialog.choose = lambda _parent: tmp_path / "firm.p12"
    given = []
    dialog.given.connect(lambda *told: given.append(told))

    dialog.sign_button.click()
    assert given == []
    dialog.choose_button.click()
    dialog.password.setText("secret")
    dialog.sign_button.click()

    assert given == [(tmp_path / "firm.p12", "secret")]
    assert all(edit.text() == "" for edit in dialog.findChildren(PassphraseEdit))

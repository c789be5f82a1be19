"""The pad takes a mouse, a pen and a finger, each point with its time and pressure."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.widgets.signing_pad import SigningPad

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(qtbot):
    made = SigningPad()
    qtbot.addWidget(made)
    made.show()
    return made


def draw(pad, *points):
    QTest.mousePress(pad, LEFT, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(*points[-1]))


def pen(pad, kind, at, pressure):
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
        "",
        QPointingDeviceUniqueId.fromNumericId(1),
    )
    place = QPointF(*at)
    buttons = (LEFT, LEFT)
    event = QTabletEvent(
        kind, device, place, place, pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
        Qt.KeyboardModifier.NoModifier, *buttons,
    )  # fmt: skip
    QApplication.sendEvent(pad, event)


def test_a_mouse_draws_strokes_with_places_and_times(pad):
    began = []
    pad.began.connect(lambda: began.append(True))

    draw(pad, (20, 20), (120, 60), (200, 30))
    draw(pad, (260, 40), (300, 90))

    drawing = pad.drawing()
    assert [len(stroke) for stroke in drawing.strokes] == [3, 2]
    times = [point.at for stroke in drawing.strokes for point in stroke]
    assert times == sorted(times)
    assert (drawing.strokes[0][0].x, drawing.strokes[0][0].y) == (385, 385)
    assert pad.device() == "mouse"
    assert began == [True]


def test_a_pen_writes_with_its_pressure(pad):
    pen(pad, QEvent.Type.TabletPress, (20, 20), 0.25)
    pen(pad, QEvent.Type.TabletMove, (60, 40), 0.8)
    pen(pad, QEvent.Type.TabletRelease, (60, 40), 0.0)

    (stroke,) = pad.drawing().strokes
    assert [point.pressure for point in stroke] == [250, 800]
    assert pad.device() == "pen"


def test_a_finger_writes(pad):
    device = QTest.createTouchDevice()
    QTest.touchEvent(pad, device).press(0, QPoint(30, 30)).commit()
    QTest.touchEvent(pad, device).move(0, QPoint(90, 50)).commit()
    QTest.touchEvent(pad, device).release(0, QPoint(90, 50)).commit()

    assert not pad.drawing().is_empty
    assert pad.device() == "touch"


def test_what_leaves_the_pad_ends_at_its_edge(pad):
    draw(pad, (20, 20), (5000, -400))

    last = pad.drawing().strokes[0][-1]
    assert (last.x, last.y) == (10_000, 0)


def test_strokes_are_taken_back_one_by_one_or_all(pad):
    draw(pad, (20, 20), (120, 60))
    draw(pad, (20, 80), (120, 90))

    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.drawing().strokes) == 1
    pad.clear()

    assert pad.drawing().strokes == ()


def test_strokes_are_seen(pad):
    before = pad.grab().toImage()

    draw(pad, (40, 40), (240, 60))

    assert pad.grab().toImage() != before

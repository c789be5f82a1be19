"""The name on the day's little map stands where it is whole and covers no other stop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from ui.charts.route_picture import name_place
from ui.theme.apply import current_theme

pytestmark = pytest.mark.usefixtures("themed")

BOX = QRectF(0, 0, 400, 300)
NAME = "苏州市恒源味调味品批发部"
PIN = 12


def hides(label, point):
    return label.adjusted(-PIN, -PIN, PIN, PIN).contains(point)


@pytest.mark.parametrize(
    "others",
    [
        [],
        [QPointF(200, 150)],
        [QPointF(200, 150), QPointF(40, 150)],
        [QPointF(200, 150), QPointF(120, 200)],
        [QPointF(200, 150), QPointF(120, 100)],
    ],
    ids=["alone", "right", "right and left", "right and below", "right and above"],
)
def test_a_name_covers_no_other_pin_where_there_is_another_place(others):
    points = [QPointF(120, 150), *others]
    label = name_place(current_theme(), points, 0, NAME, BOX)
    assert BOX.contains(label)
    assert label.width() >= current_theme().width_of(NAME, "meta-m")
    assert not any(hides(label, other) for other in others)


@pytest.mark.parametrize("pin", [(5, 5), (395, 5), (5, 295), (395, 295), (200, 150)])
def test_a_name_stays_inside_wherever_its_pin_is(pin):
    label = name_place(current_theme(), [QPointF(*pin)], 0, NAME, BOX)
    assert BOX.contains(label)
    assert label.width() >= current_theme().width_of(NAME, "meta-m")

"""Fixtures for widgets: the product's look in Chinese, and a view of what was painted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.frame.main_window import MainWindow
from ui.theme.apply import apply_language, apply_theme, current_theme, prepare_application
from ui.theme.theme import Theme
from ui.widgets.layout import column
from ui.widgets.rail import RailItem
from ui.widgets.screen import Screen

Show = Callable[..., QWidget]


@pytest.fixture(scope="session")
def prepared_app(qapp: QApplication) -> QApplication:
    """The application with the product's typeface and base style."""
    prepare_application(qapp)
    return qapp


@pytest.fixture(scope="session")
def looks() -> list[Theme]:
    """The look that was last put on for a test, empty before the first."""
    return []


@pytest.fixture(autouse=True)
def themed(prepared_app: QApplication, looks: list[Theme]) -> QApplication:
    """The light theme in Chinese, as a rep sees it first; put on anew only after another one."""
    apply_language("zh_CN")
    if not looks or current_theme() is not looks[-1]:
        looks[:] = [apply_theme(prepared_app)]
    return prepared_app


@pytest.fixture
def pixel_of() -> Callable[[QWidget, int, int], QColor]:
    """The colour a widget shows at a place, in logical pixels."""

    def pixel(widget: QWidget, x: int, y: int) -> QColor:
        image = widget.grab().toImage()
        ratio = image.devicePixelRatio()
        return image.pixelColor(int(x * ratio), int(y * ratio))

    return pixel


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Put widgets into a window of their own and show it."""
    kept: list[QWidget] = []

    def show_parts(*parts: QWidget) -> QWidget:
        page = QWidget()
        page.setLayout(column(*parts, margins=(20, 20, 20, 20)))
        page.resize(420, 300)
        kept.append(page)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show_parts


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    """The window with the contracts' place in its rail alone, active."""
    made = MainWindow([RailItem("contracts", "file-text", "合同")])
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show_screen("contracts", Screen())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made

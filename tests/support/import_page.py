"""The import page in its window, pressed as a person presses it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.support.account_forms import screen_context
from ui.frame.main_window import MainWindow
from ui.frame.status_words import rail_items
from ui.screens.importing.build import build_import
from ui.widgets.buttons import Button
from ui.widgets.screen import Screen


class Page:
    """The page in its window."""

    def __init__(self, qtbot, workspace):
        self.workspace = workspace
        self.published = []
        self.context = screen_context(workspace, self.published)
        self.window = MainWindow(rail_items())
        qtbot.addWidget(self.window)
        self.window.show_screen("accounts", Screen())
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.view, self.presenter = build_import(self.context)
        self.window.open_page(self.view)
        self.presenter.load()

    def words(self):
        return [one.text() for one in self.view.findChildren(QLabel) if one.isVisible()]

    def button(self, words):
        shown = [one for one in self.window.findChildren(Button) if one.isVisible()]
        (found,) = [one for one in shown if one.words() == words]
        return found

    def press(self, words):
        button = self.button(words)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        QApplication.processEvents()

    def names(self):
        with self.workspace.store.snapshot() as look:
            sql = "SELECT name FROM account WHERE source = 'import' ORDER BY name"
            return list(look.connection.exec_driver_sql(sql).scalars())

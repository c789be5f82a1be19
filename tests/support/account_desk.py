"""The window with the page of an account on it, and hands that type."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from tests.support.account_forms import screen_context
from tests.support.account_records import ACCOUNT
from ui.frame.main_window import MainWindow
from ui.widgets.dialog import Dialog
from ui.widgets.rail import RailItem
from ui.widgets.screen import Screen


class Desk:
    """A window with the page of an account on it."""

    def __init__(self, qtbot, workspace, build):
        self.workspace = workspace
        self.published = []
        self.context = screen_context(workspace, self.published)
        self.window = MainWindow([RailItem("accounts", "building-2", "客户")])
        qtbot.addWidget(self.window)
        self.window.show_screen("accounts", Screen())
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.view, self.page = build(self.context)
        self.window.open_page(self.view)
        self.page.load()
        QApplication.processEvents()

    def fields(self):
        with self.workspace.store.snapshot() as look:
            return look.records.read("account", ACCOUNT).fields

    def edit(self, block):
        self.page.blocks.edit(block)
        QApplication.processEvents()

    def editor(self, name):
        return self.view.file.form.fields.field(name).editor


def words_in(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def type_in(editor, text):
    """Type as an input method does: Chinese comes as a whole."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def retype(editor, text):
    editor.selectAll()
    type_in(editor, text)


def question(window):
    """Return the dialog on top."""
    return [dialog for dialog in window.findChildren(Dialog) if dialog.isVisible()][-1]

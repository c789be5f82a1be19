"""A page of figures that the company sets, opened by somebody of a given role."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from tests.support.account_records import REP, SECTOR, put
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner
from ui.change_bus import ChangeBus
from ui.formats import Formats
from ui.screens.context import ScreenContext


class Toasts:
    """Keeps how the newest toast is undone."""

    def __init__(self):
        self.undo = None

    def show_toast(self, _words, *, action="", on_action=None):
        """Note what undoes it."""
        assert action
        self.undo = on_action


def open_setting_page(qtbot, folder, toasts, role, build):
    """Return the page, shown in Chinese to a person of that role."""
    workspace = make_workspace(folder, REP)
    user = {"id": REP, "name": "周岚", "login": "x", "sector_id": SECTOR, "state": "active"}
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{**user, "roles": role}])
        work.commit()
    bus = ChangeBus()
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(workspace, InlineRunner(), bus.changed.emit, toasts, formats)
    view, presenter = build(context)
    bus.changed.connect(presenter.on_changed)
    view.kept = bus, presenter
    qtbot.addWidget(view)
    view.show()
    presenter.load()
    QApplication.processEvents()
    return view

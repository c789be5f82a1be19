"""The place of the records in a window, over a rep's store with colleagues of every role."""

from __future__ import annotations

import pytest

from tests.support.record_crew import record_workspace, seen_by
from tests.support.records_desk import RecordsDesk


@pytest.fixture
def workspace(tmp_path):
    workspace = record_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def open_desk(qtbot, workspace):
    """Open the window of a colleague on a kind of record."""

    def opened(entity="", user_id=""):
        mine = seen_by(workspace, user_id) if user_id else workspace
        desk = RecordsDesk(mine, entity)
        qtbot.addWidget(desk.window)
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
        return desk

    return opened

"""The import page of a rep with two accounts."""

from __future__ import annotations

import pytest

from tests.support.account_records import REP, fill_account
from tests.support.devices import make_workspace
from tests.support.import_page import Page


@pytest.fixture
def page(qtbot, tmp_path):
    workspace = make_workspace(tmp_path / "device", REP)
    fill_account(workspace)
    yield Page(qtbot, workspace)
    workspace.store.close()

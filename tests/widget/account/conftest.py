"""The page of an account and the form of a new one, on a real store."""

from __future__ import annotations

import pytest

from tests.support.account_desk import Desk
from tests.support.account_records import ACCOUNT, fill_account
from tests.support.devices import make_workspace
from ui.screens.account.build import build_account, build_new_account


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


@pytest.fixture
def desk(qtbot, workspace):
    return Desk(qtbot, workspace, lambda context: build_account(context, ACCOUNT))


@pytest.fixture
def new_desk(qtbot, workspace):
    return Desk(qtbot, workspace, build_new_account)

"""One field set in many files at once: seen beforehand, taken back afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.commands.records.mending import mend_accounts, preview_mending, take_mending_back
from app.domain.errors import NotAllowedError, ValidationError
from tests.support.account_desk import Desk, words_in
from tests.support.account_records import ACCOUNT, OTHER, fill_account, key, put
from tests.support.devices import make_workspace
from ui.screens.cleaning.build import build_cleaning
from ui.screens.cleaning.mending_dialog import MendingDialog

THIRD = key(31)
IDS = (ACCOUNT, OTHER, THIRD)


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    row = {"id": THIRD, "name": "丙店", "type": "retailer", "status": "archived", "city": "无锡市"}
    with workspace.store.unit_of_work() as work:
        put(work, "account", [row])
        work.commit()
    yield workspace
    workspace.store.close()


def values(workspace, field):
    with workspace.store.snapshot() as look:
        records = look.records.read_many("account", IDS)
        return {account_id: record.fields[field] for account_id, record in records.items()}


def test_a_field_is_set_in_all_files_in_one_group_and_taken_back(workspace):
    before = values(workspace, "city")
    mended, _changes = mend_accounts(workspace, IDS, "city", "苏州市")
    assert set(values(workspace, "city").values()) == {"苏州市"}
    with workspace.store.snapshot() as look:
        groups = look.connection.exec_driver_sql("SELECT count(*) FROM journal_group").scalar_one()
    assert groups == 1
    take_mending_back(workspace, mended)
    assert values(workspace, "city") == before


def test_a_file_whose_life_cycle_has_no_such_step_is_left_out_and_told(workspace):
    lines = {line.account_id: line for line in preview_mending(workspace, IDS, "status", "loyal")}
    assert lines[THIRD].refusal == "account.status.step"
    mend_accounts(workspace, IDS, "status", "loyal")
    assert values(workspace, "status")[THIRD] == "archived"
    assert values(workspace, "status")[ACCOUNT] == "loyal"


def test_what_is_each_files_own_is_not_mended_for_many(workspace):
    with pytest.raises(NotAllowedError):
        mend_accounts(workspace, IDS, "name", "同名")
    with pytest.raises(ValidationError):
        mend_accounts(workspace, IDS, "tier", "king")
    with pytest.raises(ValidationError):
        mend_accounts(workspace, IDS, "city", None)


def test_the_user_sees_what_will_change_sets_it_and_takes_it_back(qtbot, workspace):
    desk = Desk(qtbot, workspace, build_cleaning)
    before = values(workspace, "city")
    desk.view.mending_requested.emit(IDS)
    (dialog,) = desk.window.findChildren(MendingDialog)
    dialog.field.choose("city")
    dialog.field.chosen.emit("city")
    dialog.words.setText("苏州市")
    QApplication.processEvents()
    assert any("无锡市 → 苏州市" in words for words in words_in(dialog))
    assert values(workspace, "city") == before
    dialog._set.click()
    assert set(values(workspace, "city").values()) == {"苏州市"}
    desk.context.navigation.undo()
    assert values(workspace, "city") == before


def test_ticking_two_rows_offers_it(qtbot, workspace):
    desk = Desk(qtbot, workspace, build_cleaning)
    qtbot.waitUntil(lambda: desk.view.model.row_at(0) is not None)
    desk.view.table.selectAll()
    assert desk.view.foot.isVisible()
    assert len(desk.view._ticked) >= 2

"""Mending many files leaves out those that the user may not write."""

from __future__ import annotations

import pytest

from app.commands.records.mending import mend_accounts, preview_mending
from tests.support.account_records import ACCOUNT, OTHER
from tests.support.record_crew import MARKETING, record_workspace, seen_by


@pytest.fixture
def workspace(tmp_path):
    workspace = record_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def cities(workspace):
    with workspace.store.snapshot() as look:
        read = look.records.read_many("account", [ACCOUNT, OTHER])
        return {key: record.fields["city"] for key, record in read.items()}


def test_files_of_colleagues_are_left_out_and_told(workspace):
    lines = preview_mending(workspace, [ACCOUNT, OTHER], "city", "常州市")
    assert {one.account_id: one.refusal for one in lines} == {
        ACCOUNT: "",
        OTHER: "record.not_allowed",
    }
    before = cities(workspace)[OTHER]
    mended, _changes = mend_accounts(workspace, [ACCOUNT, OTHER], "city", "常州市")
    assert set(mended.before) == {ACCOUNT}
    assert cities(workspace) == {ACCOUNT: "常州市", OTHER: before}


def test_who_may_write_all_mends_all(workspace):
    marketing = seen_by(workspace, MARKETING)
    mended, _changes = mend_accounts(marketing, [ACCOUNT, OTHER], "city", "常州市")
    assert set(mended.before) == {ACCOUNT, OTHER}

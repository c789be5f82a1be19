"""A damaged file is noticed, and what was never sent is read out of it."""

import pytest

from app.store.errors import DamagedStoreError
from app.store.file.damaged_pages import DamagedFile
from app.store.file.engine import open_engine
from app.store.soundness.rescue import RESCUED, bring_in, rescue_work
from app.store.soundness.self_check import check_store
from app.store.unit_of_work import Store
from sync.wire import codec
from tests.faults.damage import (
    KEY,
    damage_each_page,
    make_sound_store,
)
from tests.support.devices import Clock, make_workspace

UNSENT = 12


@pytest.mark.parametrize("kind", ["flip", "zero", "swap"])
def test_damage_to_a_page_is_noticed_and_unsent_work_is_rescued(kind, tmp_path):
    """Each third page here; `python3 dev.py faults` damages every one."""
    sums = damage_each_page(kind, tmp_path, records=3, unsent=UNSENT, seed=7, every=3)
    assert sums.files > 100
    assert set(sums.noticed) <= {"at opening", "at reading", "by the check"}
    assert sums.found >= 0.99 * sums.units


def test_a_file_without_its_first_page_still_gives_up_its_unsent_work(tmp_path):
    file = make_sound_store(tmp_path, 3, UNSENT)
    raw = file.read_bytes()
    file.write_bytes(bytes(4096) + raw[4096:])
    assert not any(copy.is_intact for copy in DamagedFile(file, KEY).copies())
    assert len(rescue_work(file, KEY, codec).groups) == UNSENT


def test_a_missing_file_gives_up_nothing_and_fails_nothing(tmp_path):
    rescued = rescue_work(tmp_path / "roadbook.db", KEY, codec)
    assert (rescued.groups, rescued.drafts, rescued.lost) == ((), (), 0)


def test_work_in_rows_longer_than_a_page_is_rescued_whole(tmp_path):
    workspace = make_workspace(tmp_path, clock=Clock(), key_hex=KEY.hex())
    with workspace.store.unit_of_work() as work:
        for number in range(40):
            fields = {"name": f"long {number}", "type": "dealer", "remark": "记" * 400}
            work.create("account", {**fields, "status": "active"}, workspace.author)
        work.commit(workspace.author)
    workspace.store.close()
    (group,) = rescue_work(tmp_path / "roadbook.db", KEY, codec).groups
    assert [op.values["name"] for op in group.operations] == [f"long {n}" for n in range(40)]


def test_what_the_server_has_and_what_was_withdrawn_is_not_rescued(tmp_path):
    file = make_sound_store(tmp_path, 5, 2)
    names = [group.operations[0].values["name"] for group in rescue_work(file, KEY, codec).groups]
    assert names == ["unsent 0", "unsent 1"]


def test_only_the_newest_unfinished_form_is_rescued(tmp_path):
    workspace = make_workspace(tmp_path, clock=Clock(), key_hex=KEY.hex())
    for words in ("half a", "half a sentence"):
        with workspace.store.unit_of_work() as work:
            work.drafts.write("visit", "account-1", {"content": words}, 5)
            work.drafts.write("visit", "account-2", {"content": "done"}, 5)
            work.commit()
    with workspace.store.unit_of_work() as work:
        work.drafts.delete("visit", "account-2")
        work.commit()
    (draft,) = rescue_work(tmp_path / "roadbook.db", KEY, codec).drafts
    assert (draft.kind, draft.subject_id, draft.body) == (
        "visit",
        "account-1",
        '{"content": "half a sentence"}',
    )
    workspace.store.close()


def test_rescued_work_stands_in_the_new_journal_for_review_and_its_chain_is_sound(tmp_path):
    rescued = rescue_work(make_sound_store(tmp_path / "old", 2, 3), KEY, codec)
    workspace = make_workspace(tmp_path / "new", clock=Clock())
    with workspace.store.unit_of_work() as work:
        bring_in(work, rescued, now=9)
        work.commit()
    with workspace.store.unit_of_work() as work:
        fields = {"name": "first of the new", "type": "dealer", "status": "active"}
        work.create("account", fields, workspace.author)
        work.commit(workspace.author)
    with workspace.store.snapshot() as look:
        sql = "SELECT device_seq, state FROM journal_group ORDER BY device_seq"
        rows = [tuple(row) for row in look.connection.exec_driver_sql(sql)]
        codes = look.connection.exec_driver_sql(
            "SELECT DISTINCT code FROM journal_operation WHERE state = 'refused'"
        )
        assert codes.scalars().all() == [RESCUED]
        assert check_store(look) == []
    assert rows == [(-3, "refused"), (-2, "refused"), (-1, "refused"), (1, "waiting")]
    workspace.store.close()


def page_of(file, table):
    """Return where the first page of a table lies: the file's last page may be a free one."""
    engine = open_engine(file, KEY.hex())
    with engine.connect() as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        page = connection.exec_driver_sql(sql, (table,)).scalar_one()
    engine.dispose()
    return (page - 1) * 4096


def test_damage_met_at_work_lets_the_next_opening_read_every_page(tmp_path):
    file = make_sound_store(tmp_path, 3, UNSENT)
    raw = bytearray(file.read_bytes())
    at = page_of(file, "account") + 100
    raw[at] ^= 1
    file.write_bytes(raw)
    # A door further in than unlocking's, which looks at the end of the journal itself.
    store = Store(open_engine(file, KEY.hex()), codec)
    with pytest.raises(DamagedStoreError), store.snapshot() as look:
        look.connection.exec_driver_sql("PRAGMA integrity_check").fetchall()
    store.close()
    with pytest.raises(DamagedStoreError):
        open_engine(file, KEY.hex())
    file.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    open_engine(file, KEY.hex()).dispose()
    assert not (tmp_path / "roadbook.db-doubted").exists()

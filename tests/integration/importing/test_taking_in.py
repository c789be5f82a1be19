"""A table becomes records: new ones, changed ones, and rows that wait for a person."""

from __future__ import annotations

import pytest

from app.commands.exchange.imports import run_import
from app.domain.errors import ValidationError
from app.domain.importing.headings import Column
from app.domain.importing.plans import Mode
from app.exchange.table_files import look_at_table
from app.queries.exchange.imports import (
    glance_at_table,
    list_exchanges,
    list_rejected,
    preview_import,
    rejected_headings,
)
from tests.support.account_records import ACCOUNT, OTHER, REP, SECTOR
from tests.support.tables import plan_for


def accounts(desk, *fields):
    with desk.store.snapshot() as look:
        columns = ", ".join(fields)
        rows = look.connection.exec_driver_sql(f"SELECT {columns} FROM account ORDER BY name")
        return [tuple(row) for row in rows]


def codes(rows):
    return [(row.line, [problem.code for problem in row.problems]) for row in rows]


def waiting(desk):
    with desk.store.snapshot() as look:
        sql = "SELECT count(*), count(DISTINCT device_seq) FROM journal_operation"
        return tuple(look.connection.exec_driver_sql(sql).one())


def test_rows_become_accounts_and_wait_to_be_sent(desk, made):
    source = made(("新南商行", "零售商", "13905129999", "云浦市"), ("城北超市", "", "", "云浦市"))
    done = run_import(desk, source, plan_for(desk, source))
    assert (done.tally.created, done.tally.rejected, done.is_whole) == (2, 0, True)
    assert ("城北超市", "dealer", None, "prospect", "import") in accounts(
        desk, "name", "type", "phone", "status", "source"
    )
    operations, groups = waiting(desk)
    assert (operations, groups) == (2 + 3, 3)  # begin, one batch, end


def test_new_accounts_stand_in_the_list_at_once(desk, made):
    source = made(("新南商行", "零售商"))
    run_import(desk, source, plan_for(desk, source))
    with desk.store.snapshot() as look:
        sql = "SELECT count(*) FROM account_card"
        assert look.connection.exec_driver_sql(sql).scalar_one() == 3


def test_a_bad_row_stops_nothing_and_comes_back_with_its_reasons(desk, made):
    source = made(("甲商行", "散户王", "1.39E+10"), ("乙商行", "零售商"), ("百禾粮油商贸行",))
    done = run_import(desk, source, plan_for(desk, source))
    assert (done.tally.created, done.tally.rejected) == (1, 2)
    rejected = list_rejected(desk, done.exchange_id)
    assert codes(rejected) == [
        (2, ["import.cell.choice", "import.cell.lost"]),
        (4, ["import.row.exists"]),
    ]
    assert rejected[0].cells[:3] == ("甲商行", "散户王", "1.39E+10")
    headings = [column.heading for column in rejected_headings(desk, done.exchange_id)]
    assert headings[:2] == ["客户名称", "客户类型"]


def test_a_dry_run_says_exactly_what_the_import_then_does_and_writes_nothing(desk, made):
    rows = [
        ("甲商行",),
        ("甲 商行",),
        ("百禾粮油商贸行", "零售商"),
        ("乙商行", "散户王"),
        ("恒达贸易商行",),
    ]
    source = made(*rows)
    for mode in (Mode.CREATE, Mode.BOTH, Mode.UPDATE):
        plan = plan_for(desk, source, mode=mode)
        before = waiting(desk)
        preview = preview_import(desk, source, plan)
        assert waiting(desk) == before
        done = run_import(desk, source, plan)
        assert preview.is_whole
        told, did = preview.tally, done.tally
        assert (told.created, told.updated) == (did.created, did.updated)
        assert (told.unchanged, told.rejected) == (did.unchanged, did.rejected)
        assert codes(list_rejected(desk, done.exchange_id)) == [
            (one.row.line, [each.code for each in one.problems if each.is_fault])
            for one in preview.rejected
        ]


def test_blank_cells_of_an_update_leave_what_is_there(desk, made):
    source = made(("百禾粮油商贸行", "", "", "新城市", ""))
    done = run_import(desk, source, plan_for(desk, source, mode=Mode.UPDATE))
    assert done.tally.updated == 1
    with desk.store.snapshot() as look:
        fields = look.records.read("account", ACCOUNT).fields
    assert (fields["city"], fields["phone"], fields["type"]) == ("新城市", "13905120001", "dealer")


def test_the_same_file_a_second_time_changes_nothing(desk, made):
    source = made(("百禾粮油商贸行", "零售商"), ("甲商行", "零售商"))
    plan = plan_for(desk, source, mode=Mode.BOTH)
    run_import(desk, source, plan)
    again = run_import(desk, source, plan)
    assert (again.tally.unchanged, again.tally.updated, again.tally.created) == (2, 0, 0)


def test_a_record_that_the_user_may_not_change_is_a_rejected_row_in_both_runs(desk, made):
    source = made(("恒达贸易商行", "零售商", "13905128888"))
    plan = plan_for(desk, source, mode=Mode.UPDATE)
    assert codes_of(preview_import(desk, source, plan)) == ["record.not_allowed"]
    done = run_import(desk, source, plan)
    assert codes(list_rejected(desk, done.exchange_id)) == [(2, ["record.not_allowed"])]
    with desk.store.snapshot() as look:
        assert look.records.read("account", OTHER).fields["phone"] is None


def codes_of(preview):
    return [problem.code for one in preview.rejected for problem in one.problems]


def test_a_step_that_the_life_of_an_account_does_not_have_is_rejected(desk, made):
    source = made(("百禾粮油商贸行", "潜在"), headings=("客户名称", "客户状态"))
    plan = plan_for(desk, source, mode=Mode.UPDATE)
    assert codes_of(preview_import(desk, source, plan)) == ["account.status.step"]
    assert run_import(desk, source, plan).tally.rejected == 1


def test_accounts_that_are_probably_here_already_are_shown_and_wait(desk, made):
    source = made(("云浦市百禾粮油商贸行", "零售商", "13905120001"), ("甲商行", "", ""))
    plan = plan_for(desk, source)
    preview = preview_import(desk, source, plan)
    (one,) = preview.rejected
    assert [problem.code for problem in one.problems] == ["import.row.twin"]
    assert preview.names[one.twins[0].account_id] == "百禾粮油商贸行"
    allowed = preview_import(desk, source, plan_for(desk, source, allows_twins=True))
    assert (allowed.tally.created, allowed.tally.twins) == (2, 1)


def test_two_rows_of_one_party_are_found_within_the_file(desk, made):
    headings = ("客户名称", "统一社会信用代码")
    source = made(
        ("甲商行", "91320507MA1XK2QF3J"), ("甲商号", "91320507MA1XK2QF3J"), headings=headings
    )
    preview = preview_import(desk, source, plan_for(desk, source, allows_twins=True))
    assert codes_of(preview)[-1] == "import.row.twin_certain"


def test_contacts_find_their_account_by_name_number_or_code(desk, made):
    headings = ("客户", "姓名", "手机")
    rows = [("百禾", "王一", "13900000001"), ("KH-20311", "王二", ""), ("无此店", "王三", "")]
    source = made(*rows, headings=headings)
    plan = plan_for(desk, source, "contact")
    done = run_import(desk, source, plan)
    assert (done.tally.created, done.tally.rejected) == (2, 1)
    assert codes(list_rejected(desk, done.exchange_id)) == [(4, ["import.reference.unknown"])]


def test_who_took_in_what_when_is_kept_and_travels(desk, made):
    source = made(("甲商行",))
    done = run_import(desk, source, plan_for(desk, source))
    with desk.store.snapshot() as look:
        fields = look.records.read("file_exchange", done.exchange_id).fields
    assert (fields["owner_id"], fields["sector_id"]) == (REP, SECTOR)
    assert (fields["file_name"], fields["sha256"]) == ("客户.xlsx", source.sha256)
    assert (fields["state"], fields["rows_created"]) == ("done", 1)
    (entry,) = list_exchanges(desk)
    assert (entry.owner, entry.direction, entry.is_here) == ("周岚", "in", True)


def test_what_a_heading_was_taken_for_is_remembered(desk, made):
    source = made(("甲", "甲商行"), headings=("客户", "店铺名"))
    columns = (Column(0, "客户", "short_name"), Column(1, "店铺名", "name"))
    run_import(desk, source, plan_for(desk, source, columns=columns, heading_line=1))
    again = glance_at_table(desk, source, "account")
    assert [column.field for column in again.columns] == ["short_name", "name"]


def test_a_file_that_changed_since_it_was_looked_at_is_refused_before_anything(desk, made):
    source = made(("甲商行",))
    plan = plan_for(desk, source)
    made(("乙商行",))
    with pytest.raises(ValidationError, match=r"import\.file\.changed"):
        run_import(desk, source, plan)
    assert list_exchanges(desk) == []


def test_a_csv_of_the_old_encoding_comes_in_like_a_workbook(desk, tmp_path):
    path = tmp_path / "旧系统.csv"
    path.write_bytes("客户名称,电话\r\n喆喆商行,13905127777\r\n".encode("gb18030"))
    found = look_at_table(path)
    assert found.encoding == "gb18030"
    assert run_import(desk, found, plan_for(desk, found)).tally.created == 1
    assert ("喆喆商行", "13905127777") in accounts(desk, "name", "phone")

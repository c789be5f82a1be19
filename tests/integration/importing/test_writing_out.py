"""A list leaves the house noted, whole or not at all, and comes back as what it was."""

from __future__ import annotations

import pytest

from app.commands.exchange.exports import ExportWish, export_table, save_rejected
from app.commands.exchange.imports import run_import
from app.domain.errors import ValidationError
from app.domain.importing.plans import Mode
from app.domain.schema import ENTITIES
from app.exchange.table_files import look_at_table
from app.queries.exchange.exports import ListExport, export_fields, export_rows
from app.queries.exchange.imports import list_exchanges, list_rejected, preview_import
from tests.support.account_records import ACCOUNT, OTHER
from tests.support.tables import plan_for
from ui.field_texts import choice_label, field_label
from ui.importing_words import table_words
from ui.texts import install_language


@pytest.fixture(params=["zh_CN", "en"])
def language(request):
    install_language(request.param)
    return request.param


def wish_for(desk, path, *, is_whole=True, ids=(ACCOUNT, OTHER), has_personal=True):
    fields = export_fields("account", is_whole=is_whole, has_personal=has_personal)
    return ExportWish(
        path=path,
        subject="account",
        title="客户",
        headings=[field_label("account", name) for name in fields],
        rows=export_rows(desk, ListExport("account", ids, fields), choice_label),
        has_personal=has_personal,
    )


def all_fields(desk):
    with desk.store.snapshot() as look:
        return {key: dict(look.records.read("account", key).fields) for key in (ACCOUNT, OTHER)}


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.usefixtures("language")
def test_what_was_exported_and_taken_in_again_changes_nothing(desk, tmp_path, ending):
    path = tmp_path / f"list{ending}"
    assert export_table(desk, wish_for(desk, path, ids=[ACCOUNT])).rows == 1
    before, table, words = all_fields(desk), look_at_table(path), table_words()
    plan = plan_for(desk, table, words=words, mode=Mode.UPDATE)
    preview = preview_import(desk, table, plan, words=words)
    assert [problem.code for one in preview.rejected for problem in one.problems] == []
    done = run_import(desk, table, plan, words=words)
    assert (done.tally.unchanged, done.tally.updated) == (1, 0)
    assert all_fields(desk) == before


@pytest.mark.usefixtures("language")
def test_every_label_of_an_export_is_taken_for_its_field_again(desk, tmp_path):
    path = tmp_path / "list.xlsx"
    export_table(desk, wish_for(desk, path))
    plan = plan_for(desk, look_at_table(path), words=table_words())
    wanted = export_fields("account", is_whole=True, has_personal=True)
    for name, column in zip(wanted, plan.columns, strict=True):
        assert column.field in {name, ""}, (name, column)


def test_an_export_is_noted_before_the_first_row_is_read(desk, tmp_path):
    seen = []

    def rows():
        seen.append(list_exchanges(desk)[0].state)
        yield ["甲"]

    wish = ExportWish(path=tmp_path / "a.csv", subject="x", title="", headings=["甲"], rows=rows())
    export_table(desk, wish)
    (note,) = list_exchanges(desk)
    assert seen == ["running"]
    assert (note.direction, note.subject, note.file_name, note.state) == (
        "out",
        "x",
        "a.csv",
        "done",
    )


def test_an_export_that_the_disk_refuses_is_noted_as_failed_and_leaves_no_file(desk, tmp_path):
    with pytest.raises(OSError, match="list"):
        export_table(desk, wish_for(desk, tmp_path / "no such folder" / "list.xlsx"))
    assert list_exchanges(desk)[0].state == "failed"


def test_an_export_that_is_stopped_leaves_no_file(desk, tmp_path):
    done = export_table(desk, wish_for(desk, tmp_path / "list.xlsx"), should_stop=lambda: True)
    assert not done.is_whole
    assert list(tmp_path.glob("list*")) == []
    assert list_exchanges(desk)[0].state == "cancelled"


def test_personal_data_stays_in_the_house_unless_it_was_asked_for(desk, tmp_path):
    for has_personal in (False, True):
        path = tmp_path / f"{has_personal}.csv"
        export_table(desk, wish_for(desk, path, has_personal=has_personal))
        assert ("13905120001" in path.read_text("utf-8-sig")) is has_personal
    personal = {name for name, each in ENTITIES["account"].fields.items() if each.personal}
    assert personal.isdisjoint(export_fields("account", is_whole=True, has_personal=False))


def test_a_record_that_left_meanwhile_is_left_out(desk, tmp_path):
    done = export_table(desk, wish_for(desk, tmp_path / "a.csv", ids=[OTHER, "f" * 32]))
    assert done.rows == 1


def test_rejected_rows_come_back_as_a_table_that_can_be_mended_and_taken_in(desk, made, tmp_path):
    source = made(("甲商行", "散户王", "00123"), ("乙商行", "零售商"))
    done = run_import(desk, source, plan_for(desk, source))
    rows = [[*row.cells, row.line, "类型"] for row in list_rejected(desk, done.exchange_id)]
    headings = ["客户名称", "客户类型", "电话", "城市", "备注", "行", "原因"]
    path = tmp_path / "退回.xlsx"
    width = len(headings) - 2
    rows = [[*(row[:-2] + [""] * width)[:width], *row[-2:]] for row in rows]
    wish = ExportWish(path=path, subject="account", title="", headings=headings, rows=rows)
    assert save_rejected(desk, wish).rows == 1
    again = look_at_table(path)
    assert [one.cells[:3] for one in again.rows()][1] == ("甲商行", "散户王", "00123")
    assert preview_import(desk, again, plan_for(desk, again)).tally.rejected == 1
    with pytest.raises(ValidationError, match=r"import\.rejected\.none"):
        save_rejected(desk, ExportWish(path=path, subject="", title="", headings=[], rows=[]))

"""What is written is read again exactly, and no spreadsheet runs it as a formula."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.importing.cells import CellKind, cell_text
from app.exchange import sheet_writing
from app.exchange.guarded_text import guarded, unguarded
from app.exchange.table_files import look_at_table
from app.exchange.table_writing import write_table

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "'=1",
    "''=1",
    "'plain",
    "\n=1",
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


def read_back(path, rows):
    write_table(path, ["甲", "乙"], rows, title="清单")
    return [one.cells for one in look_at_table(path).rows()][1:]


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(TEXTS.map(lambda t: "a" + t), TEXTS | st.sampled_from(DANGEROUS)),
        min_size=1,
        max_size=5,
    )
)
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_every_text_comes_back_as_it_was(tmp_path_factory, ending, rows):
    path = tmp_path_factory.mktemp("trip") / f"list{ending}"
    found = read_back(path, rows)
    assert [tuple([*cells, ""][:2]) for cells in found] == [tuple(row) for row in rows]


@given(text=TEXTS | st.sampled_from(DANGEROUS))
def test_a_guard_is_taken_off_exactly(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path, text):
    path = tmp_path / "list.xlsx"
    write_table(path, [text], [[text]], title=text)
    with zipfile.ZipFile(path) as archive:
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own
    kinds = [cell.get("t") for cell in sheet.iter() if cell.tag.endswith("}c")]
    assert kinds == ["inlineStr", "inlineStr"]
    assert not [one for one in sheet.iter() if one.tag.endswith("}f")]


def test_a_csv_hides_formulas_behind_an_apostrophe_but_numbers_stay_numbers(tmp_path):
    path = tmp_path / "list.csv"
    write_table(path, ["甲", "乙"], [["=cmd|'/c calc'!A1", Decimal("-12.50")]])
    assert path.read_text("utf-8-sig").splitlines()[1] == "'=cmd|'/c calc'!A1,-12.50"


@given(minor=st.integers(-(10**15) + 1, 10**15 - 1))
@settings(max_examples=40, deadline=None)
def test_every_amount_comes_back_to_the_cent(tmp_path_factory, minor):
    amount = Decimal(minor).scaleb(-2)
    path = tmp_path_factory.mktemp("trip") / "list.xlsx"
    ((cell,),) = read_back(path, [[amount]])
    assert Decimal(cell_text(cell)) == amount


def test_numbers_longer_than_a_spreadsheet_keeps_are_written_as_text(tmp_path):
    ((cell, _),) = read_back(tmp_path / "list.xlsx", [[1234567890123456789, "x"]])
    assert cell == "1234567890123456789"


@pytest.mark.parametrize(
    "day", [dt.date(2026, 11, 21), dt.date(1900, 3, 1), dt.date(1899, 5, 1), dt.date(9999, 12, 31)]
)
def test_a_day_comes_back_as_that_day(tmp_path, day):
    ((cell, _),) = read_back(tmp_path / "list.xlsx", [[day, "x"]])
    assert cell_text(cell) == day.isoformat()


def test_a_moment_comes_back_to_the_second(tmp_path):
    moment = dt.datetime(2026, 11, 21, 23, 59, 59, tzinfo=dt.UTC)
    ((cell, _),) = read_back(tmp_path / "list.xlsx", [[moment, "x"]])
    assert cell.kind is CellKind.DATE
    assert cell_text(cell) == "2026-11-21 23:59:59"


def test_a_cell_longer_than_a_spreadsheet_takes_is_refused_and_no_file_is_left(tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"what was there before")
    with pytest.raises(ValidationError, match=r"export\.cell\.long"):
        write_table(path, ["甲"], [["x" * 40_000]])
    assert path.read_bytes() == b"what was there before"
    assert [one.name for one in tmp_path.iterdir()] == ["list.xlsx"]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_writing, "MOST_ROWS", 3)
    with pytest.raises(ValidationError, match=r"export\.rows"):
        write_table(tmp_path / "list.xlsx", ["甲"], [["x"]] * 4)


def test_a_csv_can_be_written_for_programs_that_know_no_unicode(tmp_path):
    path = tmp_path / "list.csv"
    write_table(path, ["名称"], [["喆𠮷"]], encoding="gb18030")
    assert [one.cells for one in look_at_table(path).rows()] == [("名称",), ("喆𠮷",)]

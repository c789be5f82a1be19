"""Workbooks are read as they are shown; what is hostile or lost is refused."""

from __future__ import annotations

import zipfile

import pytest

from app.domain.errors import ValidationError
from app.domain.importing.cells import CellKind, SheetValue
from app.exchange import bounded_zip
from app.exchange.table_files import look_at_table
from tests.support.foreign_sheets import (
    BUILT_IN_CHINESE,
    CHINESE_DAY,
    DAY,
    LOCAL_DAY,
    MOMENT,
    SHARE,
    ZEROS,
    cell,
    row,
    write_book,
)


def cells(path):
    return [one.cells for one in look_at_table(path).rows()]


def only(path, *parts, **more):
    return cells(write_book(path, row(*parts), **more))[0]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "客户.xlsx"


def refused(path):
    with pytest.raises(ValidationError) as caught:
        list(look_at_table(path).rows())
    return caught.value.code


def kind_of(path, value, style=0):
    found = only(path, cell(value, style=style))[0]
    return found.kind, found.text


@pytest.mark.parametrize("style", [DAY, CHINESE_DAY, BUILT_IN_CHINESE, LOCAL_DAY])
def test_a_day_is_known_by_its_format_in_every_edition(path, style):
    assert kind_of(path, "46347", style) == (CellKind.DATE, "2026-11-21T00:00:00")


def test_a_moment_keeps_its_time_to_the_second(path):
    assert kind_of(path, "46347.3958912037", MOMENT)[1] == "2026-11-21T09:30:05"


def test_days_of_old_macintosh_files_are_counted_from_1904(path):
    found = only(path, cell("44885", style=DAY), book='<workbookPr date1904="1"/>')
    assert found[0].text == "2026-11-21T00:00:00"


def test_the_29th_of_february_1900_that_never_was_is_a_fault(path):
    assert kind_of(path, "60", DAY)[0] is CellKind.FAULT
    assert kind_of(path, "59", DAY) == (CellKind.DATE, "1900-02-28T00:00:00")
    assert kind_of(path, "61", DAY) == (CellKind.DATE, "1900-03-01T00:00:00")


def test_zeros_that_a_format_puts_in_front_are_read(path):
    assert kind_of(path, "123", ZEROS) == (CellKind.NUMBER, "000123")


def test_a_share_is_read_as_it_is_shown(path):
    assert kind_of(path, "0.13", SHARE) == (CellKind.NUMBER, "13%")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        *(("13905120001", "13905120001"), ("1234.5599999999999", "1234.56"), ("1E3", "1000")),
        *(("0.30000000000000004", "0.3"), ("12.0", "12"), ("1.5E-3", "0.0015")),
        ("123456789012345678", "123456789012345678"),
    ],
)
def test_a_number_is_read_with_the_digits_a_sheet_shows(path, written, shown):
    assert kind_of(path, written) == (CellKind.NUMBER, shown)


@pytest.mark.parametrize("written", ["913205070000000000", "9.13205070000000E+17"])
def test_a_number_too_long_for_a_spreadsheet_is_lost(path, written):
    assert kind_of(path, written) == (CellKind.LOST, "913205070000000000")


def test_shared_rich_and_pronounced_texts_are_read_as_their_words(path):
    strings = (
        "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r>"
        "<rPh><t>ㄧˇ</t></rPh></si><si><t>a_x000D_b</t></si>"
    )
    parts = [cell(number, "s") for number in "012"]
    assert only(path, *parts, strings=strings) == ("甲", "乙丙", "a\rb")


def test_truths_faults_and_formulas_are_told_apart(path):
    found = only(
        path,
        cell("1", "b"),
        cell("#N/A", "e"),
        cell("合计", "str", inside="<f>A1</f><v>合计</v>"),
        cell(inside="<f>SUM(A1:A9)</f>"),
        cell("7", inside="<f>3+4</f><v>7</v>"),
    )
    assert found == (
        SheetValue(CellKind.TRUTH, "1"),
        SheetValue(CellKind.FAULT, "#N/A"),
        "合计",
        SheetValue(CellKind.FAULT, ""),
        SheetValue(CellKind.NUMBER, "7"),
    )


def test_cells_stand_where_they_say_and_empty_ones_take_no_room(path):
    far = '<c r="XFD1" s="1"/>'
    placed = '<row r="7"><c r="C7" t="inlineStr"><is><t>丙</t></is></c></row>'
    book = write_book(path, row(far), placed)
    assert [(one.line, one.cells) for one in look_at_table(book).rows()] == [(7, ("", "", "丙"))]


def test_a_table_of_thousands_of_columns_is_refused(path):
    write_book(path, '<row r="1"><c r="XFD1"><v>1</v></c></row>')
    assert refused(path) == "import.file.wide"


def test_the_first_sheet_that_people_see_is_taken(path):
    sheets = (
        '<sheet name="码表" sheetId="1" state="hidden" r:id="r1"/>'
        '<sheet name="客户" sheetId="2" r:id="r2"/>'
    )
    second = f"<worksheet><sheetData>{row(cell('2'))}</sheetData></worksheet>"
    book = write_book(path, row(cell("1")), sheets=sheets, **{"xl/worksheets/sheet2.xml": second})
    table = look_at_table(book)
    assert (table.sheets, table.sheet) == (("码表", "客户"), 1)
    assert [one.cells[0].text for one in table.rows()] == ["2"]
    assert [one.cells[0].text for one in table.take_sheet(0).rows()] == ["1"]


def test_a_document_type_is_refused_before_anything_can_expand(path):
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    write_book(path, row(cell(inside="<v>&b;</v>")), head=bomb)
    assert refused(path) == "import.file.damaged"


def test_what_unpacks_to_a_thousand_times_its_size_is_refused(path, monkeypatch):
    monkeypatch.setattr(bounded_zip, "SMALL_BYTES", 1 << 16)
    write_book(path, *[row(cell("0" * 5_000, "str"))] * 2_000)
    assert path.stat().st_size < 100_000
    assert refused(path) == "import.file.bomb"


def test_sizes_that_the_archive_names_itself_are_not_believed(path, monkeypatch):
    monkeypatch.setattr(bounded_zip, "SMALL_BYTES", 1 << 16)
    write_book(path, *[row(cell("0" * 5_000, "str"))] * 2_000)
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = raw.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    path.write_bytes(lie)
    assert refused(path) in {"import.file.bomb", "import.file.damaged"}


def test_too_many_entries_are_refused(path, monkeypatch):
    monkeypatch.setattr(bounded_zip, "MOST_ENTRIES", 4)
    write_book(path, row(cell("1")))
    assert refused(path) == "import.file.bomb"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "import.file.old"),
        ("web.xls", b"<html><table><tr><td>1", "import.file.markup"),
        ("cut.xlsx", b"PK\x03\x04 and no more", "import.file.damaged"),
        ("none.csv", b"", "import.file.empty"),
    ],
)
def test_what_is_no_table_is_named(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name) == code


def test_a_zip_that_is_no_workbook_is_refused(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    assert refused(path) == "import.file.damaged"


def test_a_workbook_that_is_cut_off_is_refused(path):
    write_book(path, row(cell("1")), **{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"})
    assert refused(path) == "import.file.damaged"


def test_a_file_that_is_gone_or_changed_is_named(path):
    table = look_at_table(write_book(path, row(cell("1"))))
    table.check_unchanged()
    write_book(path, row(cell("2")))
    with pytest.raises(ValidationError, match=r"import\.file\.changed"):
        table.check_unchanged()
    path.unlink()
    assert refused(path) == "import.file.gone"

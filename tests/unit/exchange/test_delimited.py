"""Texts are read in the encoding that fits the whole file, with the separator that explains it."""

from __future__ import annotations

import pytest

from app.domain.errors import ValidationError
from app.exchange.table_files import look_at_table

HEAD = "客户名称,电话,地址\r\n"
BODY = '华信,00123,"河西路,88 号"\r\n'


@pytest.fixture
def path(tmp_path):
    return tmp_path / "客户.csv"


def cells(path, content):
    path.write_bytes(content)
    return [one.cells for one in look_at_table(path).rows()]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_chinese_is_read_in_every_usual_encoding(path, encoding):
    content = (HEAD + BODY * 3).encode(encoding)
    assert cells(path, content)[:2] == [
        ("客户名称", "电话", "地址"), ("华信", "00123", "河西路,88 号"),
    ]  # fmt: skip


def test_rare_names_of_four_bytes_survive(path):
    assert cells(path, "姓名\n𠮷喆堃\n".encode("gb18030"))[1] == ("𠮷喆堃",)


def test_an_encoding_must_fit_to_the_end_of_the_file(path):
    content = b"name\n" + b"plain\n" * 30_000 + "华信\n".encode("gb18030")
    assert cells(path, content)[-1] == ("华信",)


def test_a_file_of_no_encoding_is_refused_with_the_place(path):
    path.write_bytes(b"name\n\xff\xff\xff\n")
    with pytest.raises(ValidationError) as caught:
        look_at_table(path)
    assert (caught.value.code, caught.value.params["place"]) == ("import.file.encoding", 5)


def test_another_encoding_can_be_chosen(path):
    path.write_bytes("客戶,電話\r\n華信,1\r\n".encode("big5"))
    rows = look_at_table(path).take_encoding("big5").rows()
    assert next(rows).cells == ("客戶", "電話")


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
def test_the_separator_is_found_out(path, separator):
    lines = [("名称", "电话", "备注"), ("华信", "139", "一"), ("恒达", "138", "二")]
    content = "\n".join(separator.join(line) for line in lines).encode()
    assert cells(path, content) == lines


def test_a_declared_separator_is_taken_and_its_line_is_no_row(path):
    assert cells(path, b"sep=;\r\nname;phone\r\na,b;1\r\n") == [("name", "phone"), ("a,b", "1")]


def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_line(path):
    path.write_bytes(b'name,phone\na,1\n"b,2\nc,3\n')
    with pytest.raises(ValidationError) as caught:
        list(look_at_table(path).rows())
    assert (caught.value.code, caught.value.params["line"]) == ("import.file.quotes", 3)


def test_breaks_within_quotation_marks_belong_to_the_cell(path):
    rows = cells(path, '名称,备注\n华信,"一\n二"\n恒达,三\n'.encode())
    assert rows[1:] == [("华信", "一\n二"), ("恒达", "三")]


def test_a_line_number_counts_rows_as_a_spreadsheet_does(path):
    path.write_bytes('名称,备注\n华信,"一\n二"\n恒达,三\n'.encode())
    assert [row.line for row in look_at_table(path).rows()] == [1, 2, 3]


def test_a_row_of_thousands_of_cells_is_refused(path):
    path.write_bytes(b"a" + b",a" * 1_000)
    with pytest.raises(ValidationError, match=r"import\.file\.wide"):
        list(look_at_table(path).rows())

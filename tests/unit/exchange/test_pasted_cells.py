"""Cells as spreadsheets copy them: nothing lost, nothing added."""

from __future__ import annotations

import pytest

from app.domain.errors import ValidationError
from app.exchange.pasted_cells import take_pasted


def rows(text):
    return [(row.line, row.cells) for row in take_pasted(text).rows()]


def test_tabs_part_cells_and_lines_part_rows():
    assert rows("甲\t1\r\n\r\n乙\t\t2\r\n") == [(1, ("甲", "1")), (3, ("乙", "", "2"))]


def test_a_cell_of_several_lines_stands_in_quotes_and_stays_one():
    assert rows('甲\t"路 1 号\n""后门"""\t尾\n乙') == [
        (1, ("甲", '路 1 号\n"后门"', "尾")),
        (2, ("乙",)),
    ]


@pytest.mark.parametrize("cell", ['"甲"', '"甲" 商行', '5" 管', '"', '""', '"甲', "1,5"])
def test_other_quotes_belong_to_the_cell(cell):
    assert rows(f"{cell}\t尾") == [(1, (cell, "尾"))]


def test_a_text_without_tabs_is_read_like_a_csv():
    assert rows('客户,地址\n甲,"路 1, 后门"') == [(1, ("客户", "地址")), (2, ("甲", "路 1, 后门"))]


def test_one_column_is_a_table_too():
    assert rows("客户名称\n甲商行") == [(1, ("客户名称",)), (2, ("甲商行",))]


def test_zeros_and_long_numbers_stay_text():
    assert rows("00123\t622202123456789012") == [(1, ("00123", "622202123456789012"))]


def test_nothing_copied_is_refused_in_words():
    for text in ("", " \r\n\t"):
        with pytest.raises(ValidationError, match=r"import\.file\.empty"):
            take_pasted(text)


def test_a_table_too_wide_is_refused():
    with pytest.raises(ValidationError, match=r"import\.file\.wide"):
        rows("\t" * 500 + "x")


def test_other_cells_are_another_source():
    assert take_pasted("甲\t1").sha256 == take_pasted("甲\t1\r\n").sha256
    assert take_pasted("甲\t1").sha256 != take_pasted("甲\t2").sha256

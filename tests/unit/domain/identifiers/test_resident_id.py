from datetime import date

import pytest

from app.domain.identifiers.resident_id import check_character, check_resident_id, mask_resident_id

TODAY = date(2026, 11, 21)


def test_the_published_number_passes_and_is_grouped():
    verdict = check_resident_id("11010519491231002x", today=TODAY)
    assert verdict.is_ok
    assert (verdict.compact, verdict.shown) == ("11010519491231002X", "110105 19491231 002X")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("110105194912310021", "resident_id.check"),
        ("11010519490231002X", "resident_id.birth"),
        ("11010520491231002X", "resident_id.birth"),
        ("1101051949123100", "resident_id.short"),
        ("11010519491231002X1", "resident_id.character"),
        ("1101051949123100211", "resident_id.long"),
        ("11010519491231002A", "resident_id.character"),
    ],
)
def test_an_impossible_number_names_its_fault(text, code):
    assert check_resident_id(text, today=TODAY).code == code


def test_a_birthday_today_is_possible():
    first = "11010520261121002"
    assert check_resident_id(first + check_character(first), today=TODAY).is_ok


def test_the_mask_keeps_six_and_four():
    assert mask_resident_id("11010519491231002X") == "110105********002X"


def test_an_unfinished_number_is_hidden_whole():
    assert mask_resident_id("110105194912") == "*" * 12

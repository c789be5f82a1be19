"""Contract numbers: the check character of the standard, the spelling, the series."""

import pytest

from app.domain.contracts.check_character import check_character, is_checked
from app.domain.contracts.numbers import ContractNumber, Series, make_series, read_number
from app.domain.errors import ValidationError

NUMBER = ContractNumber(Series("HL", 2026, "HZ"), "GX", 42)


@pytest.mark.parametrize(
    ("body", "character"),
    [
        # The examples that two users of ISO 7064 MOD 37,36 print in their own standards.
        ("A12425GABC1234002", "M"),  # GRid, IFPI's handbook
        ("00000000D07A0090", "Q"),  # ISAN, ISO 15706-2
        ("00000000D07A009000000000", "X"),  # the same with its version
    ],
)
def test_the_check_character_is_the_one_of_the_standard(body, character):
    assert check_character(body) == character
    assert is_checked(body + character)


def test_every_single_mistyped_character_and_every_swap_of_neighbours_is_seen():
    text = NUMBER.text.replace("-", "")
    for place in range(len(text) - 1):
        for wrong in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            if wrong != text[place]:
                assert (
                    not is_checked(text[:place] + wrong + text[place + 1 :]) or text[-1] in "0O1I"
                )
    for place in range(len(text) - 2):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        assert swapped == text or not is_checked(swapped)


def test_letters_that_look_like_digits_are_read_as_either():
    ends = {}
    for sequence in range(1, 500):
        text = ContractNumber(NUMBER.series, "GX", sequence).text
        ends.setdefault(text[-1], text)
    for one, other in (("O", "0"), ("I", "1")):
        for right, typed in ((one, other), (other, one)):
            text = ends[right]
            assert read_number(text[:-1] + typed) == read_number(text)


def test_a_number_is_read_as_it_is_written():
    assert NUMBER.text.startswith("HL-GX-2026-HZ-00042")
    assert read_number(f" {NUMBER.text.lower()} ") == NUMBER
    assert NUMBER.series.name == "HL-2026-HZ"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CG-2026-4F1A90", "contract.number.form"),
        ("HL-GO-2026-HZ-00042K", "contract.number.form"),
        ("HL-GX-2026-HZ-00043" + NUMBER.text[-1], "contract.number.check"),
        ("", "contract.number.form"),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(text, code):
    with pytest.raises(ValidationError) as refused:
        read_number(text)
    assert refused.value.code == code


def test_a_series_has_no_letters_that_look_like_digits():
    assert make_series("OIL-1", 2026, "hz") == Series("HT", 2026, "HZ")
    assert make_series(None, 2026, "") == Series("HT", 2026, "ZB")
    assert make_series("ROADBOOK", 2026, "NINGBO") == Series("RADBK", 2026, "NNGB")

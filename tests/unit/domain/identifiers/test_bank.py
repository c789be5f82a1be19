import pytest

from app.domain.identifiers.bank import (
    check_bank_account,
    check_bank_card,
    check_bic,
    check_cnaps,
    check_iban,
)
from app.domain.identifiers.verdict import Level

HEAD_OFFICES = [
    "102100099996",
    "105100000017",
    "104100000004",
    "103100000026",
    "308584000013",
    "301290000007",
    "403100000004",
    "302100011000",
]


@pytest.mark.parametrize("code", HEAD_OFFICES)
def test_the_clearing_numbers_of_head_offices_pass(code):
    assert check_cnaps(code).is_ok


def test_a_wrong_clearing_check_digit_is_only_doubted():
    verdict = check_cnaps("102100099997")
    assert (verdict.level, verdict.code) == (Level.WARNING, "bank.cnaps_check")


def test_a_short_clearing_number_counts_what_is_missing():
    assert check_cnaps("102100").params == {"missing": 6}


def test_a_company_account_is_never_judged_by_a_check_digit():
    verdict = check_bank_account("4402 0001-0900 1234567")
    assert verdict.is_ok
    assert verdict.shown == "4402 0001 0900 1234 567"


@pytest.mark.parametrize(
    ("digits", "level"),
    [
        (7, Level.ERROR),
        (8, Level.WARNING),
        (9, Level.OK),
        (25, Level.OK),
        (26, Level.WARNING),
        (30, Level.WARNING),
        (31, Level.ERROR),
    ],
)
def test_the_length_of_a_company_account_decides(digits, level):
    assert check_bank_account("1" * digits).level is level


def test_a_letter_in_an_account_is_named():
    assert check_bank_account("4402O001").params == {"character": "O", "position": 5}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4111 1111 1111 1111", ""),
        ("4111 1111 1111 1112", "bank.card_check"),
        ("411111111111", "bank.short"),
        ("41111111111111111111", "bank.long"),
    ],
)
def test_a_card_is_judged_by_length_and_luhn_digit(text, code):
    assert check_bank_card(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE89 3704 0044 0532 0130 00", ""),
        ("GB82WEST12345698765432", ""),
        ("GB82WEST12345698765433", "bank.iban_check"),
        ("1234", "bank.iban_form"),
    ],
)
def test_an_iban_is_judged_by_its_remainder(text, code):
    assert check_iban(text).code == code


@pytest.mark.parametrize(
    ("text", "ok"), [("BKCHCNBJ", True), ("bkchcnbj110", True), ("BKCH", False), ("", True)]
)
def test_a_bic_is_judged_by_its_form(text, ok):
    assert check_bic(text).is_ok is ok

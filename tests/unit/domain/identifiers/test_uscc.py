import pytest

from app.domain.identifiers.uscc import ALPHABET, check_character, check_uscc, make_uscc
from app.domain.identifiers.verdict import Level


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y43", "91110000600037341L", "91110108551385082Q", "9144030071526726XG"],
)
def test_a_published_code_passes(code):
    verdict = check_uscc(code)
    assert (verdict.level, verdict.code, verdict.compact) == (Level.OK, "", code)


def test_a_wrong_check_character_is_an_error():
    assert check_uscc("91350100M000100Y4X").code == "uscc.check"


def test_a_letter_outside_the_alphabet_is_named_with_its_place():
    verdict = check_uscc("91350100M000100Y4Z")
    assert (verdict.level, verdict.code) == (Level.ERROR, "uscc.character")
    assert verdict.params == {"character": "Z", "position": 18}


def test_missing_characters_are_counted():
    assert check_uscc("91350100M000").params == {"missing": 6}


def test_extra_characters_are_counted():
    assert check_uscc("91350100M000100Y4312").params == {"extra": 2}


def test_full_width_spaces_hyphens_and_lower_case_are_forgiven():
    verdict = check_uscc(" 9１350100-m000 100y43")
    assert verdict.compact == "91350100M000100Y43"
    assert verdict.shown == "91 350100 M000100Y4 3"


def test_departments_with_letters_are_accepted():
    code = make_uscc(division="350100", seed=7, department="A1")
    assert check_uscc(code).is_ok


def test_a_failed_organisation_code_alone_is_only_doubted():
    body = "91350100M000100Y5"
    verdict = check_uscc(body + check_character(body))
    assert (verdict.level, verdict.code) == (Level.WARNING, "uscc.organisation")


def test_letters_in_the_division_are_refused():
    assert check_uscc("91A50100M000100Y43").code == "uscc.division"


def test_an_unknown_province_is_doubted():
    assert check_uscc(make_uscc(division="990100", seed=1)).code == "uscc.province"


@pytest.mark.parametrize("seed", [0, 1, 30, 31, 961, 123_456_789, 31**6 - 1])
def test_made_codes_pass_every_check(seed):
    assert check_uscc(make_uscc(division="330106", seed=seed)).is_ok


def test_every_check_character_occurs_so_the_outer_remainder_works():
    made = {make_uscc(division="330106", seed=seed)[-1] for seed in range(2_000)}
    assert made == set(ALPHABET)


def test_a_seed_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="seed"):
        make_uscc(division="330106", seed=31**6)


def test_a_blank_code_is_no_fault():
    assert check_uscc(" ").is_ok

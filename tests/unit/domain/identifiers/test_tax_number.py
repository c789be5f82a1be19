import pytest

from app.domain.identifiers.tax_number import check_tax_number
from app.domain.identifiers.verdict import Level


def test_a_company_pays_tax_under_its_social_credit_code():
    assert check_tax_number("91350100M000100Y43").is_ok


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("350100M000100Y4", "tax_number.old"),
        ("350100M000100Y5", "tax_number.old_check"),
        ("11010519491231002X", "tax_number.individual"),
        ("11010519491231002X01", "tax_number.individual"),
        ("11010549123100201", "tax_number.individual"),
    ],
)
def test_old_and_personal_numbers_are_doubted_not_refused(text, code):
    verdict = check_tax_number(text)
    assert (verdict.level, verdict.code) == (Level.WARNING, code)


def test_anything_else_is_judged_as_a_social_credit_code():
    assert check_tax_number("91350100M000100Y4").params == {"missing": 1}

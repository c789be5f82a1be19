"""What a contract hands down to the one that amends or renews it."""

import pytest

from app.domain.contracts.succession import inherited_terms, may_succeed

TERMS = {
    "party_a": {"name": "老名字"},
    "contract_no": "RB-1",
    "sign_date": "2025-11-20",
    "sign_place": "上海",
    "packing": "木箱",
    "valid_from": "2025-12-01",
    "valid_to": "2026-11-30",
}


def test_an_amendment_keeps_the_term_and_what_was_agreed_but_no_party_and_no_number():
    assert inherited_terms(TERMS, "amends") == {
        "packing": "木箱",
        "valid_from": "2025-12-01",
        "valid_to": "2026-11-30",
    }


@pytest.mark.parametrize(
    ("first", "last", "begins", "ends"),
    [
        ("2025-12-01", "2026-11-30", "2026-12-01", "2027-11-30"),
        ("2024-03-01", "2026-02-28", "2026-03-01", "2028-02-29"),
        ("2026-01-01", "2026-03-31", "2026-04-01", "2026-06-29"),
        ("2024-02-29", "2025-02-28", "2025-03-01", "2026-02-28"),
    ],
)
def test_a_renewal_follows_without_a_gap_and_lasts_as_long(first, last, begins, ends):
    kept = inherited_terms({"valid_from": first, "valid_to": last}, "renews")
    assert kept == {"valid_from": begins, "valid_to": ends}


def test_a_renewal_of_a_contract_without_a_term_has_none_either():
    assert inherited_terms({"packing": "木箱", "valid_to": ""}, "renews") == {"packing": "木箱"}


def test_an_expired_contract_is_renewed_and_not_amended():
    assert may_succeed("expired", "renews")
    assert not may_succeed("expired", "amends")
    assert may_succeed("performing", "amends")
    assert not may_succeed("signed", "amends")

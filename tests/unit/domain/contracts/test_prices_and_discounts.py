"""Prices of a contract beside the list of its day, and who may grant which discount."""

import json
from datetime import date
from fractions import Fraction

import pytest

from app.domain.contracts.checks.discounts import (
    DEFAULT_AUTHORITY,
    SETTING,
    check_matrix,
    read_authority,
)
from app.domain.contracts.pricing import ListPrice, PriceTerms, judge_prices
from app.domain.contracts.sheet import GoodsLine, price_day
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.policy_terms import Role
from app.domain.warnings.threshold_cards import check_setting_create

TODAY = date(2026, 11, 22)


def line(price, list_id="L2", product="P"):
    return GoodsLine("", product, "柜", "", "台", "1", price, 1300, "", list_id, "2026 2", price)


def terms(**more):
    return PriceTerms({"P": ListPrice(10_000, "L2", "2026 2")}, **more)


def codes(price, **more):
    return [each.code for each in judge_prices([line(price)], terms(**more))]


def matrix(**by_role):
    return read_authority([(SETTING, json.dumps(by_role), None)], today=TODAY)


@pytest.mark.parametrize(
    ("price", "role"),
    [
        (9_999, "sector_head"),
        (9_000, "sector_head"),
        (8_999, "finance"),
        (7_999, "group_management"),
    ],
)
def test_without_a_setting_every_discount_has_the_role_that_may_grant_it(price, role):
    found = judge_prices([line(price)], terms())
    assert found[-1].code == "contract.discount.beyond"
    assert found[-1].params["role"] == role


def test_the_list_price_and_more_need_nobody():
    assert codes(10_000) == codes(10_001) == []


def test_a_setting_lets_reps_grant_by_class():
    authority = matrix(rep={"A": "5", "default": "0"})
    assert codes(9_500, authority=authority, grade="A") == []
    assert codes(9_499, authority=authority, grade="A")[-1] == "contract.discount.beyond"
    assert codes(9_500, authority=authority, grade="B")[-1] == "contract.discount.beyond"


def test_a_setting_of_a_later_day_does_not_hold_yet():
    rows = [(SETTING, '{"rep": "5"}', date(2026, 11, 23))]
    assert read_authority(rows, today=TODAY) == DEFAULT_AUTHORITY
    assert read_authority(rows, today=date(2026, 11, 23)).percent(Role.REP, "") == 5


def test_of_two_records_the_one_that_is_valid_last_counts_however_they_are_told():
    """Two devices without a network make one each; the page and the next change take the later."""
    later = (SETTING, '{"rep": "5"}', TODAY)
    earlier = (SETTING, '{"rep": "3"}', date(2026, 1, 1))
    for rows in ([later, earlier], [earlier, later]):
        assert read_authority(rows, today=TODAY).percent(Role.REP, "") == 5


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ('{"rep": "101"}', "discounts.value"),
        ('{"rep": {"Z": "1"}}', "discounts.value"),
        ('{"emperor": "1"}', "discounts.value"),
        ('{"inspector": "1"}', "discounts.value"),
        ("[]", "discounts.value"),
        ('{"rep": "11"}', "discounts.order"),
        ('{"rep": {"A": "11"}}', "discounts.order"),
    ],
)
def test_a_matrix_that_makes_no_sense_is_refused(value, code):
    with pytest.raises(ValidationError) as refused:
        check_matrix(value)
    assert refused.value.code == code


def test_the_matrix_is_set_where_the_thresholds_are():
    record = {"name": SETTING, "value": '{"rep": "3"}', "changed_by": "u"}
    check_setting_create(record, user_id="u")
    with pytest.raises(ValidationError):
        check_setting_create({**record, "value": '{"rep": "-1"}'}, user_id="u")


def test_who_approves_must_have_the_authority_and_the_right_role_is_named():
    DEFAULT_AUTHORITY.check(Fraction(10), "", [Role.SECTOR_HEAD])
    DEFAULT_AUTHORITY.check(Fraction(99), "", [Role.REP, Role.GROUP_MANAGEMENT])
    with pytest.raises(NotAllowedError) as refused:
        DEFAULT_AUTHORITY.check(Fraction(11), "", [Role.SECTOR_HEAD, Role.CUSTODIAN])
    assert refused.value.params == {"percent": "11", "role": "finance"}
    with pytest.raises(NotAllowedError):
        DEFAULT_AUTHORITY.check(Fraction(1), "", [Role.CUSTODIAN])


def test_a_price_from_a_list_that_was_replaced_is_told_with_both_lists():
    old = GoodsLine("", "P", "柜", "", "台", "1", 10_000, 1300, "", "L1", "2026 1", 10_000)
    (found,) = judge_prices([old], terms())
    assert (found.code, found.params["older"], found.params["newer"]) == (
        "contract.price.outdated",
        "2026 1",
        "2026 2",
    )
    by_hand = GoodsLine("", "P", "柜", "", "台", "1", 10_000, 1300, "")
    assert judge_prices([by_hand], terms()) == ()


def test_the_day_of_the_contract_counts_but_never_one_that_is_past():
    assert price_day({"sign_date": "2026-12-01"}, TODAY) == date(2026, 12, 1)
    assert price_day({"sign_date": "2020-01-01"}, TODAY) == TODAY
    assert price_day({"sign_date": ""}, TODAY) == price_day({}, TODAY) == TODAY

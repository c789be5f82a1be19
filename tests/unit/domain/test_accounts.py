from datetime import date
from itertools import product

import pytest

from app.domain.accounts.files import (
    STATUS_STEPS,
    account_faults,
    check_account,
    check_status_step,
    compact_value,
    field_verdict,
)
from app.domain.errors import ValidationError
from app.domain.identifiers.verdict import Level
from app.domain.schema import ENTITIES

TODAY = date(2026, 11, 23)
STATUSES = ENTITIES["account"].fields["status"].choices


def test_every_status_of_the_schema_has_its_steps():
    assert set(STATUS_STEPS) == set(STATUSES)


@pytest.mark.parametrize(("old", "new"), list(product(STATUSES, STATUSES)))
def test_an_account_moves_only_along_the_life_cycle(old, new):
    if old == new or new in STATUS_STEPS[old]:
        check_status_step(old, new)
        return
    with pytest.raises(ValidationError, match=r"account\.status\.step"):
        check_status_step(old, new)


@pytest.mark.parametrize(("old", "new"), [("prospect", "loyal"), ("active", "prospect")])
def test_nobody_becomes_loyal_without_buying_and_no_buyer_a_prospect(old, new):
    with pytest.raises(ValidationError):
        check_status_step(old, new)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "  "}, "account.name.blank"),
        ({"name": "——"}, "account.name.blank"),
        ({"name": None}, "account.name.blank"),
        ({"name": "百禾\x07粮油"}, "text.control"),
        ({"dealings_since_on": "2026-11-24"}, "account.date.future"),
        ({"block_b_confirmed_on": "2027-01-01"}, "account.date.future"),
        ({"staff": -1}, "account.number.negative"),
        ({"latitude_e6": 91_000_000}, "account.place.range"),
    ],
)
def test_what_cannot_be_saved_is_named(fields, code):
    assert [fault.code for fault in account_faults(fields, today=TODAY)] == [code]
    with pytest.raises(ValidationError, match=code):
        check_account(fields, today=TODAY)


def test_only_edited_fields_are_judged_and_good_ones_pass():
    check_account({"city": "云浦"}, today=TODAY)
    check_account({"name": "百禾粮油商贸行", "dealings_since_on": "2026-11-23"}, today=TODAY)


def test_a_wrong_code_marks_its_field_but_never_blocks_saving():
    assert field_verdict("uscc", "91350100").level is Level.ERROR
    check_account({"uscc": "91350100"}, today=TODAY)


def test_fields_without_a_code_have_no_verdict():
    assert field_verdict("city", "云浦") is None
    assert field_verdict("phone", None) is None


def test_codes_are_stored_compact_and_impossible_ones_as_typed():
    assert compact_value("phone", "+86 138-0013-8000") == "13800138000"
    assert compact_value("phone", "138-00") == "138-00"
    assert compact_value("city", " 云浦 ") == " 云浦 "

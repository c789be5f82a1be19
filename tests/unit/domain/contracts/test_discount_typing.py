"""Percents of the discount matrix as they are typed, and the setting they become."""

import json

import pytest

from app.domain.contracts.checks.discount_typing import read_percent, read_row, spelled_matrix
from app.domain.contracts.checks.discounts import ALL_CLASSES, DEFAULT_AUTHORITY, check_matrix
from app.domain.errors import ValidationError
from app.domain.policy_terms import Role


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3", "3"), (" 7.50 % ", "7.5"), ("１２％", "12"), ("0.0", "0"), ("100", "100")],
)  # fmt: skip
def test_a_percentage_is_kept_without_sign_and_closing_zeros(typed, kept):
    assert read_percent(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("x", "setting.number"),
        ("NaN", "setting.number"),
        ("100.01", "setting.range"),
        ("-1", "setting.range"),
        ("1.234", "discounts.places"),
    ],
)
def test_what_is_no_percentage_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        read_percent(typed)
    assert refused.value.code == code


def test_a_class_left_blank_or_the_same_is_as_all():
    row = read_row({ALL_CLASSES: "5", "A": "8", "B": " ", "C": "5.0"})
    assert row == {ALL_CLASSES: "5", "A": "8"}


@pytest.mark.parametrize(
    ("typed", "field"), [({"A": "3"}, ALL_CLASSES), ({ALL_CLASSES: "1", "B": "?"}, "B")]
)
def test_a_refusal_names_the_class(typed, field):
    with pytest.raises(ValidationError) as refused:
        read_row(typed)
    assert refused.value.params["field"] == field


def test_one_row_changes_and_the_others_stay():
    value = spelled_matrix(DEFAULT_AUTHORITY, Role.REP, {ALL_CLASSES: "2", "A": "5"})
    check_matrix(value)
    assert json.loads(value) == {
        "finance": {ALL_CLASSES: "20"},
        "rep": {"A": "5", ALL_CLASSES: "2"},
        "sector_head": {ALL_CLASSES: "10"},
    }


def test_a_superior_never_grants_less_and_the_class_is_named():
    with pytest.raises(ValidationError) as refused:
        spelled_matrix(DEFAULT_AUTHORITY, Role.REP, {ALL_CLASSES: "2", "A": "10.5"})
    assert (refused.value.code, refused.value.params["field"]) == ("discounts.order", "A")

"""A threshold is typed in its own unit, held within its limits, and free of contradictions."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain.errors import NotAllowedError, ValidationError
from app.domain.warnings.threshold_cards import (
    ALL,
    CARDS,
    card_named,
    check_pairs,
    check_setting_create,
    check_setting_edit,
    check_threshold,
    read_typed,
    spelled_by_class,
    typed,
)
from app.domain.warnings.thresholds import Thresholds, read_thresholds


def test_every_threshold_has_a_card_whose_limits_hold_its_default():
    fields = {field.name for field in dataclasses.fields(Thresholds)}
    assert {card.field for card in CARDS} == fields
    for card in CARDS:
        text = typed(card, card.default)
        assert typed(card, read_typed(card, text)) == text


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("tolerance", "12.5", "0.125"), ("tolerance", "5 %", "0.05"), ("tolerance", "0", "0"),
        ("far", "100", "1"), ("at_risk_factor", "1.50", "1.5"), ("lost_days", "90天", 90),
        ("contract_days", "90, 30 7", [90, 30, 7]), ("contract_days", "60/60/0", [60, 60, 0]),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_what_the_setting_holds(name, text, value):
    assert read_typed(card_named(f"warnings.{name}"), text) == value


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("tolerance", "much", "setting.number"), ("tolerance", "", "setting.number"),
        ("tolerance", "101", "setting.range"), ("tolerance", "-1", "setting.range"),
        ("tolerance", "nan", "setting.number"), ("lost_days", "1.5", "setting.number"),
        ("lost_days", "0", "setting.range"), ("contract_days", "60 30", "setting.number"),
        ("contract_days", "7 30 60", "setting.levels"), ("complaints", "1 2", "setting.number"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(name, text, code):
    with pytest.raises(ValidationError) as refused:
        read_typed(card_named(f"warnings.{name}"), text)
    assert refused.value.code == code


def test_a_refusal_of_the_range_names_the_limits():
    with pytest.raises(ValidationError) as refused:
        read_typed(card_named("warnings.escalate_days"), "61")
    assert (refused.value.params["least"], refused.value.params["most"]) == (0, 60)


def test_one_class_beyond_the_limits_is_enough_to_refuse():
    check_threshold("warnings.tolerance", '{"default":"0.1","A":"0.05"}')
    with pytest.raises(ValidationError):
        check_threshold("warnings.tolerance", '{"default":"0.1","A":"1.5"}')
    with pytest.raises(ValidationError):
        check_threshold("no.such", '"off"')


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("tolerance", "0.4", "setting.pair.decline"), ("at_risk_factor", "4", "setting.pair.loss")],
)
def test_thresholds_that_contradict_each_other_are_refused(name, value, code):
    held = read_thresholds([(f"warnings.{name}", value, None)], today=None)
    with pytest.raises(ValidationError) as refused:
        check_pairs(held)
    assert refused.value.code == code


def test_a_value_for_all_is_spelled_alone_and_others_by_class():
    assert spelled_by_class({ALL: 5, "A": None}) == "5"
    assert spelled_by_class({ALL: 5, "A": 3}) == '{"A":3,"default":5}'


RECORD = {"name": "warnings.tolerance", "value": "0.1", "changed_by": "me"}


def test_a_setting_is_made_and_changed_in_ones_own_name_only():
    check_setting_create(RECORD, user_id="me")
    check_setting_edit(RECORD, {"value": "0.2"}, user_id="me")
    for act in (
        lambda: check_setting_create(RECORD, user_id="you"),
        lambda: check_setting_edit(RECORD, {"value": "0.2"}, user_id="you"),
        lambda: check_setting_edit(RECORD, {"name": "warnings.far"}, user_id="me"),
    ):
        with pytest.raises(NotAllowedError) as refused:
            act()
        assert refused.value.code == "setting.fixed"
    with pytest.raises(ValidationError):
        check_setting_edit(RECORD, {"value": "2"}, user_id="me")

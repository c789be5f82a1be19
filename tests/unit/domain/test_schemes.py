"""Evaluation schemes add up to 100 %, are approved by somebody else, and are fixed then."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.analysis.evaluation_schemes import DEALER_SCHEME
from app.domain.analysis.scheme_reading import MEASURED, SchemeBook, read_scheme
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.evaluation.drafts import (
    DraftCriterion,
    SchemeDraft,
    draft_faults,
    next_version,
    spell_scheme,
)
from app.domain.evaluation.schemes import check_scheme_create, check_scheme_edit
from app.domain.policy_terms import Action, Role

CRITERIA = (
    DraftCriterion("积极性", "40", ("态度", "行动"), "enthusiasm"),
    DraftCriterion("信誉", "60 %", ("按时付款 #", "", "口碑")),
)
DRAFT = SchemeDraft(name="经销商", version="2", criteria=CRITERIA, gate=1, gate_score="3.5")


def faults(**changes):
    return [(fault.field, fault.code) for fault in draft_faults(replace(DRAFT, **changes))]


def test_a_whole_draft_has_no_faults():
    assert faults() == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": " "}, ("name", "scheme.blank")),
        ({"criteria": ()}, ("criteria", "scheme.criteria.blank")),
        ({"gate_score": "5.1"}, ("gate_score", "scheme.gate_score")),
        ({"gate_score": "x"}, ("gate_score", "scheme.gate_score")),
        ({"criteria": (replace(CRITERIA[0], percent="41"), CRITERIA[1])},
         ("weights", "scheme.weights")),
        ({"criteria": (replace(CRITERIA[0], percent="0"), CRITERIA[1])},
         ("criteria.0.percent", "scheme.weight")),
        ({"criteria": (CRITERIA[0], replace(CRITERIA[1], indicators=(" ",)))},
         ("criteria.1.indicators", "scheme.indicators.blank")),
        ({"criteria": (CRITERIA[0], replace(CRITERIA[1], indicators=("态度#",)))},
         ("criteria.1.indicators", "scheme.indicators.twice")),
    ],
)  # fmt: skip
def test_each_fault_names_its_field(changes, fault):
    assert fault in faults(**changes)


def test_the_sum_of_wrong_weights_is_told():
    wrong = replace(DRAFT, criteria=(replace(CRITERIA[0], percent="50.5"), CRITERIA[1]))
    (fault,) = draft_faults(wrong)
    assert fault.params == {"percent": "110.5"}


def test_what_keeps_its_words_keeps_its_code_and_what_is_new_gets_one():
    before = SchemeBook(DEALER_SCHEME, {}, MEASURED)
    shown = {"enthusiasm": "积极性", "attitude": "态度", "behaviour": "行为"}
    book = read_scheme("x", spell_scheme(DRAFT, before, shown))
    first, second = book.scheme.criteria
    assert (first.code, first.weight, first.indicators) == (
        "enthusiasm", Decimal("0.4"), ("attitude", "i1"),
    )  # fmt: skip
    assert second.indicators == ("i2", "i3")
    assert (book.scheme.gate, book.scheme.gate_score) == (second.code, Decimal("3.5"))
    assert book.measured == {"i2"}
    assert "attitude" not in book.words
    assert book.words["i1"] == {"zh_CN": "行动", "en": "行动"}


@pytest.mark.parametrize(
    ("version", "after"), [("1", "2"), ("2026-09", "2026-10"), ("v1.9", "v1.10"), ("甲", "甲 2")]
)
def test_the_next_version_counts_on(version, after):
    assert next_version(version) == after


BODY = spell_scheme(DRAFT, None, {})
RECORD = {"name": "x", "version": "1", "state": "draft", "maker_id": "me", "body": BODY,
          "valid_from_on": "2027-01-01"}  # fmt: skip
MARKETING = frozenset({Role.GROUP_MARKETING})
APPROVED = {"state": "approved", "approver_id": "you"}


def edit(changed, before=RECORD, user="you", roles=MARKETING):
    return check_scheme_edit(before, changed, user_id=user, roles=roles)


def test_weights_that_are_not_100_percent_are_refused_wherever_they_come_from():
    check_scheme_create(RECORD, user_id="me")
    body = json.loads(BODY)
    body["criteria"][0]["weight"] = "0.3"
    wrong = json.dumps(body)
    with pytest.raises(ValidationError) as refused:
        check_scheme_create({**RECORD, "body": wrong}, user_id="me")
    assert (refused.value.code, refused.value.params["percent"]) == ("scheme.weights", "90")
    with pytest.raises(ValidationError):
        edit({"body": wrong}, user="me")


def test_a_scheme_is_approved_by_somebody_else_and_needs_its_first_day():
    assert edit(APPROVED) is Action.APPROVE
    with pytest.raises(NotAllowedError) as refused:
        edit({**APPROVED, "approver_id": "me"}, user="me")
    assert refused.value.code == "scheme.step.author"
    with pytest.raises(NotAllowedError) as refused:
        edit(APPROVED, before={**RECORD, "valid_from_on": None})
    assert refused.value.code == "scheme.step.incomplete"
    with pytest.raises(NotAllowedError) as refused:
        edit(APPROVED, roles=frozenset({Role.REP}))
    assert refused.value.code == "scheme.step.role"


def test_what_was_approved_does_not_change_any_more():
    approved = {**RECORD, **APPROVED}
    for changed in ({"body": BODY}, {"valid_from_on": "2026-01-01"}, {"maker_id": "you"}):
        with pytest.raises(NotAllowedError) as refused:
            edit(changed, before=approved)
        assert refused.value.code == "scheme.fixed"
    assert edit({"state": "withdrawn"}, before=approved) is Action.APPROVE

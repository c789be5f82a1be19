"""Dealers are evaluated by the schemes of their records; score, evidence and gate are kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from app.commands.evaluation.evaluating import EvaluationSheet, save_evaluation
from app.domain.analysis.evaluation import Caution, Gate
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.queries.evaluation.evaluating import evaluated, read_evaluations
from tests.support.account_records import ACCOUNT, OTHER, REP, SECTOR, fill_account, key, put
from tests.support.devices import make_workspace

TODAY = dt.date(2026, 11, 23)
SCHEME = key(70)
SCORES = {
    "attitude": 4, "behaviour": 4, "methods": 3, "distribution": 4, "capital": 3, "brands": 4,
    "facilities": 3, "credit_standing": 4, "family": 3, "social_position": 3,
}  # fmt: skip
SHEET = EvaluationSheet(evaluated_on=TODAY, scores=SCORES, numbers={"facilities": 3})
BODY = {
    "criteria": [
        {
            "code": "volume",
            "weight": "3",
            "words": {"zh_CN": "用量", "en": "Volume"},
            "indicators": ["demand", {"code": "meters", "number": True, "words": {"en": "Meters"}}],
        },
        {"code": "payment", "weight": 1, "indicators": ["on_time"]},
    ],
    "gate": "payment",
    "gate_score": "3.5",
}


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_account(workspace)
    user = {"login": "x", "sector_id": SECTOR, "state": "active"}
    receive(workspace, "user", {**user, "id": REP, "name": "周岚", "roles": "rep"})
    yield workspace
    workspace.store.close()


def receive(workspace, entity, *rows):
    with workspace.store.unit_of_work() as work:
        put(work, entity, rows)
        work.commit()


def scheme(body=None, **changes):
    row = {"id": SCHEME, "name": "公用客户", "version": "1", "state": "approved"}
    return {**row, "body": json.dumps(body or BODY), **changes}


def held(workspace, record_id):
    with workspace.store.snapshot() as look:
        return look.records.read("evaluation", record_id).fields


def refused(workspace, error=ValidationError, **changes):
    with pytest.raises(error) as caught:
        save_evaluation(workspace, ACCOUNT, dataclasses.replace(SHEET, **changes))
    return caught.value.code


def test_the_worked_example_is_kept_as_73_8_percent_with_all_evidence_and_an_open_gate(desk):
    evaluation_id, changes = save_evaluation(desk, ACCOUNT, SHEET)
    kept = held(desk, evaluation_id)
    assert (kept["total_basis_points"], kept["evidence_basis_points"]) == (7_380, 10_000)
    assert (kept["gate_passed"], kept["state"], kept["evaluator_id"]) == (1, "final", REP)
    assert json.loads(kept["scores"])["numbers"] == {"facilities": 3}
    assert changes.touches_record("evaluation", evaluation_id)


def test_weak_credit_shuts_the_gate_and_missing_scores_lower_the_evidence(desk):
    some = {"attitude": 5, "behaviour": 5, "credit_standing": 2}
    kept = held(desk, save_evaluation(desk, ACCOUNT, dataclasses.replace(SHEET, scores=some))[0])
    assert (kept["gate_passed"], kept["evidence_basis_points"]) == (0, 5_500)
    only = {"attitude": 5}
    open_gate = dataclasses.replace(SHEET, scores=only)
    assert held(desk, save_evaluation(desk, ACCOUNT, open_gate)[0])["gate_passed"] is None


def test_a_sheet_is_refused_where_it_makes_no_sense(desk):
    assert refused(desk, scores={}) == "evaluation.scores.blank"
    assert refused(desk, scores={"attitude": 6}) == "evaluation.score.range"
    assert refused(desk, scores={"volume": 3}) == "evaluation.score.unknown"
    assert refused(desk, numbers={"facilities": -1}) == "evaluation.number.negative"
    assert refused(desk, evaluated_on=TODAY + dt.timedelta(days=1)) == "evaluation.date.future"
    assert refused(desk, next_review_on=TODAY) == "evaluation.review.order"
    assert refused(desk, NotFoundError, scheme_id=SCHEME) == "record.unknown"


def test_a_final_evaluation_is_not_rewritten_but_repeated(desk):
    evaluation_id, _ = save_evaluation(desk, ACCOUNT, SHEET)
    with desk.store.unit_of_work() as work, pytest.raises(NotAllowedError) as error:
        work.edit("evaluation", evaluation_id, {"conclusion": "好"}, desk.author)
    assert error.value.code == "evaluation.fixed"


def test_the_account_of_a_colleague_is_read_but_not_evaluated(desk):
    receive(desk, "account", {"id": OTHER, "name": "恒达", "type": "dealer", "status": "active",
                              "owner_id": key(8), "sector_id": SECTOR})  # fmt: skip
    assert not read_evaluations(desk, OTHER).may_write
    assert read_evaluations(desk, ACCOUNT).may_write
    with pytest.raises(NotAllowedError):
        save_evaluation(desk, OTHER, SHEET)


def test_without_schemes_of_the_company_the_dealer_scheme_is_used(desk):
    (only,) = read_evaluations(desk, ACCOUNT).schemes
    assert (only.id, only.book.scheme.code) == ("", "dealer")
    assert only.book.measured == {"distribution", "capital", "brands", "facilities"}


def test_an_approved_scheme_takes_its_place_with_weights_gate_and_words(desk):
    receive(
        desk, "evaluation_scheme", scheme(),
        scheme(id=key(71), state="draft"), scheme(id=key(72), valid_from_on="2026-11-24"),
        scheme({"criteria": []}, id=key(73)), scheme(id=key(74), body="{"),
    )  # fmt: skip
    (only,) = read_evaluations(desk, ACCOUNT).schemes
    assert (only.id, only.name, only.book.measured) == (SCHEME, "公用客户 1", {"meters"})
    assert only.book.words["volume"] == {"zh_CN": "用量", "en": "Volume"}
    sheet = EvaluationSheet(
        scheme_id=SCHEME, evaluated_on=TODAY, scores={"demand": 5, "on_time": 3}
    )
    kept = held(desk, save_evaluation(desk, ACCOUNT, sheet)[0])
    assert (kept["total_basis_points"], kept["gate_passed"]) == (9_000, 0)
    assert kept["evidence_basis_points"] == 6_250


def test_evaluations_are_repeated_and_compared_with_hard_numbers_and_cautions(desk):
    before = dataclasses.replace(
        SHEET, evaluated_on=dt.date(2026, 5, 1), next_review_on=dt.date(2026, 8, 1)
    )
    weaker = {**SCORES, "credit_standing": 2}
    save_evaluation(desk, ACCOUNT, dataclasses.replace(SHEET, scores=weaker, attitude="false"))
    save_evaluation(desk, ACCOUNT, before)
    page = read_evaluations(desk, ACCOUNT)
    assert [row.evaluated_on for row in page.earlier] == [TODAY, dt.date(2026, 5, 1)]
    assert page.earlier[0].numbers == {"facilities": 3}
    results = [evaluated(row, page.schemes) for row in page.earlier]
    assert [result.gate for result in results] == [Gate.SHUT, Gate.OPEN]
    assert page.cautions == (Caution.FALSE_ENTHUSIASM,)
    assert page.exposure_minor == 4_200_000 + 19_600_000 + 4_500_000


def test_debts_above_the_funds_and_a_review_that_is_late_are_said(desk):
    receive(desk, "account", {**account(desk), "id": ACCOUNT, "funds_minor": 100})
    late = dataclasses.replace(
        SHEET, evaluated_on=dt.date(2026, 5, 1), next_review_on=dt.date(2026, 11, 22)
    )
    save_evaluation(desk, ACCOUNT, late)
    said = read_evaluations(desk, ACCOUNT).cautions
    assert said == (Caution.EXPOSURE_ABOVE_FUNDS, Caution.REVIEW_OVERDUE)


def account(workspace):
    with workspace.store.snapshot() as look:
        return dict(look.records.read("account", ACCOUNT).fields)

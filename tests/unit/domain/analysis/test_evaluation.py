from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.evaluation import (
    Assessment,
    Caution,
    Gate,
    cautions,
    evaluate,
    grading_coverage,
    ranking_key,
    trend,
)
from app.domain.analysis.evaluation_schemes import (
    DEALER_SCHEME,
    UTILITY_SCHEME,
    Criterion,
    Scheme,
)
from app.domain.analysis.figures import NotAvailable, Reason, percent

TODAY = date(2026, 11, 23)
ABILITY = {"methods": 3, "distribution": 4, "capital": 3, "brands": 4, "facilities": 3}
EXAMPLE = {
    "attitude": 4,
    "behaviour": 4,
    "credit_standing": 4,
    "family": 3,
    "social_position": 3,
    **ABILITY,
}
NOT_SCORED = NotAvailable(Reason.NOT_SCORED)


def dealer(scores, numbers=None, on=TODAY, **options):
    return evaluate(Assessment(on, scores, numbers or {}, **options), scheme=DEALER_SCHEME)


def test_the_worked_example_is_3_69_points_and_73_8_percent():
    found = dealer(EXAMPLE)
    scores = {row.code: row.score for row in found.criteria}
    assert scores == {"enthusiasm": 4, "ability": Fraction(34, 10), "credit": 4, "social": 3}
    assert [row.weight * row.score for row in found.criteria] == [
        Fraction(120, 100),
        Fraction(119, 100),
        1,
        Fraction(30, 100),
    ]
    assert found.points == Fraction(369, 100)
    assert f"{percent(found.score)}" == "73.8"
    assert (found.evidence, found.gate) == (1, Gate.OPEN)


@pytest.mark.parametrize(
    ("credit", "gate"),
    [(1, Gate.SHUT), (Decimal("2.99"), Gate.SHUT), (3, Gate.OPEN), (5, Gate.OPEN)],
)
def test_weak_credit_standing_shuts_the_gate_whatever_the_score(credit, gate):
    best = dict.fromkeys(EXAMPLE, 5) | {"credit_standing": credit}
    assert dealer(best).gate is gate


def test_unknown_credit_standing_does_not_open_the_gate():
    found = dealer({"attitude": 5})
    assert found.gate is Gate.UNKNOWN
    assert found.criteria[2].score == NOT_SCORED


def test_a_missing_sub_indicator_drops_out_and_lowers_the_evidence():
    scores = {code: score for code, score in EXAMPLE.items() if code != "brands"}
    found = dealer(scores)
    ability = found.criteria[1]
    assert (ability.score, ability.missing) == (Fraction(13, 4), ("brands",))
    assert found.evidence == 1 - Fraction(35, 100) / 5
    assert found.points == Fraction(369, 100) - Fraction(35, 100) * Fraction(15, 100)


def test_a_missing_criterion_leaves_its_weight_to_the_others():
    found = dealer({"attitude": 4, "behaviour": 4, "credit_standing": 2})
    assert found.points == (Fraction(30, 100) * 4 + Fraction(25, 100) * 2) / Fraction(55, 100)
    assert found.evidence == Fraction(55, 100)


def test_without_any_score_there_is_none():
    found = dealer({})
    assert found.points == found.score == NOT_SCORED
    assert (found.evidence, found.gate) == (0, Gate.UNKNOWN)


@pytest.mark.parametrize("score", [0, 6, Decimal("5.1")])
def test_scores_lie_between_1_and_5(score):
    with pytest.raises(ValueError, match="between 1 and 5"):
        dealer({"attitude": score})


def test_hard_numbers_stand_beside_the_scores_and_never_enter_them():
    numbers = {"capital": 80_000_000, "brands": 6}
    found = dealer(EXAMPLE, numbers)
    assert found.criteria[1].numbers == numbers
    assert found.criteria[0].numbers == {}
    assert found.points == dealer(EXAMPLE).points
    assert found.criteria[1].scored == ABILITY


def test_weights_are_scaled_when_they_do_not_add_up_to_one():
    doubled = replace(
        DEALER_SCHEME,
        criteria=tuple(replace(row, weight=row.weight * 2) for row in DEALER_SCHEME.criteria),
    )
    found = evaluate(Assessment(TODAY, EXAMPLE, {}), scheme=doubled)
    assert found.points == Fraction(369, 100)
    assert sum(row.weight for row in found.criteria) == 1


def test_another_trade_has_another_scheme_and_may_have_no_gate():
    scores = {"volume": 5, "payment": 2, "cooperation": 4}
    found = evaluate(Assessment(TODAY, scores, {}), scheme=UTILITY_SCHEME)
    assert found.gate is Gate.SHUT
    assert found.points == Fraction(36, 10)
    open_scheme = replace(UTILITY_SCHEME, gate="")
    assert evaluate(Assessment(TODAY, scores, {}), scheme=open_scheme).gate is Gate.NONE


@pytest.mark.parametrize(
    ("criteria", "gate", "words"),
    [
        ([("a", 1, ("x",)), ("a", 1, ("y",))], "", "unique"),
        ([("a", 1, ("x",)), ("b", 1, ("x",))], "", "unique"),
        ([("a", -1, ("x",))], "", "negative"),
        ([("a", 1, ())], "", "indicators"),
        ([("a", 0, ("x",))], "", "zero"),
        ([("a", 1, ("x",))], "b", "gate"),
    ],
)
def test_a_scheme_that_makes_no_sense_is_refused(criteria, gate, words):
    with pytest.raises(ValueError, match=words):
        Scheme("s", tuple(Criterion(c, Decimal(w), i) for c, w, i in criteria), gate=gate)


def test_false_enthusiasm_exposure_and_age_raise_caution():
    found = dealer(EXAMPLE, is_enthusiasm_doubted=True)
    facts = {"today": TODAY, "next_review_on": date(2026, 11, 22), "exposure_minor": 11}
    assert cautions(found, funds_minor=10, **facts) == (
        Caution.FALSE_ENTHUSIASM,
        Caution.EXPOSURE_ABOVE_FUNDS,
        Caution.REVIEW_OVERDUE,
    )


@pytest.mark.parametrize(("review", "funds"), [(TODAY, 11), (None, None)])
def test_nothing_unusual_raises_no_caution(review, funds):
    found = cautions(
        dealer(EXAMPLE), today=TODAY, next_review_on=review, exposure_minor=11, funds_minor=funds
    )
    assert found == ()


def test_on_equal_scores_the_more_enthusiastic_goes_first():
    keen = dealer({"attitude": 5, "behaviour": 5, "credit_standing": 4})
    solid = dealer({"attitude": 4, "behaviour": 4, "credit_standing": Decimal("5.0")})
    slow = dealer({"attitude": Decimal("4.5"), "credit_standing": Decimal("4.6")})
    assert keen.score == slow.score
    ranked = sorted([dealer({}), slow, solid, keen], key=ranking_key)
    assert ranked == [keen, slow, solid, dealer({})]


def test_the_trend_shows_the_change_since_the_evaluation_before():
    first, second = (
        dealer({"credit_standing": 3}, on=date(2025, 1, 1)),
        dealer({"credit_standing": 4}, on=date(2026, 1, 1)),
    )
    none = NotAvailable(Reason.NOTHING_TO_COMPARE)
    assert trend([second, first]) == (
        (date(2025, 1, 1), Fraction(3, 5), none),
        (date(2026, 1, 1), Fraction(4, 5), Fraction(1, 5)),
    )
    assert trend([dealer({}), first])[1][2] == NOT_SCORED
    assert trend([]) == ()


def test_the_coverage_of_grading_counts_accounts_with_dealings():
    assert grading_coverage(graded=45, with_dealings=50) == Fraction(9, 10)
    assert grading_coverage(graded=0, with_dealings=0) == NotAvailable(Reason.NO_DEALINGS)


codes = [code for criterion in DEALER_SCHEME.criteria for code in criterion.indicators]


@given(st.dictionaries(st.sampled_from(codes), st.integers(1, 5), min_size=1))
def test_points_lie_between_the_lowest_and_the_highest_score(scores):
    found = dealer(scores)
    assert min(scores.values()) <= found.points <= max(scores.values())
    assert 0 < found.evidence <= 1
    assert (found.evidence == 1) == (len(scores) == len(codes))
    assert found.score * 5 == found.points

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.abc import (
    AbcAccount,
    AbcClass,
    AbcLimits,
    ClassChange,
    Standing,
    abc_classes,
    abc_grades,
    class_changes,
    differing_classes,
    is_new,
)
from app.domain.analysis.figures import NotAvailable, Reason, percent
from app.domain.analysis.periods import month_period

SALES = {"C1": 400, "C2": 220, "C3": 130, "C4": 90, "C5": 60, "C6": 50, "C7": 30, "C8": 20}
A, B, C = AbcClass.A, AbcClass.B, AbcClass.C


def account(name, amount, **options):
    return AbcAccount(name, name, amount, **options)


def grade(amounts, **options):
    return abc_classes([account(name, amount) for name, amount in amounts.items()], **options)


accounts = st.lists(
    st.builds(
        AbcAccount,
        st.uuids().map(str),
        st.text(max_size=3),
        st.integers(-(10**10), 10**12),
        st.none() | st.dates(),
        st.booleans(),
    ),
    max_size=30,
)


def test_the_worked_example_grades_three_a_three_b_two_c():
    found = grade(SALES)
    rows = [
        (
            line.account_id,
            *(percent(part, places=0) for part in (line.share, line.before, line.cumulative)),
            line.grade,
        )
        for line in found.lines
    ]
    assert rows == [
        ("C1", 40, 0, 40, A),
        ("C2", 22, 40, 62, A),
        ("C3", 13, 62, 75, A),
        ("C4", 9, 75, 84, B),
        ("C5", 6, 84, 90, B),
        ("C6", 5, 90, 95, B),
        ("C7", 3, 95, 98, C),
        ("C8", 2, 98, 100, C),
    ]
    assert [line.rank for line in found.lines] == list(range(1, 9))
    assert found.total_minor == 1000
    assert not found.is_cautious


def test_exactly_75_percent_before_is_b_whatever_floats_would_say():
    tiny = {"a": 3 * 10**14 + 3, "b": 10**14 + 1}
    assert grade(tiny).grades() == {"a": A, "b": B}
    assert grade({"a": 3 * 10**14 + 2, "b": 10**14 + 1}).grades() == {"a": A, "b": A}


def test_the_account_that_crosses_a_line_is_in_the_higher_class():
    assert grade({"a": 74, "b": 22, "c": 4}).grades() == {"a": A, "b": A, "c": C}


def test_the_largest_is_always_a_and_a_single_account_too():
    assert grade({"only": 1}).grades() == {"only": A}


def test_ties_go_by_the_longer_relation_then_by_the_number():
    rows = [
        account("9", 50, dealings_since_on=date(2020, 1, 1)),
        account("8", 50),
        account("7", 50, dealings_since_on=date(2024, 1, 1)),
        account("6", 50, dealings_since_on=date(2024, 1, 1)),
    ]
    assert [line.account_id for line in abc_classes(rows).lines] == ["9", "6", "7", "8"]


@pytest.mark.parametrize("amount", [0, -70])
def test_nothing_sold_or_more_returned_is_class_c_without_sales(amount):
    found = grade({"a": 100, "b": amount})
    assert found.total_minor == 100
    line = found.lines[1]
    assert (line.grade, line.standing, line.share) == (C, Standing.NO_SALES, 0)
    assert line.amount_minor == amount


def test_a_new_account_is_not_graded_and_moves_nobody():
    rows = [account("a", 60), account("b", 40), account("n", 900, is_new=True)]
    found = abc_classes(rows)
    assert found.grades() == {"a": A, "b": A}
    new = found.lines[-1]
    assert (new.grade, new.standing) == (None, Standing.NEW)
    assert new.share == NotAvailable(Reason.NEW_ACCOUNT)


@pytest.mark.parametrize(
    ("since", "new"), [(None, False), (date(2026, 10, 1), False), (date(2026, 10, 2), True)]
)
def test_less_than_one_full_period_of_dealings_is_new(since, new):
    assert is_new(since, period=month_period("2026-10")) is new


def test_when_nobody_bought_nobody_is_graded():
    found = grade({"a": 0, "b": -5})
    assert found.grades() == {}
    assert {line.standing for line in found.lines} == {Standing.NOBODY_GRADED}
    assert found.lines[0].before == NotAvailable(Reason.NO_SALES)
    assert abc_classes([]).lines == ()


def test_fewer_than_five_graded_accounts_carry_a_caution():
    four = dict.fromkeys("abcd", 1)
    assert grade(four).is_cautious
    assert not grade(four | {"e": 1}).is_cautious


def test_the_limits_are_settings():
    assert grade(SALES, limits=AbcLimits(40, 62)).grades()["C2"] is B
    assert grade(SALES, limits=AbcLimits(40, 62)).grades()["C3"] is C
    assert grade({"a": 1, "b": 99}, limits=AbcLimits(1, 100)).grades() == {"b": A, "a": B}


@pytest.mark.parametrize("percents", [(95, 75), (75, 75), (0, 95), (75, 101)])
def test_limits_that_make_no_sense_are_refused(percents):
    with pytest.raises(ValueError, match="class A"):
        AbcLimits(*percents)


def test_class_changes_are_logged_with_old_and_new_class_and_period():
    period = month_period("2026-10")
    old, new = {"a": A, "b": B, "gone": C}, {"a": A, "b": C, "come": B}
    assert class_changes(old, new, period=period) == (
        ClassChange("b", B, C, period),
        ClassChange("come", None, B, period),
        ClassChange("gone", C, None, period),
    )


def test_accounts_whose_class_by_profit_differs_are_marked():
    by_profit = grade({"C1": 10, "C2": 60, "C3": 20, "C4": 90})
    assert differing_classes(grade(SALES), by_profit) == {"C1", "C3", "C4"}


@given(accounts)
def test_classes_partition_the_graded_accounts_in_order(rows):
    found = abc_classes(rows)
    graded = [line for line in found.lines if line.grade is not None]
    assert sorted(line.account_id for line in found.lines) == sorted(r.account_id for r in rows)
    assert [line.grade for line in graded] == sorted(line.grade for line in graded)
    assert len(graded) in (0, sum(not row.is_new for row in rows))
    if graded:
        assert graded[0].grade is A
        assert sum(line.share for line in graded) == graded[-1].cumulative == 1


@given(accounts)
def test_classes_alone_are_the_same_classes(rows):
    assert abc_grades(rows) == abc_classes(rows).grades()


@given(accounts, st.integers(1, 1000))
def test_classes_do_not_depend_on_the_unit_of_money(rows, factor):
    scaled = [
        AbcAccount(r.account_id, r.number, r.amount_minor * factor, r.dealings_since_on, r.is_new)
        for r in rows
    ]
    assert abc_classes(scaled).grades() == abc_classes(rows).grades()


@given(accounts)
def test_the_share_before_decides_exactly(rows):
    for line in abc_classes(rows).lines:
        if line.standing is Standing.GRADED:
            expected = A if line.before < Fraction(3, 4) else B
            expected = expected if line.before < Fraction(19, 20) else C
            assert line.grade is expected

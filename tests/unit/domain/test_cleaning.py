"""What is wrong with files, and the rates of those who keep them."""

from __future__ import annotations

from decimal import Decimal

from app.domain.accounts.cleaning import (
    FileState,
    Problem,
    problems_in,
    quality_by_owner,
    quality_of,
    types_without_contacts,
)


def test_every_set_of_problems_survives_being_a_number():
    bits = Problem.DUPLICATE.bit | Problem.NO_VISIT.bit
    assert problems_in(bits) == (Problem.DUPLICATE, Problem.NO_VISIT)
    assert len({problem.bit for problem in Problem}) == len(Problem)


def test_the_worked_example_is_80_percent_complete():
    assert quality_of("u", [FileState("u", 28, 35, 0)]).completeness == Decimal("0.8")


def test_the_rates_of_a_person_count_his_own_accounts():
    stale = Problem.STALE.bit
    states = [FileState("a", 30, 35, stale), FileState("a", 35, 35, 0), FileState(None, 5, 35, 0)]
    nobody, somebody = quality_by_owner(states)
    assert (nobody.owner_id, nobody.accounts) == (None, 1)
    assert (somebody.owner_id, somebody.accounts) == ("a", 2)
    assert somebody.rate(Problem.STALE) == Decimal("0.5")
    assert somebody.completeness == Decimal(65) / 70


def test_nobody_misses_the_contact_of_a_consumer():
    assert types_without_contacts() == {"consumer"}


def test_no_accounts_have_no_rate():
    empty = quality_of("u", [])
    assert empty.completeness is None
    assert empty.rate(Problem.STALE) is None

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.pareto import advises_department, head_count, largest, pareto

SALES = {"C1": 400, "C2": 220, "C3": 130, "C4": 90, "C5": 60, "C6": 50, "C7": 30, "C8": 20}
sales = st.dictionaries(st.uuids().map(str), st.integers(-(10**9), 10**12), max_size=40)


def test_the_worked_example_two_of_eight_make_62_percent():
    found = pareto(SALES)
    assert (found.head_count, found.candidates) == (2, ("C1", "C2"))
    assert (found.top_minor, found.total_minor, found.share) == (620, 1000, Fraction(62, 100))
    assert found.meets_expectation()
    assert not found.has_ties


def test_without_accounts_there_is_no_figure():
    found = pareto({})
    assert found.share == NotAvailable(Reason.NO_ACCOUNTS)
    assert found.candidates == ()
    assert not found.meets_expectation()


def test_without_sales_there_is_no_figure_and_no_candidate():
    found = pareto({"a": 0, "b": 0})
    assert (found.share, found.candidates) == (NotAvailable(Reason.NO_SALES), ())


def test_all_that_tie_at_the_last_place_are_let_in_and_it_says_so():
    found = pareto({"a": 50, "b": 30, "c": 30, "d": 30, "e": 10, "f": 0})
    assert found.head_count == 2
    assert found.candidates == ("a", "b", "c", "d")
    assert found.has_ties


def test_an_account_without_sales_is_no_candidate_though_it_ties():
    assert largest({"a": 1, "b": 0}, percent=100) == ("a",)
    assert largest({"a": 5} | {str(n): 0 for n in range(9)}, percent=20) == ("a",)


@pytest.mark.parametrize(("accounts", "k"), [(0, 0), (1, 1), (5, 1), (6, 2), (8, 2), (10, 2)])
def test_a_fifth_of_the_heads_is_rounded_up(accounts, k):
    assert head_count(accounts, percent=20) == k


def test_the_rule_of_thumb_begins_at_60_percent():
    assert pareto({"a": 60, "b": 10, "c": 10, "d": 10, "e": 10}).meets_expectation()
    assert not pareto({"a": 59, "b": 11, "c": 10, "d": 10, "e": 10}).meets_expectation()


@pytest.mark.parametrize(("accounts", "advised"), [(19, False), (20, True)])
def test_twenty_key_accounts_call_for_a_department(accounts, advised):
    assert advises_department(accounts) is advised


@given(sales)
def test_candidates_are_exactly_those_as_large_as_the_last_of_the_k_largest(amounts):
    found = pareto(amounts)
    chosen = [amounts[name] for name in found.candidates]
    rest = [amount for name, amount in amounts.items() if name not in found.candidates]
    assert min(chosen, default=10**13) > max([*rest, 0]) or not chosen
    assert len(chosen) >= min(found.head_count, sum(amount > 0 for amount in amounts.values()))
    assert found.top_minor == sum(chosen)

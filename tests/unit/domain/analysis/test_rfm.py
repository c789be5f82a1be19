from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.rfm import RfmFacts, fixed_score, quintiles, rfm_scores

WAN = 1_000_000
facts = st.builds(
    RfmFacts,
    st.uuids().map(str),
    st.none() | st.integers(0, 1000),
    st.integers(0, 100),
    st.integers(-(10**6), 10**9),
)


def test_the_worked_example_by_fixed_cut_offs_is_544():
    (found,) = rfm_scores([RfmFacts("a", 12, 9, 13 * WAN)])
    assert (found.code, found.sum, found.is_fixed) == ("544", 13, True)


def test_the_worked_example_by_quintiles_is_544():
    others = [(20, 1, 1), (40, 5, 5), (60, 7, 9), (80, 12, 20)]
    rows = [RfmFacts(str(r), r, f, m * WAN) for r, f, m in others]
    found = rfm_scores([RfmFacts("a", 12, 9, 13 * WAN), *rows])
    assert (found[0].code, found[0].is_fixed) == ("544", False)
    assert [row.recency for row in found] == [5, 4, 3, 2, 1]


def test_who_never_bought_is_1_1_1_and_counts_in_no_quintile():
    rows = [RfmFacts(str(n), n, n, n) for n in range(5)]
    with_idle = rfm_scores([RfmFacts("idle", None, 0, 0), *rows])
    assert with_idle[0].code == "111"
    assert with_idle[1:] == rfm_scores(rows)


def test_fewer_than_five_buyers_have_no_quintiles():
    assert all(row.is_fixed for row in rfm_scores([RfmFacts(str(n), n, n, n) for n in range(4)]))
    assert rfm_scores([]) == ()


@pytest.mark.parametrize(
    ("days", "score"),
    [(0, 5), (30, 5), (31, 4), (60, 4), (61, 3), (90, 3), (91, 2), (180, 2), (181, 1)],
)
def test_small_recency_is_good(days, score):
    assert rfm_scores([RfmFacts("a", days, 1, 0)])[0].recency == score


@pytest.mark.parametrize(("count", "score"), [(1, 1), (2, 2), (4, 3), (8, 4), (12, 5), (99, 5)])
def test_a_fixed_limit_that_is_reached_counts(count, score):
    assert fixed_score(count, (2, 4, 8, 12)) == score


def test_five_different_values_take_the_five_scores_and_ten_take_each_twice():
    assert quintiles([30, 10, 50, 20, 40]) == [3, 1, 5, 2, 4]
    assert quintiles(list(range(10))) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_a_purchase_of_today_is_more_recent_than_one_of_yesterday():
    found = rfm_scores([RfmFacts(str(days), days, 1, 1) for days in range(5)])
    assert [row.recency for row in found] == [5, 4, 3, 2, 1]


def test_equal_values_share_the_score_of_their_middle():
    assert quintiles([7, 7, 7, 7, 7]) == [3, 3, 3, 3, 3]
    assert quintiles([1, 1, 1, 1, 9]) == [2, 2, 2, 2, 5]


@given(st.lists(st.integers(0, 20), min_size=5))
def test_more_is_never_scored_less_and_the_best_of_different_ones_gets_a_5(values):
    scores = dict(zip(values, quintiles(values), strict=True))
    assert [scores[value] for value in values] == quintiles(values)
    assert all(scores[a] <= scores[b] for a, b in pairwise(sorted(scores)))
    assert all(1 <= score <= 5 for score in scores.values())
    if values.count(max(values)) * 5 <= len(values):
        assert scores[max(values)] == 5


@given(st.lists(facts, max_size=15))
def test_every_account_gets_three_scores_in_its_place(rows):
    found = rfm_scores(rows)
    assert [row.facts for row in found] == rows
    assert all(3 <= row.sum <= 15 and len(row.code) == 3 for row in found)

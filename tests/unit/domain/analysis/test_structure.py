from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason, available, percent
from app.domain.analysis.structure import growth_room, merged_codes, structure

MONTH = {"P1": 12_000_000, "P2": 6_000_000, "P3": 3_000_000, "P4": 1_500_000}
amounts = st.dictionaries(st.text("PQR12", max_size=3), st.integers(-(10**9), 10**11), max_size=12)


def test_the_worked_example_of_a_dealers_month():
    found = structure(MONTH)
    assert found.total_minor == 22_500_000
    assert [
        (line.product, f"{percent(line.share)}", f"{percent(line.cumulative)}")
        for line in found.lines
    ] == [
        ("P1", "53.3", "53.3"),
        ("P2", "26.7", "80.0"),
        ("P3", "13.3", "93.3"),
        ("P4", "6.7", "100.0"),
    ]


def test_without_a_plan_nothing_is_compared():
    line = structure(MONTH).lines[0]
    assert line.planned_minor is None
    assert line.completion == line.share_gap == NotAvailable(Reason.NO_PLAN)


def test_sales_and_shares_are_compared_with_the_plan():
    lines = {row.product: row for row in structure({"a": 30, "b": 70}, plan={"a": 50}).lines}
    assert (lines["a"].completion, lines["a"].share_gap) == (Fraction(3, 5), Fraction(-7, 10))
    assert lines["b"].planned_minor is None
    assert lines["b"].share_gap == Fraction(7, 10)


def test_a_planned_product_that_was_not_sold_has_a_line_of_zero():
    unsold = structure({"a": 10}, plan={"a": 5, "b": 5}).lines[1]
    assert (unsold.product, unsold.amount_minor, unsold.share, unsold.completion) == ("b", 0, 0, 0)


def test_no_sales_have_no_structure():
    assert structure({}).lines == ()
    assert structure({"a": 0}).lines[0].share == NotAvailable(Reason.NO_SALES)
    assert structure({"a": -1}).lines[0].share == NotAvailable(Reason.NEGATIVE_TOTAL)


def test_equal_products_stand_by_code():
    assert [line.product for line in structure({"b": 1, "a": 1}).lines] == ["a", "b"]


def test_renamed_codes_are_added_to_their_successor_and_discontinued_ones_stay():
    successors = {"old": "mid", "mid": "new"}
    found = merged_codes({"old": 1, "mid": 2, "new": 4, "gone": 8}, successors)
    assert found == {"new": 7, "gone": 8}


def test_codes_renamed_in_a_circle_lose_no_money():
    assert sum(merged_codes({"a": 1, "b": 2}, {"a": "b", "b": "a"}).values()) == 3


def test_products_that_peers_buy_and_the_account_does_not_have_room():
    missing, far = growth_room({"a": 90, "b": 10}, {"a": 400, "b": 400, "c": 200})
    assert (missing.product, missing.is_bought, missing.missing_minor) == ("b", True, 30)
    assert (missing.own_share, missing.peer_share) == (Fraction(1, 10), Fraction(2, 5))
    assert (far.product, far.is_bought, far.own_share, far.missing_minor) == ("c", False, 0, 20)


def test_one_unit_bought_is_bought_and_a_tiny_share_of_the_peers_counts():
    rooms = growth_room({"a": 999, "b": 1}, {"a": 1, "b": 99})
    assert [(room.product, room.is_bought) for room in rooms] == [("b", True)]
    assert growth_room({"a": 999, "b": 1}, {"a": 999, "b": 1}) == ()
    assert growth_room({"a": 1}, {"a": 10**6, "b": 1})[0].missing_minor == 0


def test_half_of_the_peers_share_is_not_far_below():
    own, peers = {"a": 75, "b": 25}, {"a": 50, "b": 50}
    assert growth_room(own, peers) == ()
    assert [room.product for room in growth_room(own, peers, far_below=Decimal("0.6"))] == ["b"]


def test_an_account_that_bought_nothing_has_room_everywhere_but_no_share():
    (room,) = growth_room({}, {"a": 5, "b": 0, "c": -1})
    assert (room.product, room.own_share) == ("a", NotAvailable(Reason.NO_SALES))
    assert room.missing_minor == 0
    rooms = growth_room({}, {"a": 1, "b": 3, "c": 2})
    assert [room.product for room in rooms] == ["b", "c", "a"]
    assert growth_room({"a": 5}, {}) == ()


@given(amounts)
def test_shares_add_up_to_one_and_the_last_cumulated_one_is_the_whole(sums):
    found = structure(sums)
    shares = available(line.share for line in found.lines)
    if found.total_minor > 0:
        assert sum(shares) == found.lines[-1].cumulative == 1
    else:
        assert not shares


@given(amounts, st.dictionaries(st.text("PQR12", max_size=3), st.text("PQR12", max_size=3)))
def test_renaming_never_changes_the_total(sums, successors):
    assert sum(merged_codes(sums, successors).values()) == sum(sums.values())

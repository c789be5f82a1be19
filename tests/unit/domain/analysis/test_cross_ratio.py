from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.contribution import contributions
from app.domain.analysis.cross_ratio import MarginAndTurns, cross_ratio, cross_ratios
from app.domain.analysis.figures import NotAvailable, Reason, available, percent

NO_COST = NotAvailable(Reason.COST_UNKNOWN)
NO_COUNT = NotAvailable(Reason.COUNT_MISSING)


def row(product, sales, profit, rate, turns):
    values = (
        value if isinstance(value, NotAvailable) else Fraction(value) for value in (rate, turns)
    )
    return MarginAndTurns(product, sales, Fraction(profit), *values)


MONTH = [
    row("P1", 12_000_000, 2_400_000, "0.2", 2),
    row("P2", 6_000_000, 1_800_000, "0.3", 1),
    row("P3", 3_000_000, 1_200_000, "0.4", "2.5"),
    row("P4", 1_500_000, 150_000, "0.1", "0.5"),
]
factors = st.fractions(min_value=-5, max_value=50, max_denominator=1000)
rows = st.lists(
    st.builds(
        MarginAndTurns,
        st.text(max_size=3),
        st.integers(0, 10**11),
        st.just(Fraction(0)),
        factors | st.just(NO_COST),
        factors | st.just(NO_COUNT),
    ),
    max_size=12,
)


def test_the_worked_example_says_promote_p3_first():
    ratios = [(line.factors.product, line.ratio) for line in cross_ratios(MONTH)]
    assert ratios == [
        ("P3", 1),
        ("P1", Fraction(40, 100)),
        ("P2", Fraction(30, 100)),
        ("P4", Fraction(5, 100)),
    ]


def test_the_printed_formula_has_its_own_column_and_another_order():
    printed = {
        line.factors.product: line.factors.gross_profit_minor for line in cross_ratios(MONTH)
    }
    assert printed == {"P1": 2_400_000, "P2": 1_800_000, "P3": 1_200_000, "P4": 150_000}
    assert max(printed, key=printed.get) == "P1"


def test_either_factor_missing_leaves_no_ratio():
    assert cross_ratio(NO_COST, Fraction(2)) == NO_COST
    assert cross_ratio(Fraction(2), NO_COUNT) == NO_COUNT


def test_losing_products_stand_behind_and_unknown_ones_last():
    listed = cross_ratios(
        [row("unknown", 1, 1, "0.9", NO_COUNT), row("loses", 1, 1, -1, 5), *MONTH]
    )
    assert [line.factors.product for line in listed][-3:] == ["P4", "loses", "unknown"]


def test_the_worked_example_of_contribution():
    found = contributions(cross_ratios(MONTH))
    assert found.total == 9_675_000
    assert {
        line.product: (line.contribution, f"{percent(line.share)}") for line in found.lines
    } == {
        "P1": (4_800_000, "49.6"),
        "P2": (1_800_000, "18.6"),
        "P3": (3_000_000, "31.0"),
        "P4": (75_000, "0.8"),
    }
    assert [line.product for line in found.lines] == ["P1", "P3", "P2", "P4"]


def test_a_sum_of_zero_or_less_has_no_shares():
    (loser,) = contributions(cross_ratios([row("x", 100, -10, "-0.1", 2)])).lines
    assert (loser.contribution, loser.share) == (-20, NotAvailable(Reason.NEGATIVE_TOTAL))
    (still,) = contributions(cross_ratios([row("x", 100, 10, "0.1", 0)])).lines
    assert still.share == NotAvailable(Reason.NO_SALES)
    assert contributions([]).lines == ()


def test_a_product_without_a_ratio_has_no_contribution_and_takes_nobodys_share():
    found = contributions(cross_ratios([*MONTH, row("x", 100, 10, NO_COST, 2)]))
    assert found.lines[-1].contribution == found.lines[-1].share == NO_COST
    assert found.total == 9_675_000


@given(rows)
def test_ratios_fall_and_end_with_the_unknown(products):
    ratios = [line.ratio for line in cross_ratios(products)]
    known = available(ratios)
    assert known == sorted(known, reverse=True) == ratios[: len(known)]


@given(rows)
def test_contribution_shares_add_up_to_one(products):
    found = contributions(cross_ratios(products))
    shares = available(line.share for line in found.lines)
    assert sum(shares) == 1 if found.total > 0 else not shares

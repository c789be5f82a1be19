from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.composition import UNCLASSIFIED, TypeSales, composition
from app.domain.analysis.figures import NotAvailable, Reason, available, percent

EXAMPLE = [
    TypeSales("dealer", 11, 550),
    TypeSales("retailer", 25, 250),
    TypeSales("agent", 6, 120),
    TypeSales("industrial", 2, 60),
    TypeSales("consumer", 0, 20),
]


def test_the_worked_example_55_25_12_6_and_2_percent():
    found = composition(EXAMPLE)
    assert found.total_minor == 1000
    assert [percent(line.share, places=0) for line in found.lines] == [55, 25, 12, 6, 2]
    assert [line.account_type for line in found.lines][:2] == ["dealer", "retailer"]


def test_each_type_shows_heads_and_the_average_of_an_account():
    dealer, *_, consumer = composition(EXAMPLE).lines
    assert (dealer.accounts, dealer.average_minor) == (11, 50)
    assert consumer.average_minor == NotAvailable(Reason.NO_ACCOUNTS)


def test_accounts_without_a_type_form_their_own_last_line():
    rows = [TypeSales(None, 1, 900), TypeSales("dealer", 1, 50), TypeSales("", 1, 50)]
    dealer, rest = composition(rows).lines
    assert (rest.account_type, rest.accounts, rest.amount_minor) == (UNCLASSIFIED, 2, 950)
    assert dealer.share == Fraction(1, 20)


def test_an_account_that_changed_its_type_counts_under_the_type_of_each_sale():
    rows = [TypeSales("retailer", 1, 30), TypeSales("dealer", 1, 60), TypeSales("dealer", 1, 10)]
    assert [(line.account_type, line.amount_minor) for line in composition(rows).lines] == [
        ("dealer", 70),
        ("retailer", 30),
    ]


def test_a_total_of_zero_or_no_sales_at_all_has_no_shares():
    nothing = composition([TypeSales("dealer", 3, 0)])
    assert nothing.lines[0].share == NotAvailable(Reason.NO_SALES)
    returned = composition([TypeSales("dealer", 3, -10)])
    assert returned.lines[0].share == NotAvailable(Reason.NEGATIVE_TOTAL)
    assert composition([]).lines == ()


def test_a_type_with_more_returns_than_sales_is_flagged():
    rows = [TypeSales("dealer", 1, 120), TypeSales("agent", 1, -20), TypeSales("retailer", 1, 0)]
    found = composition(rows)
    assert [line.is_negative for line in found.lines] == [False, False, True]
    assert [line.share for line in found.lines] == [Fraction(6, 5), 0, Fraction(-1, 5)]


@given(
    st.lists(
        st.builds(
            TypeSales,
            st.sampled_from(["dealer", "retailer", "agent", "", None]),
            st.integers(0, 1000),
            st.integers(-(10**11), 10**12),
        )
    )
)
def test_shares_add_up_to_one_and_no_amount_is_lost(groups):
    found = composition(groups)
    assert sum(line.amount_minor for line in found.lines) == found.total_minor
    shares = available(line.share for line in found.lines)
    assert sum(shares) == (1 if found.total_minor > 0 else 0)

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.contracts.wording.lines import goods_amounts, half_up, line_amount, total_of
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.value_types import complete_values, value_faults
from app.domain.contracts.wording.values import (
    date_words,
    decimal_value,
    figures,
    money_minor,
    percent_words,
    plain_decimal,
    value_words,
)
from app.domain.errors import ValidationError


def shown(example, name, values=None, *, contract="normal-distribution", form="", language="zh"):
    template, given_values = example(contract)
    text = number_contract(template, given_values | (values or {}))
    return value_words(template.fields[name], text.values, form=form, language=language)


def test_money_is_printed_in_figures_and_capitals(example):
    words = "人民币500,000.00元（大写：人民币伍拾万元整）"
    assert shown(example, "credit_limit") == words
    assert shown(example, "credit_limit", form="fig") == "￥500,000.00"
    assert shown(example, "credit_limit", language="en") == "RMB 500,000.00"


def test_dates_do_not_depend_on_the_computers_locale():
    assert date_words("2027-01-01", "zh") == "2027年1月1日"
    assert date_words("2027-12-31", "en") == "31 December 2027"


def test_counts_of_copies_are_capitals_in_chinese_only(example):
    assert shown(example, "copies_total", form="cap") == "肆"
    assert shown(example, "copies_total", form="cap", language="en") == "4"


def test_english_wording_is_preferred_in_english(example):
    assert shown(example, "brand", contract="bilingual-distribution", language="en") == "Yunling"
    assert shown(example, "brand", contract="bilingual-distribution") == "云岭"


def test_an_empty_value_prints_a_stroke_and_an_empty_date_room_to_write(example):
    assert shown(example, "training", {"training": ""}, contract="normal-sale") == "／"
    assert "年" in shown(example, "sign_date", {"sign_date": ""})


@pytest.mark.parametrize(
    ("text", "words"), [("0.05", "0.05%"), ("20", "20%"), ("1.50", "1.5%"), ("100", "100%")]
)
def test_percentages_lose_their_closing_zeros_only(text, words):
    assert percent_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"), [("1250.50", "1,250.5"), ("400", "400"), ("10.00", "10")]
)
def test_quantities_lose_their_closing_zeros_only(text, words):
    assert plain_decimal(text) == words


@given(st.integers(min_value=-999_999_999_999_999, max_value=999_999_999_999_999))
def test_figures_read_back_as_the_same_money(minor):
    assert money_minor(figures(minor).replace(",", "")) == minor


@pytest.mark.parametrize("text", ["1.005", "1e5", "1/3", "", "１２", "12,5", "99999999999999.00"])
def test_what_is_no_amount_of_money_is_refused(text):
    with pytest.raises(ValidationError):
        money_minor(text)


def test_missing_values_get_their_defaults(example):
    template, values = example("normal-sale")
    del values["demand_days"]
    assert complete_values(template, values)["demand_days"] == 10


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("colour", "red", "contract.value.unknown"),
        ("pay_days", "5", "contract.value.wrong_type"),
        ("pay_days", True, "contract.value.wrong_type"),
        ("late_rate", 0.05, "contract.value.wrong_type"),
        ("earnest_amount", "1.005", "contract.value.wrong_type"),
        ("sign_date", "2026-02-30", "contract.value.wrong_type"),
        ("dispute", "duel", "contract.value.wrong_type"),
        ("goods", [{"name": "x", "qty": "many"}], "contract.value.wrong_type"),
        ("party_a", {"name": 1}, "contract.value.wrong_type"),
        ("annexes", "one", "contract.value.wrong_type"),
    ],
)
def test_a_value_that_does_not_fit_its_field_is_named(example, name, value, code):
    template, values = example("normal-sale")
    assert (code, name) in set(value_faults(template, values | {name: value}))


def test_a_line_is_rounded_half_up_to_the_fen():
    line = line_amount(quantity="0.5", price="0.01", rate="13")
    assert line.amount_minor == 1
    assert line_amount(quantity="3", price="33.33", rate="13").net_minor == 8849


def test_very_large_lines_stay_exact():
    line = line_amount(quantity="1", price="9999999999999.99", rate="0")
    assert (line.amount_minor, line.tax_minor) == (999_999_999_999_999, 0)


decimals = st.decimals(min_value=0, max_value=99999, places=2).map(str)


@given(decimals, decimals, st.sampled_from(["0", "1", "3", "6", "9", "13"]))
def test_net_and_tax_always_add_up_to_the_line(quantity, price, rate):
    line = line_amount(quantity=quantity, price=price, rate=rate)
    assert line.net_minor + line.tax_minor == line.amount_minor
    exact = decimal_value(quantity) * decimal_value(price) * 100
    assert abs(line.amount_minor - exact) <= Fraction(1, 2)


def test_halves_go_away_from_zero():
    assert [half_up(Fraction(n, 2)) for n in (1, 3, -1, -3)] == [1, 2, -1, -2]


def test_totals_are_the_sums_of_the_printed_lines(example):
    _, values = example("normal-sale")
    lines = goods_amounts(values["goods"])
    total = total_of(lines)
    assert total.amount_minor == 40_932_000
    assert total.net_minor == 36_283_319
    assert total.net_minor + total.tax_minor == total.amount_minor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.capitals import (
    LARGEST_MINOR,
    RENMINBI,
    capital_amount,
    capital_count,
    read_capital_amount,
)
from app.domain.errors import ValidationError

PUBLISHED = {
    140950: "壹仟肆佰零玖元伍角",
    600714: "陆仟零柒元壹角肆分",
    168032: "壹仟陆佰捌拾元零叁角贰分",
    10700053: "壹拾万柒仟元零伍角叁分",
    1640902: "壹万陆仟肆佰零玖元零贰分",
    32504: "叁佰贰拾伍元零肆分",
    5: "伍分",
    10001000100: "壹亿零壹万零壹元整",
    2001000001: "贰仟零壹万元零壹分",
    12000000000000: "壹仟贰佰亿元整",
    0: "零元整",
    1000: "壹拾元整",
    999999999999999: "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    100000000000000: "壹万亿元整",
    100010000000000: "壹万零壹亿元整",
    120000000000050: "壹万贰仟亿元零伍角",
    10000000: "壹拾万元整",
    101010101010100: "壹万零壹佰零壹亿零壹佰零壹万零壹佰零壹元整",
}


@pytest.mark.parametrize(("minor", "words"), PUBLISHED.items())
def test_amounts_are_written_as_in_the_published_samples(minor, words):
    assert capital_amount(minor, prefix=RENMINBI) == RENMINBI + words


@given(st.integers(min_value=-LARGEST_MINOR, max_value=LARGEST_MINOR))
def test_every_amount_reads_back_as_itself(minor):
    assert read_capital_amount(capital_amount(minor)) == minor


@pytest.mark.parametrize(
    ("words", "minor"),
    [
        ("人民币壹仟陆佰捌拾元叁角贰分", 168032),
        ("壹拾万零柒仟元伍角叁分", 10700053),
        ("伍拾萬圓正", 50000000),
        ("人民币 伍元伍角整", 550),
        ("壹仟貳佰億元整", 12000000000000),
        ("负伍元整", -500),
    ],
)
def test_the_other_permitted_writings_are_read(words, minor):
    assert read_capital_amount(words) == minor


@pytest.mark.parametrize(
    "words",
    [
        "",
        "元整",
        "拾元整",
        "壹仟伍元整",
        "壹佰零零伍元整",
        "伍元伍分",
        "五元整",
        "壹元整整",
        "壹元贰",
        "整",
    ],
)
def test_a_writing_that_could_be_altered_or_misread_is_refused(words):
    with pytest.raises(ValidationError) as refused:
        read_capital_amount(words)
    assert refused.value.code == "amount.capitals.unreadable"


def test_an_amount_beyond_the_range_is_refused():
    with pytest.raises(ValidationError):
        capital_amount(LARGEST_MINOR + 1)


@pytest.mark.parametrize(
    ("n", "words"), [(0, "零"), (4, "肆"), (10, "壹拾"), (15, "壹拾伍"), (99, "玖拾玖")]
)
def test_counts_of_copies_are_written_in_capitals(n, words):
    assert capital_count(n) == words

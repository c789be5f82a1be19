import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.contracts.clauses.conditions import holds
from app.domain.contracts.clauses.parts import ChoiceIs, Filled, FlagIs
from app.domain.contracts.wording.filling import fill_wording, plain_words
from app.domain.contracts.wording.numbering import chinese_number, number_contract, reference_words
from app.domain.errors import ValidationError


@pytest.mark.parametrize(
    ("condition", "values", "met"),
    [
        (None, {}, True),
        (FlagIs("x", True), {}, False),
        (FlagIs("x", False), {}, True),
        (ChoiceIs("x", ("a", "b")), {"x": "b"}, True),
        (ChoiceIs("x", ("a", "b")), {"x": "c"}, False),
        (Filled("x", True), {"x": []}, False),
        (Filled("x", True), {"x": 0}, True),
        (Filled("x", False), {"x": ""}, True),
    ],
)
def test_a_condition_looks_at_one_value(condition, values, met):
    assert holds(condition, values) is met


def test_numbers_close_up_when_an_article_is_switched_off(example):
    template, values = example("normal-sale")
    with_retention = number_contract(template, values)
    without = number_contract(template, values | {"retention": False})
    assert with_retention.numbers["retention"] == "10"
    assert with_retention.numbers["secrecy"] == "11"
    assert without.numbers["secrecy"] == "10"
    assert "retention" not in without.numbers


def test_references_follow_the_numbers(example):
    template, values = example("normal-sale")
    text = number_contract(template, values | {"pay_method": "cod", "earnest": False})
    assert reference_words(text, "payment.account", "zh") == "第6.3款"
    assert reference_words(text, "payment.account", "en") == "Clause 6.3"
    assert reference_words(text, "notice", "zh") == "第十五条"
    assert reference_words(text, "notice", "en") == "Article 15"


def test_a_reference_to_a_switched_off_clause_is_an_error(example):
    template, values = example("minimum-sale")
    text = number_contract(template, values)
    with pytest.raises(ValidationError) as refused:
        fill_wording(text, "见{{@retention.title}}。", "zh")
    assert refused.value.code == "contract.reference.switched_off"


def test_supplier_and_buyer_are_named_by_the_templates_letters(example):
    words = "{{S}}向{{B}}供货"
    sale = number_contract(*example("normal-sale"))
    frame = number_contract(*example("normal-frame"))
    assert plain_words(fill_wording(sale, words, "zh")) == "乙方向甲方供货"
    assert plain_words(fill_wording(frame, words, "zh")) == "甲方向乙方供货"


def test_a_choice_shows_every_option_and_ticks_one(example):
    text = number_contract(*example("normal-sale"))
    shown = plain_words(fill_wording(text, "{{freight:boxes}}", "zh"))
    assert shown == "□甲方　√乙方"
    assert plain_words(fill_wording(text, "{{freight:boxes}}", "en")) == "Party B"


def test_typed_braces_are_never_taken_for_placeholders(example):
    template, values = example("normal-sale")
    text = number_contract(template, values | {"packing": "{{contract_no}}"})
    assert plain_words(fill_wording(text, "{{packing}}", "zh")) == "{{contract_no}}"


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")],
)
def test_articles_are_counted_in_chinese(n, words):
    assert chinese_number(n) == words


@given(st.integers(min_value=1, max_value=99))
def test_every_article_number_has_its_own_words(n):
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")}
    head, ten, tail = chinese_number(n).rpartition("十")
    read = digits.get(tail, 0) + (10 * digits.get(head, 1) if ten else 0)
    assert read == n

"""Words are found in clauses and values however they are spelled."""

import pytest

from app.domain.contracts.wording.text_search import (
    find_words,
    pattern_of,
    search_clauses,
    search_values,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("逾期付款每日万分之五", "付款"),
        ("型号 ＡＢ－１２ 冷柜", "ab-12"),
        ("Payment within 30 days", "PAYMENT  within"),
        ("违约金(含税)", "（含税）"),
        ("a.b", "a.b"),
    ],
)
def test_width_and_case_do_not_matter(text, words):
    found = find_words(text, pattern_of(words))
    assert found is not None
    assert found.text[found.start : found.end] in text


def test_signs_of_a_pattern_are_plain_signs():
    assert find_words("aab", pattern_of("a*b")) is None


def test_a_long_text_is_cut_around_the_words():
    found = find_words("前" * 50 + "冷柜" + "后" * 90, pattern_of("冷柜"))
    assert found.text.startswith("…前")
    assert found.text.endswith("后…")
    assert found.text[found.start : found.end] == "冷柜"


def test_values_are_searched_through_lists_and_parties_and_told_once_a_field():
    values = {"party_a": {"name": "永禾", "bank": "永禾银行"}, "special": ["一", "运费由永禾承担"]}
    assert [found.field for found in search_values(values, pattern_of("永禾"))] == [
        "party_a",
        "special",
    ]


def test_a_clause_is_told_once_with_its_article_in_the_wanted_language(template_of):
    sale = template_of("sale")
    (found, *_rest) = search_clauses(sale, pattern_of("逾期"), "zh")
    assert found.group
    assert "逾期" in found.snippet.text
    assert list(search_clauses(sale, pattern_of("逾期"), "en")) == []


def test_where_something_is_filled_in_the_name_of_its_field_stands(template_of):
    found = list(search_clauses(template_of("sale"), pattern_of("逾期金额的"), "zh"))
    assert found
    assert all("{{" not in each.snippet.text for each in found)
    assert "〔" in found[0].snippet.text

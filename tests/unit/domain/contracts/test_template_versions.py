"""Two versions are compared clause by clause, the next one begins, and a sample is printed."""

import pytest

from app.domain.contracts.texts.diff import compare_texts, compare_words
from app.domain.contracts.texts.sample_values import sample_values
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.texts.text import read_template_text
from app.domain.contracts.texts.versions import as_next_version, listed_fields, next_number
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.value_types import value_faults


@pytest.fixture
def sale(sale_text, library_text):
    return read_template_text(sale_text, library_text)


def changed(sale, library_text, *changes):
    text = sale.body_text()
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong, 1)
    return read_template_text(text, library_text)


def test_a_version_is_like_itself(sale):
    assert compare_texts(sale, as_next_version(sale, "1.1.0")) == ()


def test_what_differs_is_named_with_its_place_and_its_letters(sale, library_text):
    new = changed(
        sale,
        library_text,
        ("包装采用{{packing}}", "包装须采用{{packing}}"),
        ('id = "payment.cod"', 'id = "payment.cash"'),
        ('std = "risk"', 'std = "penalty"'),
        ('label_zh = "包装"', 'label_zh = "包装物"'),
        ('title_zh = "质量', 'title_zh = "货物质量'),
    )
    found = {(each.kind, each.part, each.place): each for each in compare_texts(sale, new)}
    words = found["changed", "clause", "quality.packing"]
    assert [(each.kind, each.words) for each in words.zh if each.kind != "same"] == [("new", "须")]
    assert words.en == ()
    assert {("added", "clause", "payment.cash"), ("removed", "clause", "payment.cod")} <= set(found)
    assert ("changed", "article", "quality") in found
    assert found["changed", "field", "packing"].marks == ("label_zh",)
    assert [each.marks for each in found.values() if each.marks == ("std",)] == [("std",)]
    assert len(found) == 6


def test_a_clause_that_only_went_elsewhere_is_moved(sale):
    first, second, *rest = sale.articles()
    *kept, last = first["item"]
    moved = [{**first, "item": kept}, {**second, "item": [last, *second["item"]]}, *rest]
    found = compare_texts(sale, sale.with_articles(moved))
    assert [(each.kind, each.place, each.article) for each in found] == [
        ("moved", last["id"], second["id"])
    ]


def test_letters_are_compared_run_by_run():
    assert compare_words("a", "a") == ()
    spans = compare_words("十日内付款", "十五日内付款")
    assert "".join(each.words for each in spans if each.kind != "old") == "十五日内付款"
    assert "".join(each.words for each in spans if each.kind != "new") == "十日内付款"


@pytest.mark.parametrize(
    ("number", "taken", "following"),
    [
        ("1.0.0", (), "1.1.0"),
        ("1.0.0", ("1.1.0", "1.2.0"), "1.3.0"),
        ("2.9.4", (), "2.10.0"),
        ("2.1", (), "2.2.0"),
        ("first", (), "1.1.0"),
    ],
)
def test_the_next_number_is_free(number, taken, following):
    assert next_number(number, taken) == following


def test_a_record_says_what_its_header_says(sale):
    said = listed_fields(sale)
    assert (said["code"], said["version"], said["free_to_sign"]) == ("GX", "1.0.0", 1)
    assert (said["valid_from_on"], said["valid_to_on"]) == ("2026-12-01", "2027-12-31")
    blank = listed_fields(sale.with_header(name_zh=" ", valid_to=None, free_to_sign="yes"))
    assert (blank["name"], blank["valid_to_on"], blank["free_to_sign"]) == ("…", None, 0)


@pytest.mark.parametrize("name", ["sale", "distribution", "frame"])
def test_a_sample_fills_every_field_with_what_fits(name, template_of):
    template = template_of(name)
    values = sample_values(template, {"packing": 7, "delivery_place": "仓库"})
    assert values.keys() == template.fields.keys()
    assert list(value_faults(template, values)) == []
    assert values["delivery_place"] == "仓库"


@pytest.mark.parametrize("name", ["sale", "distribution", "frame"])
def test_every_clause_can_be_shown(name, template_of):
    template = template_of(name)
    for article in template.articles:
        for clause in article.clauses:
            values = sample_values(template, {}, showing=clause.id)
            assert clause.id in number_contract(template, values).numbers


def test_the_record_not_the_words_says_whether_a_text_is_approved(sale_text, library_text):
    assert parse_template(sale_text, library_text).header.state == "draft"
    standing = parse_template(sale_text, library_text, state="approved")
    assert standing.header.state == "approved"
    assert standing.canonical == parse_template(sale_text, library_text).canonical

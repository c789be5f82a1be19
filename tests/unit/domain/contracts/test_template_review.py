"""What is wrong with a template is found with its place, and no text costs its reader long."""

import re
import tomllib

import pytest

from app.domain.contracts.clauses.drawable import covered_ranges, is_drawable, undrawable
from app.domain.contracts.texts.block import block_of, read_block_text, review_block, with_block
from app.domain.contracts.texts.bounds import LARGEST_BODY, read_bounded
from app.domain.contracts.texts.remarks import (
    OpenPoint,
    Remarks,
    read_remarks,
    write_remarks,
)
from app.domain.contracts.texts.review import review_text
from app.domain.contracts.texts.text import read_template_text
from app.domain.contracts.texts.toml_writing import write_toml
from app.domain.errors import ValidationError
from tests.support.source_tree import ROOT

TEMPLATES = ROOT / "resources" / "contracts"
NAMES = ["sale", "distribution", "frame"]


@pytest.fixture
def review(sale_text, library_text):
    def look(*changes, remarks=None):
        text = sale_text
        for right, wrong in changes:
            assert right in text
            text = text.replace(right, wrong, 1)
        return review_text(read_template_text(text, library_text), remarks or Remarks())

    return look


@pytest.mark.parametrize("name", NAMES)
def test_the_standard_contracts_hold_nothing_to_complain_about(name, library_text):
    text = read_template_text((TEMPLATES / f"{name}.toml").read_text("utf8"), library_text)
    assert review_text(text, Remarks()) == ()


@pytest.mark.parametrize("name", [*NAMES, "library"])
def test_a_template_that_is_written_reads_back_as_it_was(name):
    content = tomllib.loads((TEMPLATES / f"{name}.toml").read_text("utf8"))
    assert tomllib.loads(write_toml(content)) == content


def test_any_letter_survives_writing():
    words = "".join(map(chr, range(1, 0x180))) + "“”\\u0041 \U00020000"
    content = {"format": 1, "strange key": words, "article": [{"id": words, "item": []}]}
    assert tomllib.loads(write_toml(content)) == content


PLACED = [
    (("{{warranty_months}}", "{{warranty_years}}"), "placeholder.unknown", "quality.warranty"),
    (("包装采用{{packing}}", "包装采用"), "placeholders.differ", "quality.packing"),
    (("{{@quality.warranty}}所列", "{{@quality.no}}所列"), "reference.dangling", "subject.scope"),
    (('is = "cod"', 'is = "barter"'), "condition.malformed", "payment.cod"),
    (('list = "pay_stages"', 'list = "nothing"'), "field.unknown", "payment.staged"),
    (('id = "payment.cod"', 'id = "payment.prepaid"'), "id.duplicate", "payment.prepaid"),
    (('id = "payment.cod"', 'id = "pay ment"'), "id.form", "pay ment"),
    (("质量标准", "<script>alert(1)</script>"), "words.markup", "quality_standard"),
    (("质量标准", "${jndi:ldap}"), "words.markup", "quality_standard"),
    (("质量标准", "质\u202e量"), "words.hidden", "quality_standard"),
    (("质量标准", "质\U0002a6a5量"), "words.undrawable", "quality_standard"),
    (('label_zh = "质量标准"', 'label_zh = " "'), "words.missing", "quality_standard"),
    (('version = "1.0.0"', 'version = "one"'), "version.form", "version"),
    (("valid_to = 2027-12-31", "valid_to = 2026-01-01"), "validity.order", "valid_to"),
]


@pytest.mark.parametrize(("change", "code", "place"), PLACED)
def test_a_fault_is_found_at_its_place(change, code, place, review):
    found = review(change)
    assert (f"template.{code}", place) in {(each.code, each.place) for each in found}
    assert found[0].level == "error"


def test_all_faults_are_found_at_once_and_one_language_is_named(review):
    found = review(
        ("{{warranty_months}}", "{{warranty_years}}"),
        ("包装采用{{packing}}", "包装采用"),
        ('name_zh = "购销合同"', 'name_zh = ""'),
    )
    codes = {each.code.removeprefix("template.") for each in found}
    assert {"words.missing", "placeholder.unknown", "placeholders.differ"} <= codes
    unknown = [each for each in found if each.code == "template.placeholder.unknown"]
    assert [each.where for each in unknown] == ["quality/quality.warranty (zh)"]


def test_a_point_within_a_point_is_refused(review):
    wrong = (
        'sub = [{ zh = "一", en = "one", sub = [{ zh = "二", en = "two" }] }]\nid = "payment.cod"'
    )
    found = review(('id = "payment.cod"', wrong))
    assert ("template.key.unknown", "payment.cod") in {(each.code, each.place) for each in found}


def test_a_field_that_is_printed_nowhere_is_a_warning(review):
    change = ("包装采用{{packing}}", "包装采用"), ("{{packing}}", "crates")
    assert [(each.level, each.place) for each in review(*change)] == [("warning", "packing")]


def test_what_is_noted_beside_the_text_is_said(review):
    points = (OpenPoint("1", "payment.cod", "Keep?"), OpenPoint("2", "", "Done?", "yes"))
    remarks = Remarks(points, {"quality.standard": "en"})
    found = review(remarks=remarks)
    assert [(each.level, each.code, each.place) for each in found] == [
        ("error", "template.wording.unchecked", "quality.standard"),
        ("warning", "template.point.open", "payment.cod"),
    ]
    assert read_remarks(write_remarks(remarks)) == remarks
    assert write_remarks(Remarks()) is None


@pytest.mark.parametrize("wrong", ["[", "[]", '{"points": 3}', '{"points": [{}]}', "[" * 50_000])
def test_remarks_of_another_form_are_refused(wrong):
    with pytest.raises(ValidationError) as refused:
        read_remarks(wrong)
    assert refused.value.code == "template.remarks.unreadable"


HOSTILE = [
    ("x = 1\n" * 30_000, "too_large"),
    ("a" + ".a" * 50_000 + " = 1", "too_deep"),
    ("a = " + "[" * 60_000, "too_deep"),
    ('"""\\"""' * 15_000, "syntax"),
    ("x = " + "9" * 100_000, "syntax"),
    ("[[article]]\nid = 'a'\n" * 61, "too_many"),
    ('[[article]]\n[[article.item]]\nzh = "' + "{{a}}" * 2_000 + '"', "too_many"),
    ("[[article]]\n[[article.item]]\nsub = [" + "{ zh = 'a' }," * 60 + "]", "too_many"),
]


@pytest.mark.parametrize(("text", "code"), HOSTILE, ids=[code for _text, code in HOSTILE])
def test_a_text_out_of_bounds_is_refused_unread(text, code):
    with pytest.raises(ValidationError) as refused:
        read_bounded(text, "template", LARGEST_BODY)
    assert refused.value.code == f"template.{code}"


def test_the_list_of_drawable_letters_is_that_of_the_fonts():
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, for this test only

    files = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
    held = []
    for path in files:
        with TTFont(path, lazy=True) as font:
            held.append(set(font.getBestCmap()))
    told = {code for first, last in covered_ranges() for code in range(first, last + 1)}
    assert told == set.intersection(*held)
    assert is_drawable("喆")
    assert undrawable("好\u0e01") == "\u0e01"


def test_every_block_stands_alone_and_goes_back_into_its_template(sale_text, library_text):
    text = read_template_text(sale_text, library_text)
    for each in text.blocks():
        block = block_of(text.library, each["id"])
        assert read_block_text(block.text()) == block
        assert review_block(block, Remarks()) == ()
        clauses = [{**clause, "zh": clause["zh"] + "。"} for clause in block.clauses()]
        changed = with_block(text, block.with_clauses(clauses), "1.1.0")
        assert changed.clause(clauses[0]["id"])["zh"].endswith("。。")
        assert review_text(changed, Remarks()) == ()


def test_a_block_with_a_fault_of_its_own_is_not_clean(sale_text, library_text):
    block = block_of(read_template_text(sale_text, library_text).library, "secrecy")
    wrong = re.sub(r"\{\{secrecy_years\}\}", "{{secrecy_years}", block.text(), count=1)
    found = review_block(read_block_text(wrong), Remarks())
    assert ("error", "secrecy.term") in {(each.level, each.place) for each in found}


def test_two_blocks_are_not_one(library_text):
    with pytest.raises(ValidationError) as refused:
        read_block_text(library_text)
    assert refused.value.code == "template.block.single"

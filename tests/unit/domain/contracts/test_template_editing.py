"""A text is changed part by part; a changed wording asks for the other one to be checked."""

import pytest

from app.domain.contracts.texts.editing import (
    Part,
    Written,
    add_article,
    add_clause,
    add_field,
    add_open_point,
    add_point,
    answer_point,
    confirm_wording,
    find_part,
    move_part,
    put_value,
    remove_part,
    remove_point,
    use_block,
)
from app.domain.contracts.texts.remarks import Remarks, read_points
from app.domain.contracts.texts.review import review_text
from app.domain.contracts.texts.showing import shown_template
from app.domain.contracts.texts.text import read_template_text
from tests.support.template_rows import read_text
from ui.screens.template.editing import Editing

PACKING = Part("clause", "quality.packing")


@pytest.fixture
def written(sale_text, library_text):
    return Written(read_template_text(sale_text, library_text), Remarks())


def ids(text, article):
    return [each["id"] for each in text.article(article)["item"]]


def test_changing_one_language_asks_for_the_other_until_it_is_confirmed(written):
    changed = put_value(written, PACKING, "zh", "木箱。")
    assert changed.remarks.unchecked == {"quality.packing": "en"}
    follows = put_value(changed, PACKING, "en", "Wooden boxes.")
    assert follows.remarks.unchecked == {"quality.packing": "en"}
    assert confirm_wording(follows, "quality.packing").remarks.unchecked == {}
    other_way = put_value(written, PACKING, "en", "Boxes.")
    assert other_way.remarks.unchecked == {"quality.packing": "zh"}
    assert put_value(written, PACKING, "fixed", True).remarks.unchecked == {}


def test_clauses_are_added_moved_and_removed(written):
    text, made = add_clause(written.text, PACKING)
    assert ids(text, "quality").index(made.name) == ids(text, "quality").index(PACKING.name) + 1
    assert find_part(text, made) == {"id": "quality.n1", "fixed": False, "zh": "", "en": ""}
    up = move_part(text, made, -9)
    assert ids(up, "quality")[0] == made.name
    assert ids(move_part(up, made, 99), "quality")[-1] == made.name
    assert remove_part(up, made).article("quality") == written.text.article("quality")
    first, top = add_clause(text, Part("article", "quality"))
    assert ids(first, "quality")[0] == top.name == "quality.n2"


def test_a_clause_of_a_block_gets_its_neighbour_within_the_block(written):
    text, made = add_clause(written.text, Part("clause", "dispute.law"))
    block = next(each for each in text.blocks() if each["id"] == "dispute")
    assert [each["id"] for each in block["item"]][:2] == ["dispute.law", made.name]
    assert text.articles() == written.text.articles()


def test_articles_points_fields_and_blocks(written):
    text, made = add_article(written.text, "quality")
    names = [each["id"] for each in text.articles()]
    assert names[names.index("quality") + 1] == made.name
    assert remove_part(text, made).articles() == written.text.articles()
    pointed = put_value(
        Written(add_point(written.text, PACKING.name), Remarks()), PACKING, "sub.0.en", "one"
    )
    assert pointed.text.clause(PACKING.name)["sub"] == [{"zh": "", "en": "one"}]
    assert pointed.remarks.unchecked == {PACKING.name: "zh"}
    assert "sub" not in remove_point(pointed.text, PACKING.name, 0).clause(PACKING.name)
    fielded, part = add_field(written.text, "crates", "choice")
    assert find_part(fielded, part)["options"]
    assert remove_part(fielded, part) == written.text
    used = use_block(written.text, "quality", "force")
    assert used.article("quality")["use"] == [{"block": "force"}]
    assert use_block(used, "quality", "force") == written.text


def test_open_points_wait_for_an_answer_and_change_no_word(written):
    noted = add_open_point(add_open_point(written, PACKING.name, " Keep? "), "", "Second")
    assert [(each.id, each.words) for each in noted.remarks.points] == [
        ("1", "Keep?"),
        ("2", "Second"),
    ]
    decided = answer_point(noted, "1", "yes")
    assert [each.words for each in decided.remarks.open_points()] == ["Second"]
    assert decided.text == written.text


@pytest.mark.parametrize("name", ["sale", "distribution", "frame"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_counsels_points_come_with_the_clauses_they_are_about(name, language, library_text):
    text = read_template_text(read_text(name), library_text)
    places = {str(clause["id"]) for _a, clause, _b in text.clauses()}
    points = read_points(read_text("counsel"), places, language).points
    assert len(points) > 8
    assert {point.place for point in points} <= places | {""}
    found = review_text(text, Remarks(points))
    assert {each.level for each in found} == {"warning"}


def test_every_point_of_counsel_is_about_a_clause_that_some_text_has(library_text):
    texts = [
        read_template_text(read_text(n), library_text) for n in ("sale", "distribution", "frame")
    ]
    places = {str(clause["id"]) for text in texts for _a, clause, _b in text.clauses()}
    assert len(read_points(read_text("counsel"), places, "en").points) == 17


def test_typing_in_one_place_is_one_step_and_can_be_taken_back(written):
    editing = Editing(written)
    for words in ("木", "木箱", "木箱。"):
        assert editing.type(PACKING, "zh", words)
    editing.rest()
    assert editing.type(PACKING, "zh", "纸箱。")
    assert not editing.type(PACKING, "zh", "纸箱。")
    assert editing.undo()
    assert editing.now.text.clause(PACKING.name)["zh"] == "木箱。"
    assert editing.undo()
    assert editing.now == written
    assert not editing.can_undo
    assert editing.redo()
    assert editing.now.text.clause(PACKING.name)["zh"] == "木箱。"
    editing.change(lambda now: confirm_wording(now, PACKING.name))
    assert not editing.can_redo


def test_a_text_that_is_not_right_yet_is_shown_all_the_same(written):
    wrong = put_value(written, PACKING, "zh", "包装{{freshness}}，见{{@nowhere}}。")
    blank = put_value(wrong, Part("clause", "quality.standard"), "en", " ")
    shown = shown_template(blank.text, "draft")
    clauses = {clause.id: clause for article in shown.articles for clause in article.clauses}
    assert clauses["quality.packing"].wording.zh == "包装〔freshness〕，见〔@nowhere〕。"
    assert clauses["quality.standard"].wording.en == "〔　〕"

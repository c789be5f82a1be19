"""A contract on paper says what its model says, passage by passage, and nothing else."""

import datetime as dt

import pytest

from app.documents.contract.goods import goods_table
from app.documents.contract.paper import PrintCopy, render_contract
from app.domain.contracts.sheet import line_of, printed_values, read_terms
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.numbering import number_contract
from app.domain.schema import ENTITIES
from server.demo.generate import DEMO_SEED, write_rows
from server.demo.sizes import size_named
from server.demo.world import make_world
from tests.support.paper_words import compare_words, contract_words

EXAMPLES = (
    *("normal-sale", "normal-distribution", "normal-frame"),
    *("minimum-sale", "extreme-sale", "bilingual-distribution"),
)
DEMO_DAY = dt.date(2026, 11, 22)
# The labels of the two lines in the box of the notice, which the model calls by their Chinese.
BESIDE_THE_NOTICE = "SignedDate"


def demo_contracts():
    """Yield template and values of every contract of the small demo as it would be printed."""
    world = make_world(size_named("small"), DEMO_SEED, DEMO_DAY)
    templates = {
        row["id"]: parse_template(row["body"], row["library"])
        for row in write_rows(world, "contract_template")
    }
    blank, lines = dict.fromkeys(ENTITIES["contract_line"].fields), {}
    for row in write_rows(world, "contract_line"):
        lines.setdefault(row["contract_id"], []).append(line_of(row["id"], blank | row))
    for row in write_rows(world, "contract"):
        number = row["number"] or row["draft_number"]
        values = printed_values(read_terms(row["terms"]), lines.get(row["id"], ()), number)
        yield templates[row["template_id"]], values


def shape_of(template, values):
    """Contracts of one shape have the same clauses and as many lines, filled in otherwise."""
    numbers = number_contract(template, values).numbers
    counts = [len(values.get(name) or ()) for name in ("goods", "prices")]
    return template.header.code, tuple(numbers), *counts, "sign_date" in values


@pytest.fixture(scope="module")
def one_of_each_shape():
    found = {}
    for template, values in demo_contracts():
        found.setdefault(shape_of(template, values), (template, values))
    return list(found.values())


@pytest.mark.parametrize("is_bilingual", [False, True])
@pytest.mark.parametrize("code", ["GX", "JX", "KJ"])
def test_the_contracts_of_the_demo_say_what_their_model_says(
    code, is_bilingual, one_of_each_shape, fonts
):
    """Of every template, whatever clauses are switched on and however many lines there are."""
    shapes = [each for each in one_of_each_shape if each[0].header.code == code]
    assert shapes
    for template, values in shapes:
        chosen = values | {"bilingual": is_bilingual}
        made = render_contract(template, chosen, PrintCopy(1, 4, draft=False), fonts)
        missing, more = compare_words(number_contract(template, chosen), contract_words(made.pdf))
        where = (values["contract_no"], is_bilingual)
        assert missing == [], where
        assert more == (BESIDE_THE_NOTICE if is_bilingual else ""), where


@pytest.mark.parametrize("is_bilingual", [False, True])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_passage_stands_on_paper_and_nothing_else(name, is_bilingual, example, printed):
    template, values, _ = example(name)
    model = number_contract(template, values | {"bilingual": is_bilingual})
    words = contract_words(printed(name, bilingual=is_bilingual).pdf)
    missing, more = compare_words(model, words)
    assert missing == []
    assert more == (BESIDE_THE_NOTICE if is_bilingual else "")


def test_the_other_side_confirms_the_notice_in_both_languages(printed):
    whole = contract_words(printed("bilingual-distribution").pdf)
    assert "乙方确认：已阅读上列条款，甲方已提示并说明。" in whole
    assert "Confirmed:PartyBhasreadtheclauseslistedabove" in whole


def test_columns_that_share_a_cell_are_named_line_by_line(printed):
    whole = contract_words(printed("extreme-sale", bilingual=True).pdf)
    assert "品名／规格型号Product／Specification" in whole


def test_an_english_heading_is_never_broken_inside_a_word(example, fonts):
    template, values, _ = example("minimum-sale")
    text = number_contract(template, values | {"bilingual": True})
    for head in goods_table(text, "goods", fonts).content.heads:
        lines = [head.characters.text[line.start : line.end] for line in head.lines]
        words = [word for line in lines for word in line.split()]
        assert words == head.characters.text.split()

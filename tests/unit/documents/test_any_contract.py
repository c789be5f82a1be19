"""Whatever a contract holds within the rules, its paper overflows nowhere and loses nothing."""

import random
import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.capitals import capital_amount
from app.domain.contracts.wording.goods_cells import goods_cells
from app.domain.contracts.wording.lines import goods_amounts, total_of
from app.domain.contracts.wording.numbering import number_contract
from tests.support.paper_rules import assert_well_printed
from tests.support.paper_words import squeezed

LARGEST_MINOR = 999_999_999_999_999
NAMES = ("normal-sale", "normal-distribution", "normal-frame")
_HAN = "的一是不了人我在有他这为之大来以个中上们到说国和地也子时出而要于就下得可喆堃璟犇镕瑄珺昇玥"
_MARKS = ("", "", "，", "。", "；", "、", "：", "（", "）", "《", "》", "“", "”", "——", "……", "%")
_LATIN = ["GB/T 1.1-2020", "330mL", "x@y.cn", "No.7", "ISO 9001", "5%", "A4", "2027"]

_word = st.one_of(st.text(_HAN, min_size=1, max_size=9), st.sampled_from(_LATIN))
words = st.lists(st.tuples(_word, st.sampled_from(_MARKS)), min_size=1, max_size=7).map(
    lambda parts: "".join(part for pair in parts for part in pair).strip("".join(_MARKS))[:50]
)
names = words.map(lambda text: text.strip("".join(_MARKS)) or "货")


@st.composite
def goods(draw):
    """Rows up to the largest amount together, each with marks at both ends of its words."""
    left, rows = LARGEST_MINOR, []
    for number in range(draw(st.integers(1, 14))):
        cents = draw(st.one_of(st.integers(1, 99_999_999), st.integers(1, LARGEST_MINOR)))
        if cents > left:
            break
        quantity = draw(st.integers(1, min(99_999, left // cents)))
        left -= quantity * cents
        rows.append(row_of(number, draw(names), draw(names), quantity, cents))
    return rows or [row_of(0, "货", "货", 1, LARGEST_MINOR)]


def row_of(number, name, spec, quantity, cents):
    return {
        "name": f"A{number:03d}{name}Z{number:03d}",
        "spec": f"B{number:03d}{spec}Y{number:03d}",
        "unit": "箱",
        "qty": str(quantity),
        "price": f"{cents // 100}.{cents % 100:02d}",
        "rate": "13",
        "due": "2027-03-01",
    }


changes_of_values = st.fixed_dictionaries(
    {
        "goods": goods(),
        "delivery_place": names,
        "packing": names,
        "special_terms": st.lists(names, max_size=4),
        "bilingual": st.booleans(),
    }
)


def assert_rows(glyphs, cells):
    """Every row stands whole on one page, once, with its amount; none stands there alone."""
    pages = {}
    for glyph in glyphs:
        pages.setdefault(glyph.page, []).append(glyph.character)
    texts = {page: squeezed("".join(characters)) for page, characters in pages.items()}
    standing = []
    for row in cells:
        words_of_row = squeezed("".join(row))
        on = [page for page, text in texts.items() if words_of_row in text]
        assert len(on) == 1, (words_of_row, on)
        assert texts[on[0]].count(words_of_row) == 1
        standing += on
    assert standing == sorted(standing)
    if len(cells) > 1:
        assert min(standing.count(page) for page in standing) > 1, standing


def assert_printed_well(template, values, pdf):
    glyphs, model = assert_well_printed(pdf), number_contract(template, values)
    assert_rows(glyphs, goods_cells(model, "goods").rows)
    whole = squeezed("".join(glyph.character for glyph in glyphs))
    total = total_of(goods_amounts(values["goods"])).amount_minor
    label = "大写Inwords" if model.is_bilingual else "大写"
    sums = f"￥{total // 100:,}.{total % 100:02d}{label}人民币{capital_amount(total)}"
    assert whole.count(sums) == 1
    parts = [re.sub(r"\D", "", found) for found in re.findall(r"小计[A-Za-z]*￥([\d,.]+\d)", whole)]
    assert sum(map(int, parts)) in (0, total)


@pytest.mark.parametrize("name", NAMES)
@given(changes=changes_of_values)
@settings(
    max_examples=12,
    deadline=None,
    # A contract takes a third of a second: to make a failing one smaller takes minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_random_words_stay_on_the_page_and_can_be_read_back(name, changes, example, printed):
    template, values, _ = example(name)
    assert_printed_well(template, values | changes, printed(name, **changes).pdf)


@pytest.mark.parametrize("is_bilingual", [False, True])
@pytest.mark.parametrize("name", ["normal-sale", "normal-frame"])
def test_300_rows_are_whole_on_their_pages_and_summed_up(name, is_bilingual, example, printed):
    chance = random.Random(7)

    def some(most):
        return "".join(chance.choices(_HAN, k=chance.randint(2, most)))

    rows = [
        row_of(number, some(40), some(30), chance.randint(1, 9_999), chance.randint(1, 9_999_999))
        for number in range(300)
    ]
    template, values, _ = example(name)
    changes = {"goods": rows, "bilingual": is_bilingual}
    document = printed(name, **changes)
    assert_printed_well(template, values | changes, document.pdf)
    assert document.pages > 15


@pytest.mark.parametrize("is_bilingual", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_a_contract_without_goods_is_printed_without_a_sum(name, is_bilingual, printed):
    document = printed(name, goods=[], bilingual=is_bilingual)
    whole = "".join(glyph.character for glyph in assert_well_printed(document.pdf))
    assert "价税合计" not in whole
    assert "（以下空白）" in whole


@pytest.mark.parametrize("is_bilingual", [False, True])
def test_the_largest_amount_is_printed_in_figures_and_capitals(is_bilingual, example, printed):
    template, values, _ = example("normal-sale")
    changes = {"goods": [row_of(0, "成套", "／", 1, LARGEST_MINOR)], "bilingual": is_bilingual}
    document = printed("normal-sale", **changes)
    assert_printed_well(template, values | changes, document.pdf)
    whole = "".join(glyph.character for glyph in assert_well_printed(document.pdf))
    assert whole.count("￥9,999,999,999,999.99") == 1
    assert capital_amount(LARGEST_MINOR) in whole

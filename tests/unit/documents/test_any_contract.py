"""Whatever a contract holds within the rules, its paper overflows nowhere and loses nothing."""

import random
import re
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.setting.page import BOTTOM, LEFT, MILLIMETRE, PAGE_HEIGHT, TYPE_WIDTH
from app.domain.capitals import capital_amount
from app.domain.contracts.wording.lines import goods_amounts, total_of

LARGEST_MINOR = 999_999_999_999_999
_HAN = "的一是不了人我在有他这为之大来以个中上们到说国和地也子时出而要于就下得可喆堃璟犇镕瑄珺昇玥"
_MARKS = "，。；（）《》“”—…·、：%"
_LATIN = ["GB/T 1.1-2020", "330mL", "x@y.cn", "No.7", "ISO 9001", "5%", "A4"]

words = st.lists(
    st.one_of(st.text(_HAN, min_size=1, max_size=9), st.sampled_from([*_MARKS, *_LATIN])),
    min_size=1,
    max_size=14,
).map("".join)
names = words.map(lambda text: (text.strip(_MARKS) or "货")[:120])
goods = st.builds(
    lambda name, spec, qty, cents: {
        "name": name,
        "spec": spec,
        "unit": "箱",
        "qty": str(qty),
        "price": f"{cents // 100}.{cents % 100:02d}",
        "rate": "13",
        "due": "2027-03-01",
    },
    names,
    names,
    st.integers(1, 99_999),
    st.integers(1, 9_999_999_999),
)
contents = st.fixed_dictionaries(
    {
        "goods": st.lists(goods, min_size=1, max_size=12),
        "special_terms": st.lists(names, max_size=4),
        "delivery_place": names,
        "packing": names,
    }
)
within_reason = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def assert_inside(boxes):
    for page, character, left, bottom, right, top in boxes:
        where = (page, character, left, bottom, right, top)
        if left > LEFT + TYPE_WIDTH + 30:
            assert character in "骑缝章", where
            continue
        assert left >= LEFT - 1, where
        assert right <= LEFT + TYPE_WIDTH + 1, where
        assert top <= PAGE_HEIGHT - 13 * MILLIMETRE, where
        assert top <= BOTTOM - 6 * MILLIMETRE or bottom >= BOTTOM - 1, where


def squeezed(text):
    return re.sub(r"\s", "", text)


@given(changes=contents)
@within_reason
def test_random_words_stay_on_the_page_and_can_be_read_back(
    changes, printed, character_boxes, pages_of
):
    document = printed("normal-sale", **changes)
    assert_inside(character_boxes(document.pdf))
    whole = "".join(pages_of(document.pdf))
    total = total_of(goods_amounts(changes["goods"])).amount_minor
    assert squeezed(capital_amount(total)) in whole
    for row in changes["goods"]:
        assert f"{Decimal(row['qty']):,}" in whole or row["qty"] in whole


def test_300_rows_are_whole_on_their_pages_and_summed_up(printed, character_boxes, pages_of):
    chance = random.Random(7)
    rows = [
        {
            "name": "".join(chance.choices(_HAN, k=chance.randint(2, 40))),
            "spec": "".join(chance.choices(_HAN + "0123456789×", k=chance.randint(1, 30))),
            "unit": "箱",
            "qty": str(chance.randint(1, 9_999)),
            "price": f"{chance.randint(1, 99_999)}.{chance.randint(0, 99):02d}",
            "rate": "13",
            "due": "2027-03-01",
        }
        for _row in range(300)
    ]
    document = printed("normal-sale", goods=rows)
    assert_inside(character_boxes(document.pdf))
    texts = pages_of(document.pdf)
    for number, row in enumerate(rows, start=1):
        name = row["name"]
        # A row that stands whole on a page has its name there, first and last character.
        assert any(name[:1] in text and name[-1:] in text for text in texts), number
    sums = [re.search(r"本页小计￥([\d,]+\.\d\d)", text) for text in texts]
    minor = [int(re.sub(r"\D", "", found[1])) for found in sums if found]
    assert sum(minor) == total_of(goods_amounts(rows)).amount_minor


def test_the_largest_amount_is_printed_in_figures_and_capitals(printed, character_boxes, pages_of):
    row = {"name": "成套设备", "spec": "／", "unit": "套", "rate": "13", "due": "2027-03-01"}
    row |= {"qty": "1", "price": "9999999999999.99"}
    document = printed("normal-sale", goods=[row])
    assert_inside(character_boxes(document.pdf))
    whole = "".join(pages_of(document.pdf))
    assert "9,999,999,999,999.99" in whole
    assert capital_amount(LARGEST_MINOR) in whole

import hashlib
import re
from dataclasses import replace

import pytest

from app.documents.contract.paper import render_contract
from app.documents.setting.page import BOTTOM, LEFT, MILLIMETRE, PAGE_HEIGHT, TYPE_WIDTH
from app.domain.contracts.wording.filling import clause_points, fill_wording, plain_words
from app.domain.contracts.wording.numbering import number_contract

PAGES = {
    "normal-sale": 6,
    "normal-distribution": 8,
    "normal-frame": 7,
    "minimum-sale": 5,
    "extreme-sale": 10,
    "bilingual-distribution": 12,
}
FURNITURE = re.compile(
    r"(购销合同|经销合同|年度框架合同)?(DistributionAgreement)?(RB-[A-Z0-9-]+?)?合同编号RB.*?文本指纹[0-9A-F-]{19}"
    r"(第\d+页共\d+页)?(骑缝章)?"
)


def sentences(text):
    for article in text.articles:
        yield article.article.title.zh
        for numbered in article.clauses:
            clause = numbered.clause
            yield plain_words(fill_wording(text, clause.wording.zh, "zh"))
            yield from (plain_words(point.zh) for point in clause_points(text, clause))


@pytest.mark.parametrize(("name", "pages"), PAGES.items())
def test_an_example_prints_on_its_pages_with_every_sentence(
    name, pages, example, printed, pages_of
):
    template, values, _ = example(name)
    document = printed(name)
    texts = pages_of(document.pdf)
    assert document.pages == len(texts) == pages
    # A sentence may run over a page break; there the words around the text stand in between.
    whole = re.sub(r"\s", "", "".join(strip_furniture(text) for text in texts))
    for sentence in sentences(number_contract(template, values)):
        for part in re.split(r"(?<=[。；])", "".join(sentence.split())):
            halves = (
                part[:cut] in whole and part[cut:] in whole for cut in range(3, len(part) - 2)
            )
            assert part in whole or any(halves), part


def strip_furniture(text):
    return FURNITURE.sub("", text)


@pytest.mark.parametrize("name", PAGES)
def test_every_font_is_embedded(name, printed):
    pdf = printed(name).pdf
    faces = re.findall(rb"/Type /Font\b(?!Descriptor)", pdf)
    files = re.findall(rb"/FontFile2 ", pdf)
    assert len(faces) == len(files) > 0
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/ToUnicode") == len(faces)


@pytest.mark.parametrize("name", PAGES)
def test_the_same_contract_prints_the_same_bytes(name, printed):
    first, second = printed(name), printed(name)
    assert first == second
    assert first.sha256 == hashlib.sha256(second.pdf).hexdigest()


def test_another_value_prints_other_bytes(printed):
    assert printed("normal-sale").pdf != printed("normal-sale", pay_days=6).pdf


@pytest.mark.parametrize("name", PAGES)
def test_every_sheet_carries_number_page_copy_and_fingerprint(name, example, printed, pages_of):
    _, values, copy = example(name)
    document = printed(name)
    for number, text in enumerate(pages_of(document.pdf), start=1):
        assert f"合同编号{values['contract_no']}" in text
        assert f"第{number}页共{document.pages}页" in text
        assert f"第{copy.number}份共{copy.total}份" in text
        assert f"文本指纹{document.fingerprint[:4]}-" in text
        assert ("草稿，不得签署" in text) is copy.draft


def test_the_draft_words_are_drawn_and_not_text(printed, pages_of):
    draft = printed("minimum-sale")
    assert not any("未生效" in text for text in pages_of(draft.pdf))
    assert b"/Subtype /Form" in draft.pdf
    assert b"/Subtype /Form" not in printed("normal-sale").pdf


def test_the_signature_page_also_carries_clause_text(printed, pages_of):
    for name in PAGES:
        (signed,) = [
            text
            for text in pages_of(printed(name).pdf)
            if "公章或合同专用章" in text and "格式条款提示" in text
        ]
        assert "本页以下无正文" in signed
        assert re.search(r"1\d\.\d\D", signed)


def test_a_blank_before_the_signature_page_is_explained(printed, pages_of):
    texts = pages_of(printed("normal-distribution").pdf)
    assert "本页以下空白，签署见下页" in texts[-2]
    assert "17.3" in texts[-1]


def test_a_broken_table_sums_up_every_page(printed, pages_of):
    texts = pages_of(printed("extreme-sale").pdf)
    sums = [re.search(r"本页小计￥([\d,]+\.\d\d)", text) for text in texts]
    minor = [int(re.sub(r"\D", "", found[1])) for found in sums if found]
    assert len(minor) == 4
    assert sum(minor) == 999_999_999_999_999
    assert all("品名／规格型号" in text for text, found in zip(texts, sums, strict=True) if found)


def test_a_table_on_one_page_prints_no_page_sum(printed, pages_of):
    text = pages_of(printed("normal-sale").pdf)[0]
    assert "本页小计" not in text
    assert "（以下空白）" in text
    assert "人民币肆拾万玖仟叁佰贰拾元整" in text


def test_a_price_list_prints_no_totals(printed, pages_of):
    assert "价税合计" not in pages_of(printed("normal-frame").pdf)[0]
    assert "价税合计" in pages_of(printed("normal-frame").pdf)[-1]


def test_repeated_and_empty_data_of_a_party_are_said_to_be_so(printed, pages_of):
    text = pages_of(printed("minimum-sale").pdf)[0]
    assert "同住所" in text
    assert "同统一社会信用代码" in text
    assert "经营者" in text
    assert "／" in text


def test_a_bilingual_contract_holds_both_languages(printed, pages_of):
    whole = "".join(pages_of(printed("bilingual-distribution").pdf))
    assert "DistributionAgreement" in whole
    assert "两种文本不一致的，以中文文本为准" in whole
    assert "theChineseversionprevails" in whole


@pytest.mark.parametrize("name", PAGES)
def test_nothing_leaves_the_type_area(name, printed, character_boxes):
    assert_inside(printed(name).pdf, character_boxes)


LONG_NAME = "中华人民共和国国际供应链管理" * 15
LONG_ADDRESS = "江苏省苏州市相城区元和街道永昌路十八号" * 27


@pytest.mark.parametrize("name", ["normal-sale", "bilingual-distribution"])
def test_a_name_of_200_and_an_address_of_500_characters_stay_on_the_page(
    name, example, printed, character_boxes, pages_of
):
    _, values, _ = example(name)
    party = {"name": LONG_NAME[:200], "address": LONG_ADDRESS[:500]}
    longer = party | {"service_address": LONG_ADDRESS[3:503], "email": "x" * 120}
    document = printed(
        name,
        party_a=values["party_a"] | party,
        party_b=values["party_b"] | longer,
        sign_place=LONG_ADDRESS[:60],
        delivery_place=LONG_ADDRESS[:500],
        contract_no="RB-" + "9" * 80,
    )
    assert_inside(document.pdf, character_boxes)
    whole = "".join(pages_of(document.pdf))
    assert len(re.findall("永昌路", whole)) >= 3 * 26


def test_a_goods_line_of_500_characters_stays_on_the_page(example, printed, character_boxes):
    _, values, _ = example("normal-sale")
    row = {
        "name": LONG_ADDRESS[:500],
        "spec": "W" * 300,
        "unit": "每标准托盘四十八箱",
        "qty": "123456789.25",
        "price": "80999.99",
        "rate": "13",
        "due": "二〇二七年第一季度末之前",
    }
    assert_inside(printed("normal-sale", goods=[row, *values["goods"]]).pdf, character_boxes)


def test_two_hundred_rows_break_over_pages(example, printed, character_boxes):
    _, values, _ = example("normal-sale")
    document = printed("normal-sale", goods=values["goods"] * 40)
    assert document.pages > 10
    assert_inside(document.pdf, character_boxes)


def assert_inside(pdf, character_boxes):
    seal_guide = LEFT + TYPE_WIDTH + 30
    for page, character, left, bottom, right, top in character_boxes(pdf):
        where = (page, character, left, bottom, right, top)
        if left > seal_guide:
            assert character in "骑缝章", where
            continue
        # The blank half of a full-width mark may stick out, its ink may not.
        assert left >= LEFT - 1, where
        assert right <= LEFT + TYPE_WIDTH + 1, where
        assert top <= PAGE_HEIGHT - 13 * MILLIMETRE, where
        in_footer = top <= BOTTOM - 6 * MILLIMETRE
        assert in_footer or bottom >= BOTTOM - 1, where


@pytest.mark.parametrize(
    ("name", "mark"),
    [("normal-sale", "商业秘密"), ("bilingual-distribution", "商业秘密BUSINESSSECRET")],
)
def test_a_business_secret_says_so_on_every_sheet(name, mark, example, fonts, pages_of):
    template, values, copy = example(name)
    plain = render_contract(template, values, copy, fonts)
    marked = render_contract(template, values, replace(copy, confidential=True), fonts)
    assert all(mark in page for page in pages_of(marked.pdf))
    assert not any("BUSINESSSECRET" in page for page in pages_of(plain.pdf))
    assert pages_of(plain.pdf)[0].count("商业秘密") < pages_of(marked.pdf)[0].count("商业秘密")
    assert (marked.pages, marked.fingerprint) == (plain.pages, plain.fingerprint)

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest

from app.documents.word.contract import write_word_contract
from app.domain.contracts.wording.fingerprint import shown_fingerprint
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.passages import contract_passages
from app.domain.redline.blocks import sent_blocks
from app.domain.redline.comparison import compare_blocks
from app.exchange.returned_files import read_returned

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXAMPLES = (
    "normal-sale",
    "minimum-sale",
    "extreme-sale",
    "normal-distribution",
    "normal-frame",
    "bilingual-distribution",
)


@pytest.fixture
def written(example):
    def write(name, *, is_draft=False, **changes):
        template, values, _copy = example(name)
        return write_word_contract(template, values | changes, is_draft=is_draft)

    return write


@pytest.fixture
def passages(example):
    def make(name, **changes):
        template, values, _copy = example(name)
        return contract_passages(number_contract(template, values | changes))

    return make


def parts_of(docx):
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def tree(part):
    return ET.fromstring(part)  # noqa: S314 - we made it ourselves


def letters_of(part):
    root = tree(part)
    return "".join(node.text or "" for node in root.iter(f"{W}t"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_word_file_says_exactly_what_the_contract_says(name, written, passages):
    returned = read_returned(written(name).docx, "contract.docx")

    found = compare_blocks(sent_blocks(passages(name)), returned.blocks())

    assert [(row.standing, row.sent, row.returned) for row in found.changes] == []
    assert found.count("equal") > 90


def test_a_value_that_differs_is_seen_in_the_word_file(written, passages):
    returned = read_returned(written("normal-sale", sign_place="北京市").docx, "contract.docx")

    found = compare_blocks(sent_blocks(passages("normal-sale")), returned.blocks())

    assert {row.returned for row in found.changes} >= {"北京市"}


def test_equal_contracts_give_equal_bytes(written):
    assert written("normal-sale") == written("normal-sale")
    assert written("normal-sale").sha256 != written("normal-sale", is_draft=True).sha256


def test_every_part_is_well_formed_and_declared(written):
    parts = parts_of(written("bilingual-distribution", is_draft=True).docx)
    declared = set(re.findall(r'PartName="/([^"]+)"', parts["[Content_Types].xml"]))

    for text in parts.values():
        tree(text)

    unnamed = {name for name in parts if not name.endswith(".rels")} - declared
    assert unnamed == {"[Content_Types].xml"}
    targets = set(re.findall(r'Target="([^"]+)"', parts["word/_rels/document.xml.rels"]))
    assert {f"word/{target}" for target in targets} <= parts.keys()


def test_a_draft_says_so_on_every_page_and_an_original_does_not(written):
    draft = parts_of(written("normal-sale", is_draft=True).docx)
    original = parts_of(written("normal-sale").docx)

    for name in ("word/header.xml", "word/header-first.xml"):
        assert "草稿　未生效" in draft[name]
        assert "草稿" not in original[name]
    assert "草稿，不得签署" in letters_of(draft["word/footer.xml"])
    assert "草稿" not in letters_of(original["word/footer.xml"])


def test_the_page_is_a4_and_counts_its_pages(written):
    parts = parts_of(written("normal-sale").docx)
    body = tree(parts["word/document.xml"])
    size = next(body.iter(f"{W}pgSz"))
    fields = [
        node.get(f"{W}instr") for node in tree(parts["word/footer.xml"]).iter(f"{W}fldSimple")
    ]

    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert fields == ["PAGE", "NUMPAGES"]


def test_chinese_typefaces_are_named(written):
    styles = parts_of(written("normal-sale").docx)["word/styles.xml"]

    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="黑体"' in styles


def test_the_foot_carries_number_and_fingerprint(written):
    made = written("normal-sale")
    foot = letters_of(parts_of(made.docx)["word/footer.xml"])

    assert "RB-GX-2026-HZ-00307M" in foot
    assert shown_fingerprint(made.fingerprint) in foot


def test_standard_terms_stand_out_twice_in_bold_and_with_the_triangle(written):
    body = tree(parts_of(written("normal-sale").docx)["word/document.xml"])
    marked = [
        paragraph
        for paragraph in body.iter(f"{W}p")
        if "".join(node.text or "" for node in paragraph.iter(f"{W}t")).startswith("▲")
    ]

    assert len(marked) > 10
    for paragraph in marked:
        runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
        assert all(run.find(f"{W}rPr/{W}b") is not None for run in runs)


def test_two_languages_stand_in_two_columns_of_one_row(written):
    body = tree(parts_of(written("bilingual-distribution").docx)["word/document.xml"])
    rows = []
    for row in body.iter(f"{W}tr"):
        cells = [
            "".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.findall(f"{W}tc")
        ]
        rows.append(cells)

    pairs = [row for row in rows if row[0].startswith("第二条")]
    assert len(pairs) == 1
    assert pairs[0][1].startswith("Article 2")


def test_letters_that_xml_cannot_hold_are_left_out(written):
    body = parts_of(written("normal-sale", sign_place="杭州\x0b<市>&").docx)["word/document.xml"]

    assert "杭州<市>&" in letters_of(body)

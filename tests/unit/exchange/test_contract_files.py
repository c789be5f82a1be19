"""A contract in a file becomes a draft; whatever the file holds, nothing of it is carried out."""

import datetime as dt
import zipfile

import pytest

from app.domain.contracts.texts.life import TEMPLATE, check_words
from app.domain.contracts.texts.review import review_text
from app.domain.errors import ValidationError
from app.exchange.contract_files import read_contract_file
from tests.support.template_rows import read_text

TODAY = dt.date(2026, 11, 22)
PLAIN = """产品购销合同
根据民法典，双方订立本合同。
第一条 标的与价款
1.1 甲方购买下列货物，总价____元。
（1）品名：______
（2）数量：{{qty}}
第二条 质量要求
2.1 执行国家标准。
第六条 付款：甲方应于交货后__日内付款，逾期按日万分之五支付违约金，并承担由此造成的一切损失和费用。
"""
HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
FOOT = "</w:body></w:document>"


def read(path):
    return read_contract_file(path, library=read_text("library"), today=TODAY)


@pytest.fixture
def plain(tmp_path):
    def write(words, *, encoding="utf-8"):
        path = tmp_path / "购销.txt"
        path.write_bytes(words.encode(encoding))
        return read(path)

    return write


@pytest.fixture
def word(tmp_path):
    def write(document, name="word/document.xml"):
        path = tmp_path / "contract.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, document)
        return path

    return write


def paragraph(words, style="", level=None):
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += f'<w:numPr><w:ilvl w:val="{level}"/></w:numPr>' if level is not None else ""
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in words)
    return f"<w:p><w:pPr>{look}</w:pPr>{runs}</w:p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_headings_become_articles_and_numbered_paragraphs_clauses(plain, encoding):
    written = plain(PLAIN, encoding=encoding)
    text = written.text
    assert text.header["name_zh"] == "产品购销合同"
    assert text.header["preamble_zh"] == "根据民法典，双方订立本合同。"
    found = [(each["title_zh"], each["group"]) for each in text.articles()[:3]]
    assert found == [("标的与价款", 1), ("质量要求", 2), ("付款", 6)]
    clause = text.clause("a1.n1")
    assert clause["zh"] == "甲方购买下列货物，总价{{blank1}}元。"
    assert [each["zh"] for each in clause["sub"]] == ["品名：{{blank2}}", "数量：{{qty}}"]


def test_every_group_is_there_and_everything_is_to_be_confirmed(plain):
    written = plain(PLAIN)
    assert {each["group"] for each in written.text.articles()} >= set(range(1, 11))
    assert written.remarks.unchecked["a2.n1"] == "en"
    assert [point.words for point in written.remarks.points] == [
        "{{blank1}} 总价",
        "{{blank2}} 品名",
        "{{qty}} 数量",
        "{{blank4}} 甲方应于交货后",
    ]
    codes = {each.code for each in review_text(written.text, written.remarks)}
    assert {"template.words.missing", "template.wording.unchecked"} <= codes
    assert "template.placeholder.unknown" not in codes


def test_english_paragraphs_fill_the_english_side(plain):
    written = plain("Sales Contract\nArticle 1 Subject\n1.1 The Buyer buys ____ boxes.\n")
    assert written.text.header["name_en"] == "Sales Contract"
    assert written.text.clause("a1.n1")["en"] == "The Buyer buys {{blank1}} boxes."
    assert written.text.clause("a1.n1")["zh"] == ""


def test_a_word_file_is_read_by_its_styles_and_numbers(word):
    parts = [
        paragraph(["供货", "合同"], "Title"),
        paragraph(["第一条", " 货物"], "Heading1"),
        paragraph(["甲方购买", "<!-- x -->".replace("<", "&lt;").replace(">", "&gt;")], level=0),
        paragraph(["品名"], level=1),
        paragraph([" "]),
    ]
    written = read(word(HEAD + "".join(parts) + FOOT))
    assert written.text.header["name_zh"] == "供货合同"
    clause = written.text.clause("a1.n1")
    assert [each["zh"] for each in clause["sub"]] == ["品名"]
    record = {"body": written.text.body_text(), "library": written.text.library_text()}
    with pytest.raises(ValidationError) as refused:
        check_words(TEMPLATE, record)
    assert refused.value.code == "template.words.markup"
    assert refused.value.params["where"] == "a1/a1.n1 (zh)"


def test_an_entity_bomb_is_refused(word):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + "&b;" + FOOT
    with pytest.raises(ValidationError) as refused:
        read(word(bomb))
    assert refused.value.code == "import.file.damaged"


def test_a_zip_bomb_is_refused(word):
    blank = paragraph(["a" * 1_000]).encode()
    path = word(HEAD.encode() + blank * 100_000 + FOOT.encode())
    with pytest.raises(ValidationError) as refused:
        read(path)
    assert refused.value.code in {"import.file.bomb", "template.file.large"}


@pytest.mark.parametrize("make", ["many", "long"])
def test_more_than_one_contract_can_hold_is_refused(plain, make):
    words = "一\n" * 3_100 if make == "many" else "字" * 121_000
    with pytest.raises(ValidationError) as refused:
        plain(words)
    assert refused.value.code == "template.file.large"


def test_what_is_no_contract_is_refused(tmp_path, word, plain):
    for path, code in (
        (tmp_path / "x.exe", "template.file.kind"),
        (tmp_path / "gone.txt", "import.file.damaged"),
        (word("<a/>", "other.xml"), "import.file.damaged"),
    ):
        if path.suffix == ".exe":
            path.write_bytes(b"MZ")
        with pytest.raises(ValidationError) as refused:
            read(path)
        assert refused.value.code == code
    with pytest.raises(ValidationError) as refused:
        plain(" \n\n")
    assert refused.value.code == "template.file.empty"


def test_no_zip_at_all_is_refused(tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK no zip")
    with pytest.raises(ValidationError) as refused:
        read(path)
    assert refused.value.code == "import.file.damaged"
